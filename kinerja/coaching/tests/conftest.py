"""Fixtures of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kinerja.coaching.models import Feedback
from kinerja.coaching.tests.samples import give
from kinerja.foundation import clock
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, actor


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon."""
    with clock.fixed(NOON):
        yield


@pytest.fixture
def praise(town: Town, plan: Plan) -> Feedback:
    """What Dewi praised of Andi, on the wall."""
    return give(plan, actor(town.dewi), kind="APRESIASI", visibility="UNIT")
