"""Fixtures of this room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from kinerja.cycles import operations as cycles
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.plans.models import IndicatorContent, Plan
from tests.factories import NOON, Town
from tests.plan_factories import make_agreed


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


@pytest.fixture
def plan(town: Town, year: PerformanceYear) -> Plan:
    """Andi's plan, agreed with Budi: one indicator, 15 kelurahan, added up."""
    return make_agreed(town.andi, year, town.budi)


@pytest.fixture
def indicator(plan: Plan) -> int:
    """The id of the one indicator of the plan."""
    return IndicatorContent.objects.get(plan_version__plan=plan).indicator_id


@pytest.fixture(autouse=True)
def files_folder(tmp_path: Path, settings: Settings) -> Path:
    """Files of evidence go to a folder of the test's own."""
    settings.FILES = tmp_path / "files"
    return tmp_path / "files"
