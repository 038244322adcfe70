"""Windows as lists show them, and what came of a sealed one: always everybody together."""

from __future__ import annotations

import datetime as dt
import random
import statistics
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from kinerja.anonymous.models import FEWEST_ANSWERS, AnonymousAnswer, Window, WindowMember
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read, read_instances
from kinerja.organization.models import Placement, PlacementKind
from kinerja.organization.models.people import full_name
from kinerja.ui import format as formats
from regulation.behavior import CoreValue

PAGE = 25
MOST_FOUND = 20
#: standard deviations on the scale from 1 to 4, and how they read
ALIKE, MIXED = 0.5, 0.9


class WindowRow(NamedTuple):
    """One window of a list."""

    id: int
    front: str
    name: str
    back: str
    opens: dt.date
    closes: dt.date
    state: str
    outcome: str
    group_size: int

    @property
    def subject(self) -> str:
        return full_name(self.front, self.name, self.back)

    @property
    def period(self) -> str:
        """3 Agustus 2026 s.d. 17 Agustus 2026"""
        return formats.span(self.opens, self.closes)


def _rows(windows: QuerySet[Window]) -> QuerySet[Window]:
    return windows.annotate(
        front=F("subject__title_front"), name=F("subject__name"), back=F("subject__title_back")
    ).order_by("-closes", "-id")


@read(WindowRow)
def asking(actor: Actor, on: dt.date) -> QuerySet[Window]:
    """Return the windows that ask the actor and still take answers."""
    return _rows(Window.objects.asking(actor.employee_key, on))


@read(WindowRow)
def about(actor: Actor) -> QuerySet[Window]:
    """Return the windows about the actor, the newest first."""
    return _rows(Window.objects.filter(subject_id=actor.employee_key))[:PAGE]


@read(WindowRow)
def of_team(actor: Actor) -> QuerySet[Window]:
    """Return the windows about those whom the actor assesses, the newest first."""
    return _rows(Window.objects.filter(placement_id__any=actor.evaluates))[:PAGE]


def managed(actor: Actor) -> QuerySet[Window]:
    """The windows of the units that the actor manages."""
    return Window.objects.filter(unit_id__any=actor.units_managed)


def managed_page(actor: Actor, number: int) -> list[WindowRow]:
    """Return one page of them, the newest first."""
    start = PAGE * (number - 1)
    rows = _rows(managed(actor)).values_list(*WindowRow._fields)
    return [WindowRow(*row) for row in rows[start : start + PAGE]]


@read_instances(Window)
def windows_seen(actor: Actor, window_id: int) -> QuerySet[Window]:
    """Return a window that the actor may know."""
    return Window.objects.visible_to(actor).filter(pk=window_id).select_related("subject")


class MemberRow(NamedTuple):
    """One of the group."""

    front: str
    name: str
    back: str

    @property
    def full(self) -> str:
        return full_name(self.front, self.name, self.back)


@read(MemberRow)
def members_of(window_id: int) -> QuerySet[WindowMember]:
    """Return the group by name: it says who was asked, never who answered."""
    return (
        WindowMember.objects.filter(window_id=window_id)
        .annotate(
            front=F("employee__title_front"),
            name=F("employee__name"),
            back=F("employee__title_back"),
        )
        .order_by("name", "id")
    )


class PostRow(NamedTuple):
    """Somebody about whom the pengelola may open a window."""

    id: int
    front: str
    name: str
    back: str
    title: str

    @property
    def full(self) -> str:
        return full_name(self.front, self.name, self.back)


def posts_named(actor: Actor, people: QuerySet[Any], on: dt.date) -> list[PostRow]:
    """Return the running posts of these people in the units that the actor manages."""
    posts = Placement.objects.on(on).filter(
        unit_id__any=actor.units_managed,
        kind=PlacementKind.DEFINITIF,
        employee_id__in=people.values("pk"),
    )
    rows = posts.exclude(employee_id=actor.employee_key).order_by("employee__name", "pk")
    columns = rows.values_list(
        "pk", "employee__title_front", "employee__name", "employee__title_back", "title"
    )
    return [PostRow(*row) for row in columns[:MOST_FOUND]]


class ValueResult(NamedTuple):
    """One value in a sealed window; no mean where too few have judged it."""

    label: str
    judged: int
    mean: float | None
    spread: str


class Results(NamedTuple):
    """What a sealed window says, everything at once."""

    answers: int
    values: list[ValueResult]
    texts: list[str]


def results_of(window: Window) -> Results:
    """Return mean, number and spread of each value, and the words in random order."""
    found = AnonymousAnswer.objects.filter(window=window).values_list("scores", "text")
    return gathered(window.questions, [(dict(scores or {}), text) for scores, text in found])


def gathered(questions: list[str], rows: list[tuple[dict[str, int], str]]) -> Results:
    """Bring the answers of a sealed window together."""
    values = [
        _value(code, [scores[code] for scores, _ in rows if code in scores]) for code in questions
    ]
    texts = sorted(text for _, text in rows if text)
    random.shuffle(texts)
    return Results(len(rows), values, texts)


def _value(code: str, scores: list[int]) -> ValueResult:
    label = CoreValue(code).label
    if len(scores) < FEWEST_ANSWERS:
        return ValueResult(label, len(scores), None, "belum cukup jawaban")
    return ValueResult(label, len(scores), statistics.fmean(scores), spread_of(scores))


def spread_of(scores: list[int]) -> str:
    """Say in words how far the answers lie apart."""
    deviation = statistics.pstdev(scores)
    if deviation < ALIKE:
        return "jawaban hampir sama"
    return "jawaban agak beragam" if deviation < MIXED else "jawaban sangat beragam"
