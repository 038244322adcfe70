"""The stage on which most tests of this room play, and the hour."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from kinerja.evaluations.tests.stage import NOW, Stage, make_stage
from kinerja.foundation import clock
from tests import databases
from tests.factories import Town


@pytest.fixture
def at_noon() -> Iterator[None]:
    with clock.fixed(NOW):
        yield


@pytest.fixture(scope="module")
def kept_stage(kept_town: Town, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with databases.kept(django_db_blocker):
        yield make_stage(kept_town)


@pytest.fixture
def stage(kept_stage: Stage, db: None) -> Stage:
    return copy.deepcopy(kept_stage)
