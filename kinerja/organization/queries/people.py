"""People as lists and pages show them: who is found, what is seen of a person, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import Q, QuerySet

from kinerja.foundation.actor import Actor
from kinerja.organization.models import Employee, Placement, UnitPeriod
from kinerja.organization.queries.evaluators import FULL_NAME

PAGE = 50
ROWS = f"""
SELECT e.id, coalesce(e.nip, ''), {FULL_NAME.format("e")}, e.kind::text,
  coalesce(CASE WHEN p.kind = 'DEFINITIF' OR p.title ILIKE p.kind || '%%' THEN ''
    ELSE initcap(p.kind) || '. ' END || p.title, ''),
  p.unit_id, coalesce(u.name, ''), e.ended_on - 1
FROM employee e
LEFT JOIN LATERAL (
  SELECT post.kind::text, post.title, post.unit_id FROM placement post
  WHERE post.employee_id = e.id AND post.held @> %(day)s::date
  ORDER BY post.unit_id = %(unit)s::bigint DESC,
    array_position(ARRAY['DEFINITIF', 'PLT', 'PLH'], post.kind::text) LIMIT 1) p ON true
LEFT JOIN unit_period u ON u.unit_id = p.unit_id AND u.valid @> %(day)s::date
WHERE e.id = ANY (%(people)s::bigint[]) ORDER BY e.name, e.id
"""  # noqa: S608 - our own expression
POSTS = """
SELECT p.id, p.kind::text, p.title, p.is_head, p.job_group::text, p.grade, p.decree_no,
  lower(p.held), upper(p.held) - 1, p.unit_id, coalesce(u.name, ''), p.held @> %(day)s::date,
  EXISTS (SELECT FROM unit_period now WHERE now.unit_id = p.unit_id AND now.valid @> %(day)s::date)
FROM placement p
LEFT JOIN LATERAL (
  SELECT known.name FROM unit_period known
  WHERE known.unit_id = p.unit_id AND known.valid && p.held
    AND lower(known.valid) <= greatest(lower(p.held), %(day)s::date)
  ORDER BY lower(known.valid) DESC LIMIT 1) u ON true
WHERE p.employee_id = %(employee)s
ORDER BY p.held @> %(day)s::date DESC, lower(p.held) DESC, p.kind, p.id DESC
"""
LINES = f"""
SELECT l.id, l.placement_id, p.title, l.evaluator_id, {FULL_NAME.format("e")},
  lower(l.held), upper(l.held) - 1, l.reason, l.document_no,
  l.held @> %(day)s::date, coalesce(upper(l.held) <= %(day)s::date, false)
FROM reporting_line l JOIN placement p ON p.id = l.placement_id
JOIN employee e ON e.id = l.evaluator_id
WHERE p.employee_id = %(employee)s ORDER BY lower(l.held) DESC, l.id DESC
"""  # noqa: S608 - our own expression


class PersonRow(NamedTuple):
    """One person of a list, with the post of that day."""

    id: int
    nip: str
    name: str
    kind: str
    title: str
    unit_id: int | None
    unit: str
    #: the last day of work, where it is known
    until: dt.date | None


class PostRow(NamedTuple):
    """One post of a person; `until` is the last day. `unit` is its name in those days."""

    id: int
    kind: str
    title: str
    is_head: bool
    job_group: str
    grade: str
    decree_no: str
    since: dt.date
    until: dt.date | None
    unit_id: int
    unit: str
    is_held: bool
    unit_exists: bool

    @property
    def full_title(self) -> str:
        acting = {"PLT": "Plt. ", "PLH": "Plh. "}.get(self.kind, "")
        return self.title if self.title.startswith(acting) else acting + self.title


class LineRow(NamedTuple):
    """One exception to who assesses a person; `until` is the last day."""

    id: int
    placement_id: int
    title: str
    evaluator_id: int
    evaluator: str
    since: dt.date
    until: dt.date | None
    reason: str
    document_no: str
    holds: bool
    has_ended: bool


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the reader asked for; empty means everybody who works here."""

    written: str = ""
    unit_id: int | None = None
    #: only those who sit in the unit itself, not below it
    directly: bool = False
    kind: str = ""
    ended: bool = False


def people_named(written: str) -> QuerySet[Employee]:
    """Find people by NIP, with or without spaces, or by the beginnings of words of the name."""
    digits = "".join(written.split())
    if digits.isascii() and digits.isdigit():
        return Employee.objects.filter(nip__startswith=digits)
    words = "".join(c if c.isalnum() else " " for c in written).split()
    if not words:
        return Employee.objects.none()
    beginnings = " & ".join(f"{word}:*" for word in words)
    query = SearchQuery(beginnings, search_type="raw", config="simple")
    return Employee.objects.annotate(words=SearchVector("name", config="simple")).filter(
        words=query
    )


def found(actor: Actor, wanted: Wanted, on: dt.date) -> QuerySet[Employee]:
    """Return those of the people whom the actor may see that fit."""
    people = Employee.objects.visible_to(actor)
    gone = Q(ended_on__isnull=False, ended_on__lte=on)
    people = people.filter(gone) if wanted.ended else people.exclude(gone)
    if wanted.kind:
        people = people.filter(kind=wanted.kind)
    if wanted.unit_id is not None:
        people = people.filter(pk__in=_working_in(wanted.unit_id, on, directly=wanted.directly))
    if wanted.written:
        people = people.filter(pk__in=people_named(wanted.written).values("pk"))
    return people


def _working_in(unit_id: int, on: dt.date, *, directly: bool) -> QuerySet[Placement, Any]:
    """Select those who hold a post in a unit, or in it and all below it."""
    posts = Placement.objects.on(on)
    if directly:
        return posts.filter(unit_id=unit_id).values("employee_id")
    periods = UnitPeriod.objects.on(on)
    path = periods.filter(unit_id=unit_id).values_list("path", flat=True).first() or "-"
    below = periods.filter(path__gte=path, path__lt=path[:-1] + "0").values("unit_id")
    return posts.filter(unit_id__in=below).values("employee_id")


def page_of(
    actor: Actor, wanted: Wanted, on: dt.date, *, number: int = 1
) -> tuple[list[PersonRow], int]:
    """Return one page by name, and how many there are: three statements, however many people."""
    people = found(actor, wanted, on)
    total = people.count()
    start = PAGE * (number - 1)
    by_name = people.order_by("name", "pk").values_list("pk", flat=True)
    chosen = list(by_name[start : start + PAGE])
    return rows_of(chosen, on, in_unit=wanted.unit_id if wanted.directly else None), total


def rows_of(people: Iterable[int], on: dt.date, *, in_unit: int | None = None) -> list[PersonRow]:
    """Return people with their posts of a day; `in_unit` prefers the post in that unit."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS, {"people": list(people), "day": on, "unit": in_unit})
        return list(map(PersonRow._make, cursor.fetchall()))


def posts_of(employee_id: int, on: dt.date) -> list[PostRow]:
    """Return all posts of a person: those of the day first, the main one before the others."""
    with connection.cursor() as cursor:
        cursor.execute(POSTS, {"employee": employee_id, "day": on})
        return list(map(PostRow._make, cursor.fetchall()))


def lines_of(employee_id: int, on: dt.date) -> list[LineRow]:
    """Return the exceptions to who assesses a person, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(LINES, {"employee": employee_id, "day": on})
        return list(map(LineRow._make, cursor.fetchall()))


def main_post(posts: list[PostRow]) -> PostRow | None:
    """Return the post by which a person is assessed: the definitive one, else another."""
    held = [post for post in posts if post.is_held]
    return next((post for post in held if post.kind == "DEFINITIF"), held[0] if held else None)


def working_units(posts: list[PostRow]) -> list[int]:
    """Return the units of today's posts; of the last one where somebody has none today."""
    held = [post.unit_id for post in posts if post.is_held]
    return held or [post.unit_id for post in posts[:1]]


def visible_among(actor: Actor, people: Iterable[int | None]) -> set[int]:
    """Return those whose page the actor may open."""
    asked = sorted({one for one in people if one is not None})
    seen = Employee.objects.visible_to(actor).filter(pk__any=asked)
    return set(seen.values_list("pk", flat=True))
