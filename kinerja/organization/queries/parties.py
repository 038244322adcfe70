"""How people stand on paper: name, NIP, rank, post and unit on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict

from django.db import connection

from kinerja.organization.models.people import full_name
from regulation.ranks import rank_of

SQL = """
SELECT DISTINCT ON (e.id) e.id, e.title_front, e.name, e.title_back, e.nip, e.rank,
  p.kind, p.title, coalesce(u.name, '')
FROM employee e
LEFT JOIN placement p ON p.employee_id = e.id AND p.held @> %s::date
LEFT JOIN unit_period u ON u.unit_id = p.unit_id AND u.valid @> %s::date
WHERE e.id = ANY (%s::bigint[])
ORDER BY e.id, (p.id = ANY (%s::bigint[])) DESC NULLS LAST,
  array_position(ARRAY['DEFINITIF', 'PLT', 'PLH'], p.kind::text)
"""


class Party(TypedDict):
    """A person as printed on a day."""

    name: str
    nip: str | None
    rank: str | None
    title: str
    unit: str


def parties_of(
    employees: Iterable[int], on: dt.date, *, acting_in: Iterable[int] = ()
) -> dict[int, Party]:
    """Return how people stand on paper; `acting_in` names placements to prefer over their own."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, [on, on, list(employees), list(acting_in)])
        return {row[0]: _party(*row[1:]) for row in cursor.fetchall()}


def party_of(employee_id: int, on: dt.date, *, acting_in: int | None = None) -> Party:
    """Return how one person stands on paper on a day. Raises KeyError for an unknown person."""
    return parties_of([employee_id], on, acting_in=[acting_in] if acting_in else [])[employee_id]


def _party(
    front: str, name: str, back: str, nip: str | None, rank: str,
    kind: str | None, title: str | None, unit: str,
) -> Party:  # fmt: skip
    known = rank_of(rank)
    acting = {"PLT": "Plt. ", "PLH": "Plh. "}.get(kind or "", "")
    post = title or ""
    return Party(
        name=full_name(front, name, back),
        nip=nip,
        rank=str(known) if known else rank or None,
        title=post if post.startswith(acting) else acting + post,
        unit=unit,
    )
