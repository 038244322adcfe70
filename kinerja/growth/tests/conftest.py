"""Fixtures of this room: Andi and his superior Budi, on 3 August 2026 at noon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kinerja.cycles.models import PerformanceYear
from kinerja.foundation import clock
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, client_of
from tests.plan_factories import make_agreed, make_year


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon."""
    with clock.fixed(NOON):
        yield


@pytest.fixture
def year(town: Town) -> PerformanceYear:
    return make_year()


@pytest.fixture
def skp(town: Town, year: PerformanceYear) -> Plan:
    """Andi's agreed SKP of the year."""
    return make_agreed(town.andi, year, town.budi)


@pytest.fixture
def andi(town: Town) -> Client:
    return client_of(town.andi)


@pytest.fixture
def budi(town: Town) -> Client:
    return client_of(town.budi)
