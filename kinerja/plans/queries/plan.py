"""One plan with its newest version, and its versions."""

from __future__ import annotations

import datetime as dt
import json
from typing import NamedTuple, cast

from django.db.models import F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.organization.models import UnitPeriod
from kinerja.organization.models.people import full_name
from kinerja.plans.frozen import Parties
from kinerja.plans.models import Plan, PlanVersion
from kinerja.plans.models.plan import EDITABLE_STATES


class PlanHead(NamedTuple):
    """A plan and the version one looks at: the newest."""

    id: int
    employee_id: int
    placement_id: int
    unit_id: int
    year_id: int
    year_no: int
    year_state: str
    due_on: dt.date
    starts: dt.date
    ends: dt.date
    model: str
    approach: str
    state: str
    state_since: dt.datetime
    user_id: int
    title_front: str
    name: str
    title_back: str
    nip: str | None
    post: str
    unit_name: str | None
    version_id: int
    version_no: int
    version_state: str
    lock_no: int
    submitted_at: dt.datetime | None
    returned_at: dt.datetime | None
    return_notes: str
    agreed_at: dt.datetime | None
    capacity: str
    signed: str | None

    @property
    def full_name(self) -> str:
        return full_name(self.title_front, self.name, self.title_back)

    @property
    def parties(self) -> Parties | None:
        """Who signed, as they were then; None while nobody has."""
        return cast("Parties", json.loads(self.signed)) if self.signed else None

    @property
    def last_day(self) -> dt.date:
        return self.ends - dt.timedelta(days=1)

    @property
    def is_editable(self) -> bool:
        return self.version_state in EDITABLE_STATES and self.state != "CLOSED"

    @property
    def is_submitted(self) -> bool:
        return self.version_state == "SUBMITTED" and self.state != "CLOSED"

    @property
    def is_agreed(self) -> bool:
        return self.version_state in {"AGREED", "SUPERSEDED"}


class VersionRow(NamedTuple):
    """One version in the list of versions."""

    id: int
    no: int
    state: str
    reason: str
    submitted_at: dt.datetime | None
    agreed_at: dt.datetime | None
    capacity: str


def unit_name(unit: str) -> Subquery:
    """The newest name of the unit that a column names; a dissolved unit keeps its last one."""
    periods = UnitPeriod.objects.filter(unit_id=OuterRef(unit)).order_by("-valid")
    return Subquery(periods.values("name")[:1], output_field=TextField())


@read(PlanHead)
def _head(actor: Actor, plan_id: int) -> QuerySet[Plan]:
    return (
        Plan.objects.visible_to(actor)
        .filter(pk=plan_id)
        .annotate(
            year_no=F("year__year"),
            year_state=F("year__state"),
            due_on=F("year__plans_due_on"),
            starts=F("held__startswith"),
            ends=F("held__endswith"),
            user_id=F("employee__user_id"),
            title_front=F("employee__title_front"),
            name=F("employee__name"),
            title_back=F("employee__title_back"),
            nip=F("employee__nip"),
            post=F("placement__title"),
            unit_name=unit_name("unit_id"),
            version_id=F("versions__id"),
            version_no=F("versions__no"),
            version_state=F("versions__state"),
            lock_no=F("versions__lock_no"),
            submitted_at=F("versions__submitted_at"),
            returned_at=F("versions__returned_at"),
            return_notes=F("versions__return_notes"),
            agreed_at=F("versions__agreed_at"),
            capacity=F("versions__capacity"),
            signed=Cast("versions__parties", TextField()),
        )
        .order_by("-versions__no")[:1]
    )


def head_of(actor: Actor, plan_id: int) -> PlanHead | None:
    """Return a plan with its newest version, or None where the actor may not know it exists."""
    return _head.one(actor, plan_id)


@read(VersionRow)
def versions_of(plan_id: int) -> QuerySet[PlanVersion]:
    """Return the versions of a plan that the actor may see, newest first."""
    return PlanVersion.objects.filter(plan_id=plan_id).order_by("-no")
