"""The development plan of a year and its actions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from django.db.models import F, QuerySet

from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.growth.models import Action, DevelopmentPlan
from kinerja.organization.models.people import full_name


class PlanRow(NamedTuple):
    """The three texts, and who stands behind them."""

    id: int
    employee_id: int
    placement_id: int
    strengths: str
    gaps: str
    aspiration: str
    lock_no: int
    content_no: int
    updated_at: dt.datetime
    supported_by_id: int | None
    supported_at: dt.datetime | None
    front: str | None
    name: str | None
    back: str | None

    @property
    def supporter(self) -> str:
        return full_name(self.front or "", self.name or "", self.back or "")


@read(PlanRow)
def plan_of(actor: Actor, employee_id: int, year_id: int) -> QuerySet[DevelopmentPlan]:
    """Return the plan of a person's year, if the actor may see it."""
    return (
        DevelopmentPlan.objects.visible_to(actor)
        .filter(employee_id=employee_id, year_id=year_id)
        .annotate(
            front=F("supported_by__title_front"),
            name=F("supported_by__name"),
            back=F("supported_by__title_back"),
        )
    )


class ActionRow(NamedTuple):
    """One action of a plan."""

    id: int
    plan_id: int
    employee_id: int
    placement_id: int
    year: int
    year_state: str
    kind: str
    text: str
    evidence: str
    due_on: dt.date
    hours: Decimal
    origin_kind: str
    origin_id: int | None
    origin_label: str
    state: str
    state_since: dt.datetime
    outcome: str
    lock_no: int
    front: str
    name: str
    back: str

    @property
    def owner(self) -> str:
        return full_name(self.front, self.name, self.back)


def _actions(found: QuerySet[Action]) -> QuerySet[Action]:
    return found.annotate(
        placement_id=F("plan__placement_id"),
        year=F("plan__year__year"),
        year_state=F("plan__year__state"),
        front=F("employee__title_front"),
        name=F("employee__name"),
        back=F("employee__title_back"),
    ).order_by("due_on", "id")


@read(ActionRow)
def actions_of(actor: Actor, employee_id: int, year_id: int) -> QuerySet[Action]:
    """Return the actions of a person's year, the next due first."""
    seen = Action.objects.visible_to(actor)
    return _actions(seen.filter(employee_id=employee_id, plan__year_id=year_id))


@read(ActionRow)
def action_of(actor: Actor, action_id: int) -> QuerySet[Action]:
    """Return an action that the actor may see."""
    return _actions(Action.objects.visible_to(actor).filter(pk=action_id))


def done_hours(actions: list[ActionRow]) -> Decimal:
    """Add up the training hours of what is done."""
    done = (row.hours for row in actions if row.state == Action.State.DONE)
    return sum(done, Decimal(0))
