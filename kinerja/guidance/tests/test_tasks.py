"""What of guidances stands on Beranda, for whom and when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kinerja.dashboards.queries.home import KINDS, sorted_tasks
from kinerja.guidance.models import Guidance
from kinerja.guidance.tests.stages import ENDS, answered, finished
from tests.factories import NOON, Town, actor

pytestmark = pytest.mark.django_db


def kinds_of(person: Any, on: dt.date) -> list[tuple[str, str]]:
    mine, _ = sorted_tasks(actor(person, NOON), on)
    return [(one.row.task, one.title) for one in mine if one.row.task.startswith("guidance.")]


def test_beranda_asks_the_evaluator_to_decide(town: Town, offer: Guidance) -> None:
    assert kinds_of(town.budi, NOON.date()) == [
        ("guidance.decide", "Usul bimbingan untuk Andi Pratama")
    ]
    assert kinds_of(town.andi, NOON.date()) == []
    assert kinds_of(town.sari, NOON.date()) == []
    assert "guidance.decide" in KINDS


def test_beranda_asks_for_the_statements_near_the_end(town: Town, running: Guidance) -> None:
    def asked(days: int) -> bool:
        return bool(kinds_of(town.andi, ENDS + dt.timedelta(days=days)))

    assert [asked(-15), asked(-14), asked(0)] == [False, True, True]
    answered(running, town.andi)
    assert not asked(0)


def test_beranda_asks_a_month_long_after_the_end(town: Town, running: Guidance) -> None:
    finished(running, town.budi)

    days = [bool(kinds_of(town.andi, NOON.date() + dt.timedelta(days=n))) for n in (0, 30, 31)]
    assert days == [True, True, False]


def test_beranda_asks_the_mentor_to_close(town: Town, running: Guidance) -> None:
    assert kinds_of(town.budi, ENDS - dt.timedelta(days=1)) == []
    assert kinds_of(town.budi, ENDS) == [("guidance.close", "Tutup bimbingan Andi Pratama")]
