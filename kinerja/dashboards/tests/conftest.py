"""Fixtures of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kinerja.cycles.models import PerformanceYear, Period
from kinerja.foundation import clock
from tests.factories import NOON


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon."""
    with clock.fixed(NOON):
        yield


@pytest.fixture
def quarter(year: PerformanceYear) -> Period:
    """The running third quarter."""
    return Period.objects.get(year=year, no=3)
