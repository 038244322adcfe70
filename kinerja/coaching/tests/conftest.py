"""Fixtures of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kinerja.coaching.models import Feedback
from kinerja.coaching.tests.samples import give
from kinerja.cycles import operations as cycles
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, actor
from tests.plan_factories import make_agreed


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon."""
    with clock.fixed(NOON):
        yield


@pytest.fixture
def plan(town: Town) -> Plan:
    """Andi's plan, agreed with Budi."""
    machine = Actor.system("test")
    prepared = cycles.prepare_year(year=2026, by=machine, at=NOON)
    year = cycles.open_year(year=prepared, by=machine, at=NOON)
    return make_agreed(town.andi, year, town.budi)


@pytest.fixture
def praise(town: Town, plan: Plan) -> Feedback:
    """What Dewi praised of Andi, on the wall."""
    return give(plan, actor(town.dewi), kind="APRESIASI", visibility="UNIT")
