"""Who could guide somebody: the superiors, and the people of the same perangkat daerah or above."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from kinerja.coaching.queries.people import Colleague, colleagues, newest_path, office_units
from kinerja.organization.models import Placement, PlacementKind
from kinerja.organization.queries import Line, evaluator_of


class Reach(NamedTuple):
    """Where a mentor may come from."""

    line: Line | None
    #: units of the perangkat daerah and those above
    units: list[int]


def reach_of(post: Placement, on: dt.date) -> Reach:
    """Return the superiors of a position, its perangkat daerah and the units above."""
    here = newest_path.one(post.unit_id)
    path = here.path if here else ""
    above = [int(step) for step in path.split("/") if step]
    office = [unit.unit_id for unit in office_units(path, on)] if path else []
    return Reach(evaluator_of(post.pk, on), sorted({*above, *office, post.unit_id}))


def found(post: Placement, words: str, on: dt.date) -> list[Colleague]:
    """Return the people whose name has these words, those of the same unit first."""
    units = reach_of(post, on).units
    return colleagues(units, [post.unit_id], words, post.employee_id, on)


def post_of(employee_id: int, on: dt.date) -> Placement | None:
    """Return the position by which a person is assessed on a day: the definitive one."""
    held = Placement.objects.on(on).filter(employee_id=employee_id)
    return held.filter(kind=PlacementKind.DEFINITIF).first() or held.first()


def is_near(mentor_id: int, post: Placement, on: dt.date) -> bool:
    """Say whether somebody is a superior, or works in the perangkat daerah or above."""
    reach = reach_of(post, on)
    if reach.line and mentor_id in {reach.line.evaluator_id, reach.line.superior_id}:
        return True
    held = Placement.objects.on(on).filter(employee_id=mentor_id, unit_id__any=reach.units)
    return held.exists()


def superior_of(mentor_id: int, employee_id: int, on: dt.date) -> int | None:
    """Return who stands above a mentor and reads what is said of him; never one of the two."""
    post = post_of(mentor_id, on)
    line = evaluator_of(post.pk, on) if post else None
    if line is None or line.evaluator_id in {mentor_id, employee_id}:
        return None
    return line.evaluator_id


def is_assessed_by(mentor_id: int, employee_id: int, on: dt.date) -> bool:
    """Say whether the employee assesses the mentor."""
    post = post_of(mentor_id, on)
    line = evaluator_of(post.pk, on) if post else None
    return line is not None and line.evaluator_id == employee_id
