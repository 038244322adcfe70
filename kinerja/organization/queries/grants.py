"""Roles as the page of the administrator lists them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import connection

from kinerja.foundation.actor import Role
from kinerja.organization.models import UnitPeriod
from kinerja.organization.models.people import full_name
from kinerja.organization.models.units import OPD_TYPES

GRANTS = """
SELECT held_role.id, held_role.role::text, account.username, person.title_front, person.name,
  person.title_back, coalesce(period.name, ''), lower(held_role.held), upper(held_role.held) - 1,
  held_role.decree_no
FROM role_grant held_role
JOIN account ON account.id = held_role.user_id
LEFT JOIN employee person ON person.user_id = account.id
LEFT JOIN unit_period period ON period.unit_id = held_role.unit_id AND period.valid @> %(day)s::date
WHERE coalesce(upper(held_role.held) <= %(day)s::date, false) = %(ended)s::boolean
ORDER BY held_role.role, coalesce(person.name, account.username), held_role.id LIMIT 500
"""


class GrantRow(NamedTuple):
    """One role with its holder; `until` is the last day."""

    id: int
    role: str
    name: str
    unit: str
    since: dt.date
    until: dt.date | None
    decree_no: str


def grants(on: dt.date, *, ended: bool) -> list[GrantRow]:
    """Return the roles that have ended before a day, or all others."""
    with connection.cursor() as cursor:
        cursor.execute(GRANTS, {"day": on, "ended": ended})
        return [
            GrantRow(key, Role(role).label, full_name(front, name, back) if name else user, *rest)
            for key, role, user, front, name, back, *rest in cursor.fetchall()
        ]


def offices(on: dt.date) -> list[tuple[int, str]]:
    """Return the offices that may have a pengelola: (unit, name)."""
    periods = UnitPeriod.objects.on(on)
    chosen = periods.filter(type__in=OPD_TYPES) | periods.filter(is_independent=True)
    return list(chosen.order_by("name", "unit_id").values_list("unit_id", "name"))
