"""Fixtures of this room: Andi and his superior Budi, on 3 August 2026 at noon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kinerja.foundation import clock
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, client_of


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon."""
    with clock.fixed(NOON):
        yield


@pytest.fixture
def skp(plan: Plan) -> Plan:
    """Andi's agreed SKP of the year; a plan of this room is another."""
    return plan


@pytest.fixture
def andi(town: Town) -> Client:
    return client_of(town.andi)


@pytest.fixture
def budi(town: Town) -> Client:
    return client_of(town.budi)
