"""The streams: what others said to me, what I said to others, and the wall of the office."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from kinerja.coaching.models import Feedback, FeedbackReport
from kinerja.coaching.queries.people import own_office
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.organization.models.people import full_name

PAGE = 25
COVERED = FeedbackReport.State.COVERED


class FeedbackRow(NamedTuple):
    """One piece of feedback as lists show it; covered words are not even read."""

    id: int
    plan_id: int
    kind: str
    author_role: str
    spoken_by: str
    visibility: str
    subject_kind: str
    label: str
    shown_text: str
    given_at: dt.datetime
    off_wall_at: dt.datetime | None
    covered_at: dt.datetime | None
    employee_id: int
    author_id: int
    author_front: str
    author_plain: str
    author_back: str
    employee_front: str
    employee_plain: str
    employee_back: str
    report_state: str | None
    report_answer: str | None
    total: int

    @property
    def author_name(self) -> str:
        return full_name(self.author_front, self.author_plain, self.author_back)

    @property
    def employee_name(self) -> str:
        return full_name(self.employee_front, self.employee_plain, self.employee_back)

    @property
    def hangs(self) -> bool:
        """Whether it can be read on the wall now."""
        is_off = self.off_wall_at is not None or self.covered_at is not None
        return self.visibility == "UNIT" and not is_off


@read(FeedbackRow)
def received(actor: Actor, after: int, until: int) -> QuerySet[Feedback]:
    """Return a page of what was said about my work, the newest first."""
    reports = FeedbackReport.objects.filter(
        Q(reporter_id=actor.employee_key) | Q(state=COVERED), feedback_id=OuterRef("pk")
    )
    mine = Feedback.objects.visible_to(actor).filter(employee_id=actor.employee_key)
    return _page(_without_covered(mine), reports, after, until)


@read(FeedbackRow)
def given(actor: Actor, after: int, until: int) -> QuerySet[Feedback]:
    """Return a page of what I said, the newest first; my own words stay readable to me."""
    reports = FeedbackReport.objects.filter(feedback_id=OuterRef("pk")).exclude(state="OPEN")
    mine = Feedback.objects.visible_to(actor).filter(author_id=actor.employee_key)
    return _page(mine.annotate(shown_text=F("text")), reports, after, until)


@read(FeedbackRow)
def on_wall(units: list[int], reader: int, after: int, until: int) -> QuerySet[Feedback]:
    """Return a page of the praise that hangs in some units, the newest first."""
    reports = FeedbackReport.objects.filter(feedback_id=OuterRef("pk"), reporter_id=reader)
    return _page(hanging(units).annotate(shown_text=F("text")), reports, after, until)


def hanging(units: Any) -> QuerySet[Feedback]:
    """Return the praise that the people of some units may read on their wall."""
    return Feedback.objects.filter(
        visibility=Feedback.Visibility.UNIT, off_wall_at=None, covered_at=None, unit_id__any=units
    )


def wall_units(actor: Actor, on: dt.date) -> list[int]:
    """Return the units on whose wall a person looks: the own office, and the units below a head."""
    if actor.employee_id is None:
        return []
    _, office = own_office(actor.employee_id, on)
    return sorted({unit.unit_id for unit in office} | set(actor.units_headed))


def readable(actor: Actor, on: dt.date) -> QuerySet[Feedback]:
    """Return all that a person may read: what concerns him, and the wall."""
    walls = hanging(wall_units(actor, on)).values("pk")
    return Feedback.objects.filter(
        Q(pk__in=Feedback.objects.visible_to(actor).values("pk")) | Q(pk__in=walls)
    )


def _without_covered(found: QuerySet[Feedback]) -> QuerySet[Feedback]:
    return found.annotate(
        shown_text=Case(
            When(covered_at=None, then=F("text")), default=Value(""), output_field=TextField()
        )
    )


def _page(
    found: QuerySet[Feedback], reports: QuerySet[FeedbackReport], after: int, until: int
) -> QuerySet[Feedback]:
    newest = reports.order_by(F("answered_at").desc(nulls_last=True), "-id")
    return (
        found.annotate(
            author_front=F("author__title_front"),
            author_plain=F("author__name"),
            author_back=F("author__title_back"),
            employee_front=F("employee__title_front"),
            employee_plain=F("employee__name"),
            employee_back=F("employee__title_back"),
            report_state=Subquery(newest.values("state")[:1]),
            report_answer=Subquery(newest.values("answer")[:1]),
            total=Window(Count("*")),
            row_no=Window(RowNumber(), order_by=[F("given_at").desc(), F("id").desc()]),
        )
        .filter(row_no__gt=after, row_no__lte=until)
        .order_by("row_no")
    )
