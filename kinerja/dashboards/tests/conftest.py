"""Fixtures of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kinerja.cycles import operations as cycles
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from tests.factories import NOON, Town


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon."""
    with clock.fixed(NOON):
        yield


@pytest.fixture
def year(town: Town) -> PerformanceYear:
    """The open year 2026 with its quarters."""
    machine = Actor.system("test")
    prepared = cycles.prepare_year(year=2026, by=machine, at=NOON)
    return cycles.open_year(year=prepared, by=machine, at=NOON)


@pytest.fixture
def quarter(year: PerformanceYear) -> Period:
    """The running third quarter."""
    return Period.objects.get(year=year, no=3)
