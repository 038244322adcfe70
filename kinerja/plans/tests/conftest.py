"""Fixtures of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kinerja.cycles.models import PerformanceYear
from kinerja.foundation import clock
from tests.factories import NOON, Town
from tests.plan_factories import make_year


@pytest.fixture
def year(town: Town) -> PerformanceYear:
    """The open year 2026."""
    return make_year(2026)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon."""
    with clock.fixed(NOON):
        yield
