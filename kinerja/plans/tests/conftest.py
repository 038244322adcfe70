"""Fixtures of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kinerja.cycles.models import PerformanceYear
from kinerja.foundation import clock
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, client_of
from tests.plan_factories import fill, make_draft, make_year


@pytest.fixture
def year(town: Town) -> PerformanceYear:
    """The open year 2026."""
    return make_year(2026)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon."""
    with clock.fixed(NOON):
        yield


@pytest.fixture
def plan(town: Town, year: PerformanceYear) -> Plan:
    draft = make_draft(town.andi, year)
    fill(draft)
    return draft


@pytest.fixture
def andi(town: Town) -> Client:
    return client_of(town.andi)
