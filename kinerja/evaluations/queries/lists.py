"""Lists of evaluations: one's own, those to rate, and the slots that are missing."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    When,
    Window,
)
from django.db.models.functions import Cast, Coalesce, RowNumber

from kinerja.cycles.models import Period
from kinerja.evaluations.models import Evaluation
from kinerja.evaluations.wording import time_title
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.organization.models.people import full_name

PER_PAGE = 50
#: the number of a period, 0 for the whole year
NUMBER = Coalesce(Cast("period__no", BigIntegerField()), 0, output_field=BigIntegerField())
#: what the evaluator has to do, what waits for the employee, what is over
GROUPS = {
    "menunggu": ["OPEN", "SELF_SENT", "DECIDED"],
    "diserahkan": ["DELIVERED"],
    "selesai": ["RECEIVED", "NOT_RATED"],
}


ALL_STATES = [state for states in GROUPS.values() for state in states]


class OwnRow(NamedTuple):
    """One evaluation in the list of its owner."""

    id: int
    period_label: str | None
    year: int
    state: str
    state_since: dt.datetime
    due: dt.date
    grade: str | None
    is_told: bool

    @property
    def title(self) -> str:
        return time_title(self.period_label, self.year)


def _due() -> Any:
    return Coalesce("period__evaluation_due_on", "plan__year__annual_due_on")


@read(OwnRow)
def own_results(actor: Actor) -> QuerySet[Any, Any]:
    """One's own evaluations, newest first."""
    return (
        Evaluation.objects.own(actor)
        .annotate(
            period_label=F("period__label"),
            year=F("plan__year__year"),
            due=_due(),
            grade=F("current_version__grade"),
            is_told=Q(state__in=["DELIVERED", "RECEIVED"]),
        )
        .order_by("-plan__year__year", F("period__no").desc(nulls_first=True), "-id")
    )


class RatingRow(NamedTuple):
    """One evaluation in the list of the evaluator."""

    id: int
    front: str
    person_name: str
    back: str
    post: str
    period_label: str | None
    year: int
    state: str
    state_since: dt.datetime
    due: dt.date

    @property
    def name(self) -> str:
        return full_name(self.front, self.person_name, self.back)

    @property
    def title(self) -> str:
        return time_title(self.period_label, self.year)


def _rated(actor: Actor, numbers: list[int], states: list[str], year: int) -> QuerySet[Any, Any]:
    return (
        Evaluation.objects.rated_by(actor)
        .of_year(year)
        .annotate(number=NUMBER)
        .filter(number__any=numbers, state__any=states)
    )


#: of what is due on one day, who can be rated at once comes first
URGENCY = Case(
    When(state="SELF_SENT", then=0),
    When(state="OPEN", then=1),
    When(state="DECIDED", then=2),
    default=3,
    output_field=IntegerField(),
)


ORDER: list[Any] = [_due().asc(), URGENCY, "employee__name", "id"]


@read(RatingRow)
def ratings_of(
    actor: Actor, year_id: int, numbers: list[int], states: list[str], start: int, end: int
) -> QuerySet[Any, Any]:
    """The evaluations for which one answers today, the first due first; rows `start` to `end`."""
    rows = _rated(actor, numbers, states, year_id).annotate(
        front=F("employee__title_front"),
        person_name=F("employee__name"),
        back=F("employee__title_back"),
        post=F("placement__title"),
        period_label=F("period__label"),
        year=F("plan__year__year"),
        due=_due(),
        row=Window(
            RowNumber(),
            order_by=ORDER,
        ),
    )
    shown: QuerySet[Any, Any] = rows.filter(row__gt=start, row__lte=end).order_by("row")
    return shown


class Counts(NamedTuple):
    """How many evaluations stand where."""

    waiting: int
    delivered: int
    finished: int


@read(Counts)
def _counts(actor: Actor, year_id: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """The figures of the tabs, in one row."""
    rows: QuerySet[Any, Any] = (
        _rated(actor, numbers, ALL_STATES, year_id)
        .values("plan__year_id")
        .annotate(
            waiting=Count("id", filter=Q(state__in=GROUPS["menunggu"])),
            delivered=Count("id", filter=Q(state__in=GROUPS["diserahkan"])),
            finished=Count("id", filter=Q(state__in=GROUPS["selesai"])),
        )
    )
    return rows


def counts_of(actor: Actor, year_id: int, numbers: list[int]) -> Counts:
    """Return how many evaluations stand where."""
    return _counts.one(actor, year_id, numbers) or Counts(0, 0, 0)


class Neighbour(NamedTuple):
    """One person among those who are rated for the same time."""

    id: int
    front: str
    person_name: str
    back: str

    @property
    def name(self) -> str:
        return full_name(self.front, self.person_name, self.back)


@read(Neighbour)
def neighbours_of(actor: Actor, year_id: int, number: int) -> QuerySet[Any, Any]:
    """All whom one rates for the same time, by name; those who are not rated left out."""
    return (
        Evaluation.objects.rated_by(actor)
        .of_year(year_id)
        .exclude(state="NOT_RATED")
        .annotate(
            number=NUMBER,
            front=F("employee__title_front"),
            person_name=F("employee__name"),
            back=F("employee__title_back"),
        )
        .filter(number=number)
        .order_by("employee__name", "id")
    )


class Missing(NamedTuple):
    """A period of an agreed plan for which nobody has made the slot."""

    plan_id: int
    period_id: int
    period_label: str
    year_no: int
    front: str
    person_name: str
    back: str

    @property
    def name(self) -> str:
        return full_name(self.front, self.person_name, self.back)

    @property
    def title(self) -> str:
        return time_title(self.period_label, self.year_no)


def _missing(whose: Q, on: dt.date) -> QuerySet[Any, Any]:
    made = Evaluation.objects.filter(plan_id=OuterRef("plan_id"), period_id=OuterRef("pk"))
    plan = "year__plans__"
    return (
        Period.objects.filter(
            whose,
            held__startswith__lte=on,
            year__state="OPEN",
            year__plans__state="AGREED",
            year__plans__held__overlap=F("held"),
        )
        .annotate(
            plan_id=F(plan + "id"),
            period_id=F("id"),
            period_label=F("label"),
            year_no=F("year__year"),
            front=F(plan + "employee__title_front"),
            person_name=F(plan + "employee__name"),
            back=F(plan + "employee__title_back"),
        )
        .filter(~Exists(made))
        .order_by("no", plan + "employee__name")
    )


@read(Missing)
def missing_of_owner(actor: Actor, on: dt.date) -> QuerySet[Any, Any]:
    """The begun periods of one's own agreed plans without a slot."""
    return _missing(Q(year__plans__employee_id=actor.employee_id), on)


@read(Missing)
def missing_of_evaluator(actor: Actor, on: dt.date) -> QuerySet[Any, Any]:
    """The begun periods without a slot of the people for whom one answers today; at most 50."""
    theirs = Q(year__plans__placement_id__any=actor.evaluates)
    return _missing(theirs & ~Q(year__plans__employee_id=actor.employee_id), on)[:PER_PAGE]
