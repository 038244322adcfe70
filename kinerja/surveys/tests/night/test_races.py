"""Two nights at once, answers in between, a crash at any step: each answer counts once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from kinerja.foundation import clock
from kinerja.services.models import Service
from kinerja.surveys import keys
from kinerja.surveys.models import Answer, Comment, InboxAnswer, Index, Moment, Rate, Rollup
from kinerja.surveys.operations import night
from kinerja.surveys.operations.night import turn_over
from kinerja.surveys.tests.stages import GOOD, answers, comment, make_service
from tests.factories import NOON, make_town

YESTERDAY = dt.date(2026, 8, 2)


@pytest.fixture
def service(own_database: str, settings: Settings, tmp_path: Path) -> Iterator[Service]:
    settings.VAR = tmp_path / "var"
    with clock.fixed(NOON):
        yield make_service(make_town().division, counters=2)


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run the acts in threads of their own; return what they return."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            with clock.fixed(NOON):
                return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def one_by_one(service: Service, day: dt.date) -> None:
    for _ in range(10):
        answers(service, day, GOOD)


def counted() -> tuple[int, int]:
    """Return the answers of all counters and days, and those of the moments."""
    rollups = sum(Rollup.objects.values_list("answers", flat=True))
    moments = sum(Moment.objects.filter(unflagged=False).values_list("answers", flat=True))
    return rollups, moments


def test_two_nights_at_once_move_each_answer_once(service: Service) -> None:
    answers(service, YESTERDAY, GOOD, n=200)
    comment(service, YESTERDAY, "Ramah")

    nights = at_once([lambda: turn_over(NOON)] * 3)

    assert sorted(one.answers for one in nights) == [0, 0, 200]
    assert Answer.objects.count() == 200
    assert Comment.objects.count() == 1
    assert counted() == (200, 200)


def test_answers_that_come_during_the_night_are_not_lost(service: Service) -> None:
    answers(service, YESTERDAY, GOOD, n=100)
    acts: list[Callable[[], Any]] = [lambda: turn_over(NOON)]
    for number in range(6):
        day = YESTERDAY + dt.timedelta(days=number % 2)
        acts.append(partial(one_by_one, service, day))

    at_once(acts)

    assert Answer.objects.count() + InboxAnswer.objects.count() == 160
    turn_over(NOON + dt.timedelta(days=1))
    assert (Answer.objects.count(), InboxAnswer.objects.count()) == (160, 0)
    assert counted() == (160, 160)
    assert set(Index.objects.values_list("answers", flat=True)) == {160}


@pytest.mark.parametrize("step", ["_open_months", "run", "sum_up", "write_indices"])
def test_a_crash_leaves_all_as_it_was_for_the_next_night(
    service: Service, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(service, YESTERDAY, GOOD, n=20)
    comment(service, YESTERDAY, "Cepat")
    with monkeypatch.context() as broken:
        broken.setattr(night, step, _crash)
        with pytest.raises(ZeroDivisionError):
            turn_over(NOON)
    assert (InboxAnswer.objects.count(), Answer.objects.count()) == (20, 0)
    assert Comment.objects.get().mixed_on is None

    assert turn_over(NOON).answers == 20
    assert counted() == (20, 20)


def test_a_crash_after_the_answers_moved_costs_nothing_either(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(service, YESTERDAY, GOOD, n=20)
    Rate.objects.create(bucket=b"x" * 16, slot=3)
    with monkeypatch.context() as broken:
        broken.setattr(keys, "forget_before", _crash)
        with pytest.raises(ZeroDivisionError):
            turn_over(NOON)

    assert turn_over(NOON).answers == 0
    assert counted() == (20, 20)
    assert not Rate.objects.exists()


def _crash(*_: Any, **__: Any) -> None:
    raise ZeroDivisionError
