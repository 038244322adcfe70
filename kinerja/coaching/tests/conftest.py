"""Fixtures of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kinerja.foundation import clock
from kinerja.plans.models import Plan
from tests.factories import NOON, Town
from tests.plan_factories import make_agreed, make_year


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon."""
    with clock.fixed(NOON):
        yield


@pytest.fixture
def plan(town: Town) -> Plan:
    """Andi's plan, agreed with Budi."""
    return make_agreed(town.andi, make_year(2026), town.budi)
