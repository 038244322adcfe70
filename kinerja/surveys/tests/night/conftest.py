"""A service with two counters on a day at noon, and answers that differ."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from kinerja.foundation import clock
from kinerja.services.models import Service
from kinerja.surveys.models import (
    Answer,
    InboxAnswer,
)
from kinerja.surveys.periods import QUARTER, Span
from kinerja.surveys.tests.stages import answers, make_service
from tests.factories import NOON, Town

TODAY = dt.date(2026, 8, 3)
YESTERDAY = dt.date(2026, 8, 2)
DAY = dt.timedelta(days=1)
POOR = (1, 2, 2, 2, 1, 2, 1, 2, 2)
THIRD_QUARTER = Span(dt.date(2026, 7, 1), QUARTER)


@pytest.fixture(autouse=True)
def noon(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.VAR = tmp_path / "var"
    with clock.fixed(NOON):
        yield


@pytest.fixture
def service(town: Town) -> Service:
    return make_service(town.division, counters=2)


def some_answers(service: Service, day: dt.date, seed: int, n: int = 30) -> None:
    """Put differing answers at both counters, some with blanks, some with a signal."""
    luck = random.Random(seed)
    for counter in service.counters.order_by("pk"):
        for _ in range(n):
            scores = [None if luck.random() < 0.1 else luck.randint(1, 4) for _ in range(9)]
            scores[luck.randrange(9)] = 3
            answers(service, day, scores, counter=counter, flags=luck.choice([0, 0, 0, 4]))


def scores_of(row: InboxAnswer | Answer) -> tuple[int | None, ...]:
    return tuple(getattr(row, f"u{no}") for no in range(1, 10))
