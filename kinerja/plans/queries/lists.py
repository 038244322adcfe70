"""Lists of plans: one's own by year, and the team of an evaluator."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import (
    Case,
    Count,
    F,
    FilteredRelation,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.organization.models import Placement
from kinerja.organization.models.people import full_name
from kinerja.plans.models import Plan
from kinerja.plans.queries.plan import unit_name


class OwnRow(NamedTuple):
    """One of one's own plans."""

    id: int
    year_id: int
    year_no: int
    state: str
    state_since: dt.datetime
    starts: dt.date
    ends: dt.date
    due_on: dt.date
    post: str
    unit_name: str | None


@read(OwnRow)
def own_plans(employee_id: int) -> QuerySet[Plan]:
    """Return a person's plans, the newest first."""
    return (
        Plan.objects.filter(employee_id=employee_id)
        .annotate(
            year_no=F("year__year"),
            starts=F("held__startswith"),
            ends=F("held__endswith"),
            due_on=F("year__plans_due_on"),
            post=F("placement__title"),
            unit_name=unit_name("unit_id"),
        )
        .order_by("-held")
    )


class TeamRow(NamedTuple):
    """One person whom the actor assesses, with the plan of the year if there is one."""

    id: int
    title_front: str
    name: str
    title_back: str
    title: str
    plan_id: int | None
    plan_state: str | None
    since: dt.datetime | None
    is_current: bool
    all_rows: int
    waiting_rows: int

    @property
    def full_name(self) -> str:
        return full_name(self.title_front, self.name, self.title_back)


@read(TeamRow)
def team_of(actor: Actor, year_id: int, on: dt.date, after: int, until: int) -> QuerySet[Placement]:
    """Return a page of the people whom the actor assesses; who waits for him comes first.

    A position that has ended stays while its plan of the year is not closed.
    """
    whole = Window(Count("*"))
    waiting = Case(
        When(of_year__state="SUBMITTED", then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        Placement.objects.filter(id__any=actor.evaluates)
        .annotate(
            of_year=FilteredRelation(
                "plans",
                condition=Q(plans__year_id=year_id) & ~Q(plans__state="CLOSED"),
            ),
            title_front=F("employee__title_front"),
            name=F("employee__name"),
            title_back=F("employee__title_back"),
            plan_id=F("of_year__id"),
            plan_state=F("of_year__state"),
            since=F("of_year__state_since"),
            turn=waiting,
            is_current=Q(held__contains=on),
        )
        .filter(Q(held__contains=on) | Q(plan_id__isnull=False))
        .annotate(
            all_rows=whole,
            waiting_rows=Window(Count("id", filter=Q(plan_state="SUBMITTED"))),
            row_no=Window(RowNumber(), order_by=[F("turn"), F("name"), F("id")]),
        )
        .filter(row_no__gt=after, row_no__lte=until)
        .order_by("row_no")
    )
