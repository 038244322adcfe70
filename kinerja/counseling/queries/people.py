"""Who may counsel whom, and whom a superior may lead here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, TextField

from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import fetch, read
from kinerja.organization.models import Placement, RoleGrant, UnitPeriod
from kinerja.organization.models.people import full_name

COUNSELORS = Path(__file__).parents[1] / "sql" / "find_counselors.sql"
_SQL = COUNSELORS.read_text(encoding="utf-8")
#: a superior with more people finds them by their own page
MOST = 100


class Counselor(NamedTuple):
    """Somebody who may be asked, with today's post."""

    id: int
    user_id: int
    title_front: str
    name: str
    title_back: str
    email: str
    title: str
    unit: str

    @property
    def full_name(self) -> str:
        return full_name(self.title_front, self.name, self.title_back)

    @property
    def post(self) -> str:
        return ", ".join(part for part in (self.title, self.unit) if part)


def counselors_for(employee_id: int, on: dt.date) -> list[Counselor]:
    """Return the counselors who are independent of a person on a day.

    Law: PermenPANRB 6/2022, Lampiran (konseling kinerja oleh konselor independen).
    """
    return list(map(Counselor._make, fetch(_SQL, {"employee": employee_id, "day": on})))


def is_independent(counselor_id: int, employee_id: int, on: dt.date) -> bool:
    """Tell whether somebody is a counselor on a day, and independent of this person."""
    return any(one.id == counselor_id for one in counselors_for(employee_id, on))


class Holder(NamedTuple):
    """An account that holds a role today."""

    user_id: int


@read(Holder)
def holders(roles: list[str], on: dt.date) -> QuerySet[RoleGrant]:
    """Return the accounts that hold one of some roles on a day."""
    return RoleGrant.objects.filter(role__any=roles, held__contains=on).distinct()


@read(Holder)
def _counseling(employee_id: int, on: dt.date) -> QuerySet[RoleGrant]:
    gone = Q(user__employee__ended_on__lte=on)
    grants = RoleGrant.objects.filter(role="KONSELOR", held__contains=on, user__is_active=True)
    return grants.filter(user__employee=employee_id).exclude(gone)


def still_counsels(employee_id: int, on: dt.date) -> bool:
    """Tell whether a counselor still works here as one."""
    return bool(_counseling(employee_id, on))


class TeamRow(NamedTuple):
    """Somebody whom the actor assesses."""

    id: int
    employee_id: int
    front: str
    name: str
    back: str
    title: str
    unit_name: str | None

    @property
    def full_name(self) -> str:
        return full_name(self.front, self.name, self.back)


@read(TeamRow)
def team_of(actor: Actor, on: dt.date) -> QuerySet[Placement]:
    """Return the people whom the actor assesses today."""
    here = UnitPeriod.objects.filter(unit_id=OuterRef("unit_id"), valid__contains=on)
    return (
        Placement.objects.filter(id__any=actor.evaluates, held__contains=on)
        .exclude(employee_id=actor.employee_key)
        .annotate(
            front=F("employee__title_front"),
            name=F("employee__name"),
            back=F("employee__title_back"),
            unit_name=Subquery(here.values("name")[:1], output_field=TextField()),
        )
        .order_by("name", "id")[:MOST]
    )
