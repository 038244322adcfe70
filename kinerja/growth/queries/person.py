"""Whose page it is, the years one may choose, and all that a year has gathered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from kinerja.anonymous.models import AnonymousAnswer, Window
from kinerja.anonymous.queries import Results, gathered
from kinerja.coaching.models import Feedback
from kinerja.cycles.models import PerformanceYear
from kinerja.dialogue.models import Agreement
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.organization.models import Placement
from kinerja.organization.models.people import full_name
from kinerja.plans.models import Plan, ResultContent
from kinerja.ui.format import span

#: the newest pieces of feedback that one page shows
MOST = 400
PNS = "PNS"


class PersonRow(NamedTuple):
    """Whose year it is, in which position."""

    employee_id: int
    front: str
    name: str
    back: str
    employee_kind: str
    title: str

    @property
    def full_name(self) -> str:
        return full_name(self.front, self.name, self.back)

    @property
    def is_civil_servant(self) -> bool:
        """The number of training hours is set for PNS only."""
        return self.employee_kind == PNS


@read(PersonRow)
def person_of(actor: Actor, employee_id: int) -> QuerySet[Placement]:
    """Return oneself, or somebody whom one assesses, by the newest position; nobody else."""
    return (
        Placement.objects.filter(
            Q(employee_id=actor.employee_key) | Q(id__any=actor.evaluates), employee_id=employee_id
        )
        .annotate(
            front=F("employee__title_front"),
            name=F("employee__name"),
            back=F("employee__title_back"),
            employee_kind=F("employee__kind"),
        )
        .order_by("-held", "-pk")[:1]
    )


class YearRow(NamedTuple):
    """A year, and how the person's SKP of it stands."""

    id: int
    year: int
    state: str
    held: Any
    plan_id: int | None
    plan_state: str | None

    @property
    def first_day(self) -> dt.date:
        day: dt.date = self.held.lower
        return day

    @property
    def next_first_day(self) -> dt.date:
        day: dt.date = self.held.upper
        return day

    @property
    def runs(self) -> bool:
        return self.state == PerformanceYear.State.OPEN


@read(YearRow)
def years_of(employee_id: int) -> QuerySet[PerformanceYear]:
    """Return the years that were opened, the newest first."""
    plans = Plan.objects.filter(employee_id=employee_id, year_id=OuterRef("pk")).order_by("-held")
    return (
        PerformanceYear.objects.exclude(state=PerformanceYear.State.PREPARED)
        .annotate(
            plan_id=Subquery(plans.values("pk")[:1]), plan_state=Subquery(plans.values("state")[:1])
        )
        .order_by("-year")
    )


class FeedbackRow(NamedTuple):
    """One piece of feedback; covered words are not even read."""

    id: int
    kind: str
    author_role: str
    spoken_by: str
    visibility: str
    subject_kind: str
    core_value: str
    result_id: int | None
    result_text: str | None
    label: str
    text: str
    given_at: dt.datetime
    author_front: str
    author_plain: str
    author_back: str

    @property
    def author(self) -> str:
        return full_name(self.author_front, self.author_plain, self.author_back)


@read(FeedbackRow)
def feedback_in(actor: Actor, employee_id: int, year_id: int) -> QuerySet[Feedback]:
    """Return what was said about a person's work of a year, the newest first.

    Covered words are nobody's; what is for the receiver alone stays with the receiver.
    """
    named = ResultContent.objects.filter(result_id=OuterRef("result_id"), deleted_at=None)
    return (
        Feedback.objects.visible_to(actor)
        .filter(
            Q(employee_id=actor.employee_key) | ~Q(visibility=Feedback.Visibility.RECEIVER),
            employee_id=employee_id,
            plan__year_id=year_id,
            covered_at=None,
        )
        .annotate(
            result_text=Subquery(named.order_by("-plan_version__no").values("text")[:1]),
            author_front=F("author__title_front"),
            author_plain=F("author__name"),
            author_back=F("author__title_back"),
        )
        .order_by("-given_at", "-id")[:MOST]
    )


class AgreementRow(NamedTuple):
    """What was agreed in a session, and how it stands."""

    id: int
    text: str
    due_on: dt.date
    state: str
    outcome: str
    responsible_id: int
    front: str
    name: str
    back: str

    @property
    def responsible(self) -> str:
        return full_name(self.front, self.name, self.back)


@read(AgreementRow)
def agreements_in(
    actor: Actor, employee_id: int, since: dt.datetime, until: dt.datetime
) -> QuerySet[Agreement]:
    """Return what was agreed in a time, and what was still open from before."""
    made = Q(made_at__gte=since) | Q(state=Agreement.State.OPEN)
    return (
        Agreement.objects.visible_to(actor)
        .filter(made, employee_id=employee_id, made_at__lt=until)
        .annotate(
            front=F("responsible__title_front"),
            name=F("responsible__name"),
            back=F("responsible__title_back"),
        )
        .order_by("due_on", "id")
    )


class AnswerRow(NamedTuple):
    """One answer of nobody in particular, with its sealed window."""

    window_id: int
    opens: dt.date
    closes: dt.date
    group_size: int
    questions: Any
    scores: Any
    text: str


@read(AnswerRow)
def answers_about(
    actor: Actor, employee_id: int, first: dt.date, until: dt.date
) -> QuerySet[AnonymousAnswer]:
    """Return the answers of the windows about a person whose results are published.

    The order says nothing: rows lie as the sealing has shuffled them.
    """
    windows = Window.objects.filter(
        Q(subject_id=actor.employee_key) | Q(placement_id__any=actor.evaluates),
        subject_id=employee_id,
        state=Window.State.SEALED,
        outcome=Window.Outcome.SHOWN,
        closes__gte=first,
        closes__lt=until,
    )
    return (
        AnonymousAnswer.objects.filter(window_id__in=windows.values("pk"))
        .annotate(
            opens=F("window__opens"),
            closes=F("window__closes"),
            group_size=F("window__group_size"),
            questions=F("window__questions"),
        )
        .order_by("window__closes", "window_id", "id")
    )


class PublishedWindow(NamedTuple):
    """What a sealed window says, everybody together."""

    id: int
    period: str
    group_size: int
    results: Results


def published_windows(
    actor: Actor, employee_id: int, first: dt.date, until: dt.date
) -> list[PublishedWindow]:
    """Return the published results about a person in a time."""
    rows = answers_about(actor, employee_id, first, until)
    return list(_joined(rows))


def _joined(rows: list[AnswerRow]) -> Iterator[PublishedWindow]:
    for window_id, answers in groupby(rows, key=lambda row: row.window_id):
        found = list(answers)
        head = found[0]
        results = gathered(head.questions, [(row.scores, row.text) for row in found])
        period = span(head.opens, head.closes)
        yield PublishedWindow(window_id, period, head.group_size, results)
