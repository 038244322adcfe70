"""Who may answer for a follow-up: the people who work in the unit of the service."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import F, QuerySet

from kinerja.organization.models import Placement, UnitPeriod
from kinerja.organization.models.people import full_name


class Candidate(NamedTuple):
    """Somebody with a post in the unit or below it."""

    employee_id: int
    front: str
    name: str
    back: str
    title: str

    @property
    def spoken(self) -> str:
        return f"{full_name(self.front, self.name, self.back)}, {self.title}"


def candidates(unit_id: int, day: dt.date) -> list[Candidate]:
    """Return whoever works in a unit or below it on a day, by name."""
    rows = _posts(unit_id, day).annotate(
        front=F("employee__title_front"), name=F("employee__name"), back=F("employee__title_back")
    )
    found = rows.order_by("name", "employee_id", "pk").values_list(*Candidate._fields)
    return list({row[0]: Candidate(*row) for row in found}.values())


def works_in(employee_id: int, unit_id: int, day: dt.date) -> bool:
    """Say whether somebody has a post in the unit or below it."""
    return _posts(unit_id, day).filter(employee_id=employee_id).exists()


def _posts(unit_id: int, day: dt.date) -> QuerySet[Placement]:
    periods = UnitPeriod.objects.on(day)
    path = periods.filter(unit_id=unit_id).values_list("path", flat=True).first() or "-"
    below = periods.filter(path__gte=path, path__lt=path[:-1] + "0").values("unit_id")
    return Placement.objects.on(day).filter(unit_id__in=below)
