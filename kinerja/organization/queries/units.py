"""Units as pages show them: the tree, the head of a day, the names a unit has had."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection

from kinerja.foundation.actor import Actor
from kinerja.foundation.sql import run
from kinerja.organization.imports.positions import title_key
from kinerja.organization.models import UnitPeriod, UnitType
from kinerja.organization.queries.evaluators import FULL_NAME

LIST = Path(__file__).parents[1] / "sql" / "list_units.sql"
PERIODS = """
SELECT p.unit_id, p.name, p.head_title, p.type::text, p.is_independent, p.parent_id,
  coalesce(above.name, ''), p.supervising_unit_id, coalesce(watch.name, ''), p.path,
  lower(p.valid), upper(p.valid) - 1, p.valid @> %(day)s::date, unit.successor_id,
  coalesce(heir.name, '')
FROM unit_period p JOIN unit ON unit.id = p.unit_id
LEFT JOIN unit_period above ON above.unit_id = p.parent_id AND above.valid @> %(day)s::date
LEFT JOIN unit_period watch ON watch.unit_id = p.supervising_unit_id
  AND watch.valid @> %(day)s::date
LEFT JOIN unit_period heir ON heir.unit_id = unit.successor_id AND heir.valid @> %(day)s::date
WHERE p.unit_id = %(unit)s ORDER BY lower(p.valid) DESC
"""
HEADS = f"""
SELECT post.id, e.id, {FULL_NAME.format("e")}, post.kind::text, post.title, lower(post.held),
  upper(post.held) - 1
FROM placement post JOIN employee e ON e.id = post.employee_id
WHERE post.unit_id = %(unit)s AND post.is_head AND post.held @> %(day)s::date
  AND (e.ended_on IS NULL OR e.ended_on > %(day)s::date)
ORDER BY array_position(ARRAY['DEFINITIF', 'PLT', 'PLH'], post.kind::text)
"""  # noqa: S608 - our own expression
ABOVE = f"""
SELECT e.id, {FULL_NAME.format("e")} FROM head_chain(ARRAY[%(unit)s]::bigint[], %(day)s) chain
JOIN employee e ON e.id = chain.employee_id ORDER BY chain.depth LIMIT 1
"""  # noqa: S608 - our own expression
CHOICES = """
SELECT p.unit_id, p.name, coalesce(office.name, '')
FROM unit_period p
LEFT JOIN unit_period office ON office.unit_id = nullif(split_part(p.path, '/', 2), '')::bigint
  AND office.valid @> %(day)s::date
WHERE p.valid @> %(day)s::date
  AND (%(everywhere)s::boolean OR p.unit_id = ANY (%(units)s::bigint[]))
ORDER BY office.name NULLS FIRST, p.path
"""
CLAIMANTS = f"""
SELECT post.id, {FULL_NAME.format("e")}, post.title, post.is_head
FROM placement post JOIN employee e ON e.id = post.employee_id
WHERE post.unit_id = %(unit)s AND post.kind = 'DEFINITIF' AND post.held @> %(day)s::date
  AND (e.ended_on IS NULL OR e.ended_on > %(day)s::date)
ORDER BY e.name, post.id LIMIT 500
"""  # noqa: S608 - our own expression


class UnitRow(NamedTuple):
    """A unit of a list: with what is below it, and its head of the day."""

    id: int
    name: str
    type: str
    units: int
    people: int
    head_kind: str
    head: str


class PeriodRow(NamedTuple):
    """What a unit was called and where it stood; `until` is the last day."""

    unit_id: int
    name: str
    head_title: str
    type: str
    is_independent: bool
    parent_id: int | None
    parent: str
    supervising_id: int | None
    supervising: str
    path: str
    since: dt.date
    until: dt.date | None
    is_now: bool
    successor_id: int | None
    successor: str

    @property
    def type_label(self) -> str:
        return UnitType(self.type).label


class HeadRow(NamedTuple):
    """Who leads a unit on a day: the first of them decides."""

    placement_id: int
    employee_id: int
    name: str
    kind: str
    title: str
    since: dt.date
    until: dt.date | None


class Claimant(NamedTuple):
    """Somebody of a unit who may lead it; `claims` where the title is that of its head."""

    placement_id: int
    name: str
    title: str
    is_head: bool
    claims: bool


def root_on(on: dt.date) -> int | None:
    """Return the top of the tree."""
    root = UnitPeriod.objects.on(on).filter(parent=None)
    return root.values_list("unit_id", flat=True).first()


def units_below(unit_id: int, on: dt.date) -> list[UnitRow]:
    """Return the units directly below one."""
    return [UnitRow(*row) for row in run(LIST, {"unit": unit_id, "day": on})]


def units_within(path: str, on: dt.date) -> set[int]:
    """Return a unit and all below it."""
    within = UnitPeriod.objects.on(on).filter(path__startswith=path)
    return set(within.values_list("unit_id", flat=True))


def periods_of(unit_id: int, on: dt.date) -> list[PeriodRow]:
    """Return all that a unit has been called, the newest first."""
    return [PeriodRow(*row) for row in _rows(PERIODS, unit=unit_id, day=on)]


def shown_period(periods: list[PeriodRow]) -> PeriodRow | None:
    """Return the period of today; of a unit that is no more, or not yet, the newest."""
    return next((one for one in periods if one.is_now), periods[0] if periods else None)


def heads_of(unit_id: int, on: dt.date) -> list[HeadRow]:
    """Return who leads a unit: the definitive head, else the Plt, else the Plh decides."""
    return [HeadRow(*row) for row in _rows(HEADS, unit=unit_id, day=on)]


def next_head_above(unit_id: int, on: dt.date) -> tuple[int, str] | None:
    """Return who answers for a unit that has no head of its own."""
    rows = _rows(ABOVE, unit=unit_id, day=on)
    return (rows[0][0], rows[0][1]) if rows else None


def claimants(unit_id: int, head_title: str, on: dt.date) -> list[Claimant]:
    """Return who may be chosen as head: first those whose title is that of the head."""
    wanted = title_key(head_title)
    rows = [
        Claimant(key, name, title, is_head, bool(wanted) and title_key(title) == wanted)
        for key, name, title, is_head in _rows(CLAIMANTS, unit=unit_id, day=on)
    ]
    return sorted(rows, key=lambda one: not one.claims)


def unit_choices(
    actor: Actor, on: dt.date, *, everywhere: bool, units: list[int] | None = None
) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the units that may be chosen, in groups by office: those managed, or `units`."""
    groups: dict[str, list[tuple[int, str]]] = {}
    among = actor.units_managed if units is None else units
    values = {"day": on, "everywhere": everywhere, "units": among}
    for unit_id, name, office in _rows(CHOICES, **values):
        groups.setdefault(office or "Kota", []).append((unit_id, name))
    return list(groups.items())


def _rows(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
