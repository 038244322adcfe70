"""Fixtures of this room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from kinerja.cycles.models import PerformanceYear, Period
from kinerja.foundation import clock
from kinerja.plans.models import IndicatorContent, Plan
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


@pytest.fixture
def indicator(plan: Plan) -> int:
    """The id of the one indicator of the plan."""
    return IndicatorContent.objects.get(plan_version__plan=plan).indicator_id


@pytest.fixture(autouse=True)
def files_folder(tmp_path: Path, settings: Settings) -> Path:
    """Files of evidence go to a folder of the test's own."""
    settings.FILES = tmp_path / "files"
    return tmp_path / "files"
