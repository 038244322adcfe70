"""Who assesses whom: derived from positions on a day, never stored."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import connection

NAMES = """
SELECT e.placement_id, e.employee_id, e.unit_id, e.evaluator_id, who.user_id, {who},
  e.evaluator_placement_id, e.via, e.acting_unit_id, e.superior_id, boss.user_id, {boss}, e.reason
FROM evaluators(%s, %s::bigint[]) AS e
LEFT JOIN employee who ON who.id = e.evaluator_id
LEFT JOIN employee boss ON boss.id = e.superior_id
ORDER BY e.placement_id
"""
FULL_NAME = (
    "coalesce(trim({0}.title_front || ' ' || {0}.name)"
    " || CASE WHEN {0}.title_back = '' THEN '' ELSE ', ' || {0}.title_back END, '')"
)
SQL = NAMES.format(who=FULL_NAME.format("who"), boss=FULL_NAME.format("boss"))


class Line(NamedTuple):
    """Who assesses the holder of a placement, why, and who stands above the evaluator."""

    placement_id: int
    employee_id: int
    unit_id: int
    evaluator_id: int | None
    evaluator_user_id: int | None
    evaluator_name: str
    evaluator_placement_id: int | None
    #: LINE, HEAD, PLT, PLH, ABOVE or NOBODY
    via: str
    acting_unit_id: int | None
    superior_id: int | None
    superior_user_id: int | None
    superior_name: str
    reason: str


def evaluators(on: dt.date) -> list[Line]:
    """Return the line of every definitive placement of the city on a day, in one statement.

    Law: PP 30/2019 Ps. 59 (atasan pejabat penilai); PermenPANRB 6/2022 Ps. 5.
    """
    return _lines(on, None)


def evaluator_of(placement_id: int, on: dt.date) -> Line | None:
    """Return the line of one placement, a closed one included; None where it does not exist."""
    lines = _lines(on, [placement_id])
    return lines[0] if lines else None


def _lines(on: dt.date, only: list[int] | None) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(SQL, [on, only])
        return [Line(*row) for row in cursor.fetchall()]
