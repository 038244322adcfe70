"""The stage on which most tests of this room play, and the hour."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kinerja.evaluations.tests.stage import NOW, Stage, make_stage
from kinerja.foundation import clock
from tests.factories import Town


@pytest.fixture
def at_noon() -> Iterator[None]:
    with clock.fixed(NOW):
        yield


@pytest.fixture
def stage(town: Town) -> Stage:
    return make_stage(town)
