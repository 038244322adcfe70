"""Fixtures of this room: a bidang large enough to ask about somebody."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings

from kinerja.anonymous import operations
from kinerja.anonymous.groups import digest_of, groups_of
from kinerja.anonymous.models import Window
from kinerja.foundation import clock
from kinerja.organization.models import Employee, Placement
from tests import databases
from tests.factories import NOON, Town, actor, make_employee, make_placement

TODAY = dt.date(2026, 8, 3)
DAYS = 14
#: the first moment after the last day of answering
AFTER = NOON + dt.timedelta(days=DAYS + 1)


@pytest.fixture(autouse=True)
def noon(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon, with keys of their own."""
    settings.VAR = tmp_path / "var"
    with clock.fixed(NOON):
        yield


@dataclass(frozen=True)
class Office:
    """Andi, about whom is asked, and nine colleagues of the same bidang."""

    town: Town
    post: Placement
    group: list[Employee]

    def open(self, ring: str = "TEAM", *, days: int = DAYS, at: dt.datetime = NOON) -> Window:
        """Open a window about Andi as the pengelola of his office does."""
        shown = digest_of(groups_of(self.post, clock.local_date(at)))
        return operations.open_window(
            placement=self.post,
            ring=ring,
            days=days,
            shown=shown,
            by=actor(self.town.office_manager, at),
            at=at,
        )


def answer(
    window: Window,
    who: Employee,
    score: int = 3,
    text: str = "",
    *,
    at: dt.datetime = NOON,
) -> None:
    """Answer about all values alike."""
    scores = dict.fromkeys(window.questions, score)
    operations.save_answer(window=window, scores=scores, text=text, by=actor(who, at), at=at)


def make_office(town: Town) -> Office:
    """Let eight more people work beside Andi and Dewi."""
    group = [town.dewi]
    for number in range(8):
        person = make_employee(f"Rekan {number}")
        make_placement(person, town.division)
        group.append(person)
    return Office(town, Placement.objects.get(employee=town.andi), group)


@pytest.fixture(scope="module")
def kept_office(kept_town: Town, django_db_blocker: DjangoDbBlocker) -> Iterator[Office]:
    with databases.kept(django_db_blocker):
        yield make_office(kept_town)


@pytest.fixture
def office(kept_office: Office, db: None) -> Office:
    return copy.deepcopy(kept_office)


@pytest.fixture
def window(office: Office) -> Window:
    return office.open()


def answered(window: Window, office: Office, number: int = 6) -> Window:
    """Let some of the group answer and seal the window."""
    for place, person in enumerate(office.group[:number]):
        answer(window, person, 1 + place % 4, f"Masukan {place}")
    assert operations.seal_due(at=AFTER) == 1
    window.refresh_from_db()
    return window
