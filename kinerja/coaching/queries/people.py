"""How people stand to each other, and the colleagues one may speak to."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
    Window,
)

from kinerja.coaching.access import NO_TIE, Placed, Tie
from kinerja.foundation.reads import read
from kinerja.organization.models import Placement, PlacementKind, UnitPeriod
from kinerja.organization.models.people import full_name
from kinerja.organization.queries import Line, evaluator_of
from kinerja.plans.models import Plan

MOST = 25


class PostRow(NamedTuple):
    """One post that a person holds on a day, and where it stands."""

    id: int
    unit_id: int
    kind: str
    path: str | None


class UnitRow(NamedTuple):
    """One unit of a perangkat daerah."""

    unit_id: int
    name: str
    path: str


class Colleague(NamedTuple):
    """Somebody of one's perangkat daerah with the plan that runs today."""

    id: int
    employee_id: int
    title_front: str
    name: str
    title_back: str
    title: str
    unit_name: str | None
    plan_id: int | None
    found: int

    @property
    def full_name(self) -> str:
        return full_name(self.title_front, self.name, self.title_back)


@read(PostRow)
def posts_of(employee_id: int, on: dt.date) -> QuerySet[Placement]:
    """Return the posts that a person holds on a day."""
    here = UnitPeriod.objects.filter(unit_id=OuterRef("unit_id")).order_by("-valid")
    return (
        Placement.objects.filter(employee_id=employee_id, held__contains=on)
        .annotate(path=Subquery(here.values("path")[:1], output_field=TextField()))
        .order_by("id")
    )


@read(UnitRow)
def units_between(low: str, high: str, on: dt.date) -> QuerySet[UnitPeriod]:
    """Return the units whose path lies between two texts, the uppermost first."""
    return UnitPeriod.objects.filter(valid__contains=on, path__gte=low, path__lt=high).order_by(
        "path"
    )


class PathRow(NamedTuple):
    """Where a unit stands in the tree."""

    path: str


@read(PathRow)
def newest_path(unit_id: int) -> QuerySet[UnitPeriod]:
    """Return where a unit stands; a dissolved one keeps its last place."""
    return UnitPeriod.objects.filter(unit_id=unit_id).order_by("-valid")[:1]


def office_of(path: str) -> str:
    """Return the perangkat daerah of a path: 1/4/ of 1/4/17/; the city's own unit is its own."""
    steps = path.split("/")[:-1]
    return "/".join(steps[:2]) + "/"


def office_units(path: str, on: dt.date) -> list[UnitRow]:
    """Return the units of the perangkat daerah in which a path lies, its own unit first."""
    office = office_of(path)
    # "0" follows "/" in C collation: 1/4/ <= path < 1/40; the root alone is 1/ <= path < 1/!
    high = office[:-1] + "0" if office.count("/") > 1 else f"{office}!"
    return units_between(office, high, on)


def tie_of(employee_id: int | None, plan: Placed, on: dt.date) -> Tie:
    """Return how a person stands to the holder of a plan on a day."""
    posts = posts_of(employee_id, on) if employee_id else []
    if not posts:
        return NO_TIE
    there = newest_path.one(plan.unit_id)
    office = office_of(there.path) if there else ""
    own = [post.id for post in posts if post.kind == PlacementKind.DEFINITIF]
    lines = [evaluator_of(post, on) for post in own]
    above = line_above(plan, on)
    return Tie(
        same_unit=any(post.unit_id == plan.unit_id for post in posts),
        same_office=any(post.path and office_of(post.path) == office for post in posts),
        is_subordinate=any(line and line.evaluator_id == plan.employee_id for line in lines),
        is_superior=above is not None and above.superior_id == employee_id,
    )


def may_be_asked(asked_id: int, plan: Placed, on: dt.date) -> bool:
    """Say whether somebody could answer: a superior, a colleague, a subordinate."""
    if asked_id == plan.employee_id:
        return False
    line = evaluator_of(plan.placement_id, on)
    if line and asked_id in {line.evaluator_id, line.superior_id}:
        return True
    tie = tie_of(asked_id, plan, on)
    return tie.same_office or tie.is_subordinate


def line_above(plan: Placed, on: dt.date) -> Line | None:
    """Return who assesses the holder of a plan today."""
    return evaluator_of(plan.placement_id, on)


@read(Colleague)
def colleagues(
    units: list[int], near: list[int], words: str, reader: int, on: dt.date
) -> QuerySet[Placement]:
    """Return the people of some units whose name has these words; one's own unit comes first."""
    running = Plan.objects.filter(employee_id=OuterRef("employee_id"), held__contains=on).exclude(
        state=Plan.State.CLOSED
    )
    here = UnitPeriod.objects.filter(unit_id=OuterRef("unit_id")).order_by("-valid")
    near_first = Case(
        When(unit_id__any=near, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return (
        Placement.objects.filter(
            unit_id__any=units,
            kind=PlacementKind.DEFINITIF,
            held__contains=on,
            employee__name__icontains=words,
        )
        .exclude(employee_id=reader)
        .annotate(
            title_front=F("employee__title_front"),
            name=F("employee__name"),
            title_back=F("employee__title_back"),
            unit_name=Subquery(here.values("name")[:1], output_field=TextField()),
            plan_id=Subquery(running.values("pk")[:1]),
            turn=near_first,
            found=Window(Count("*")),
        )
        .order_by("turn", "name", "id")[:MOST]
    )


def own_office(employee_id: int, on: dt.date) -> tuple[list[int], list[UnitRow]]:
    """Return the units in which a person works today, and all units of the perangkat daerah."""
    posts = [post for post in posts_of(employee_id, on) if post.path]
    offices = {office_of(post.path or "") for post in posts}
    units = [unit for office in sorted(offices) for unit in office_units(office, on)]
    return [post.unit_id for post in posts], units
