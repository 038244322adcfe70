"""What organisations achieved, and who may say so."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, Count, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Cast, Coalesce, Length, Replace, RowNumber

from kinerja.evaluations import access
from kinerja.evaluations.models import Evaluation, OrganizationRating
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.organization.models import UnitPeriod
from kinerja.organization.models.people import full_name

PER_PAGE = 50
#: the number of a period, 0 for the whole year
NUMBER = Coalesce(Cast("period__no", BigIntegerField()), 0, output_field=BigIntegerField())
DEPTH = Length("path") - Length(Replace("path", Value("/"), Value("")))
#: the city itself and the units directly below it
CITY_DEPTHS = [1, 2]


def units_above(unit_id: int, on: dt.date) -> set[int]:
    """Return the parent and the supervising unit of a unit on a day."""
    rows = UnitPeriod.objects.on(on).filter(unit_id=unit_id)
    found = rows.values_list("parent_id", "supervising_unit_id").first() or (None, None)
    return {unit for unit in found if unit is not None}


class OrganizationValue(NamedTuple):
    """What stands for the organisation of an employee."""

    unit_id: int
    unit_name: str
    value: str
    source: str
    set_at: dt.datetime
    set_by: str


class OrganizationStanding(NamedTuple):
    """The organisation that counts for an evaluation, and its rating if there is one."""

    unit_name: str
    rating: OrganizationValue | None


# The nearest unit upward that has a rating; the city itself counts for its own people only.
NEAREST = """
SELECT own.name, r.unit_id, p.name, r.value, r.source, r.set_at,
  trim(e.title_front || ' ' || e.name)
  || CASE WHEN e.title_back = '' THEN '' ELSE ', ' || e.title_back END
FROM unit_period own
LEFT JOIN unit_period p ON p.valid @> %(on)s::date AND (p.parent_id IS NOT NULL OR p.id = own.id)
  AND p.unit_id = ANY (string_to_array(rtrim(own.path, '/'), '/')::bigint[])
LEFT JOIN organization_rating r ON r.unit_id = p.unit_id AND r.year_id = %(year)s
  AND r.period_id IS NOT DISTINCT FROM %(period)s::bigint
LEFT JOIN employee e ON e.id = r.set_by_id
WHERE own.unit_id = %(unit)s AND own.valid @> %(on)s::date
ORDER BY r.id IS NULL, length(p.path) DESC LIMIT 1
"""


def organization_rating_of(evaluation: Evaluation, on: dt.date) -> OrganizationStanding:
    """Return the rating of the nearest unit upward, in one statement.

    Law: SE MenPANRB 3/2023.
    """
    asked: dict[str, Any] = {
        "on": on,
        "year": evaluation.plan.year_id,
        "period": evaluation.period_id,
        "unit": evaluation.unit_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, asked)
        row = cursor.fetchone()
    if row is None:
        return OrganizationStanding("", None)
    return OrganizationStanding(row[0], OrganizationValue(*row[1:]) if row[1] else None)


class UnitRow(NamedTuple):
    """One unit whose achievement somebody may set, and what stands."""

    unit_id: int
    name: str
    type: str
    value: str | None
    source: str | None
    set_at: dt.datetime | None
    front: str | None
    setter: str | None
    back: str | None
    lock_no: int | None
    total: int

    @property
    def set_by(self) -> str:
        return full_name(self.front or "", self.setter, self.back or "") if self.setter else ""


@read(UnitRow)
def _units(
    above: list[int], depths: list[int], year: int, number: int, on: dt.date, start: int, end: int
) -> QuerySet[UnitPeriod]:
    """The units below some units, and those of some depth of the tree, with what stands."""
    standing = (
        OrganizationRating.objects.filter(unit_id=OuterRef("unit_id"), year_id=year)
        .annotate(number=NUMBER)
        .filter(number=number)
    )

    def column(name: str) -> Subquery:
        return Subquery(standing.values(name)[:1])

    return (
        UnitPeriod.objects.filter(valid__contains=on)
        .annotate(
            depth=Cast(
                Length("path") - Length(Replace("path", Value("/"), Value(""))), BigIntegerField()
            ),
        )
        .filter(Q(parent_id__any=above) | Q(supervising_unit_id__any=above) | Q(depth__any=depths))
        .annotate(
            value=column("value"),
            source=column("source"),
            set_at=column("set_at"),
            front=column("set_by__title_front"),
            setter=column("set_by__name"),
            back=column("set_by__title_back"),
            lock_no=column("lock_no"),
            total=Window(Count("id")),
            row=Window(RowNumber(), order_by=["path"]),
        )
        .filter(row__gt=start, row__lte=end)
        .order_by("row")
    )


def units_to_rate(
    actor: Actor, *, year_id: int, number: int, on: dt.date, page: int
) -> list[UnitRow]:
    """Return the units whose achievement this person may set; the city's pengelola sees all OPD."""
    depths = CITY_DEPTHS if access.may_rate_organization(actor, above=set()) else []
    start = (page - 1) * PER_PAGE
    return _units(actor.units_headed, depths, year_id, number, on, start, start + PER_PAGE)
