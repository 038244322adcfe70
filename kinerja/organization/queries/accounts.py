"""People as account holders: for printing codes and granting roles. No plan, evidence or rating."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import connection

from kinerja.foundation.actor import Actor, Role
from kinerja.organization.models import UnitPeriod
from kinerja.organization.models.people import full_name

#: one print shows at most so many codes, one search so many people
LONGEST_SHEET = 300
LONGEST_SEARCH = 25

UNITS = """
SELECT child.unit_id, child.name, count(DISTINCT person.id),
  count(DISTINCT person.id) FILTER (WHERE account.password LIKE '!%%')
FROM unit_period child
JOIN unit_period below ON below.valid @> %(day)s::date
  AND below.path >= child.path AND below.path < left(child.path, -1) || '0'
LEFT JOIN placement post ON post.unit_id = below.unit_id AND post.held @> %(day)s::date
LEFT JOIN employee person ON person.id = post.employee_id
  AND (person.ended_on IS NULL OR person.ended_on > %(day)s::date)
LEFT JOIN account ON account.id = person.user_id
WHERE child.valid @> %(day)s::date AND child.unit_id = ANY (%(units)s::bigint[])
GROUP BY child.unit_id, child.name ORDER BY child.name, child.unit_id
"""
PEOPLE = """
SELECT account.id, person.id, person.title_front, person.name, person.title_back,
  coalesce(person.nip, account.username), person.email, place.unit_id, coalesce(place.title, ''),
  coalesce(place.unit_name, ''), account.password NOT LIKE '!%%',
  ARRAY(SELECT held_role.role::text FROM role_grant held_role
        WHERE held_role.user_id = account.id AND held_role.held @> %(day)s::date)
FROM account
LEFT JOIN employee person ON person.user_id = account.id
LEFT JOIN LATERAL (
  SELECT post.unit_id, post.title, period.name AS unit_name FROM placement post
  LEFT JOIN unit_period period ON period.unit_id = post.unit_id AND period.valid @> %(day)s::date
  WHERE post.employee_id = person.id AND post.held @> %(day)s::date
  ORDER BY post.kind, post.id LIMIT 1
) AS place ON TRUE
WHERE account.is_active AND (person.ended_on IS NULL OR person.ended_on > %(day)s::date)
  AND {which}
ORDER BY person.name, account.id LIMIT %(limit)s
"""
INSIDE = """SELECT below.unit_id FROM unit_period top
  JOIN unit_period below ON below.valid @> %(day)s::date
    AND below.path >= top.path AND below.path < left(top.path, -1) || '0'
  WHERE top.unit_id = %(unit)s AND top.valid @> %(day)s::date"""
# The first condition finds the people by index, the second asks for their main post.
IN_UNIT = """account.id IN (
    SELECT someone.user_id FROM placement post
    JOIN employee someone ON someone.id = post.employee_id
    WHERE post.unit_id IN ({inside}) AND post.held @> %(day)s::date)
  AND place.unit_id IN ({inside})""".replace("{inside}", INSIDE)
NAMED = """(person.name ILIKE %(like)s OR person.nip LIKE %(digits)s
  OR account.username ILIKE %(like)s)"""
IS_ACCOUNT = "account.id = %(account)s"


class UnitRow(NamedTuple):
    """A unit with how many people work in and below it, and how many have no password yet."""

    id: int
    name: str
    people: int
    waiting: int


class AccountRow(NamedTuple):
    """An account with its person and post, where it has them."""

    user_id: int
    employee_id: int | None
    name: str
    nip: str
    email: str
    unit_id: int | None
    title: str
    unit: str
    has_password: bool
    roles: frozenset[Role]


def may_open(actor: Actor, unit_id: int) -> bool:
    """Tell whether the person prints codes for this unit."""
    return Role.ADMINISTRATOR in actor.roles or unit_id in actor.units_managed


def top_units(actor: Actor, on: dt.date) -> list[UnitRow]:
    """Return the units at which the person begins: those below the city, or those managed."""
    periods = UnitPeriod.objects.on(on)
    if actor.roles & {Role.ADMINISTRATOR, Role.PENGELOLA_KOTA}:
        root = periods.filter(parent=None).values("unit")
        chosen = periods.filter(parent__in=root)
    else:
        managed = periods.filter(unit_id__any=actor.units_managed)
        chosen = managed.exclude(parent_id__any=actor.units_managed)
    return _units(list(chosen.values_list("unit_id", flat=True)), on)


def units_below(unit_id: int, on: dt.date) -> list[UnitRow]:
    """Return the units directly below one."""
    below = UnitPeriod.objects.on(on).filter(parent_id=unit_id)
    return _units(list(below.values_list("unit_id", flat=True)), on)


def unit_named(unit_id: int, on: dt.date) -> UnitRow | None:
    """Return one unit of that day."""
    rows = _units([unit_id], on)
    return rows[0] if rows else None


def people_in(unit_id: int, on: dt.date, *, waiting: bool = False) -> list[AccountRow]:
    """Return the people in and below a unit; `waiting`: only those without a password."""
    which = IN_UNIT + (" AND account.password LIKE '!%%'" if waiting else "")
    return _people(which, on, unit=unit_id, limit=LONGEST_SHEET + 1)


def people_named(written: str, on: dt.date) -> list[AccountRow]:
    """Return people by a part of the name, by the NIP however spaced, or by the account."""
    plain = written.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    digits = "".join(letter for letter in plain if letter.isdigit())
    by_nip = f"%{digits}%" if digits and not plain.strip(" 0123456789.-'") else "-"
    return _people(NAMED, on, like=f"%{plain.strip()}%", digits=by_nip, limit=LONGEST_SEARCH)


def account_of(user_id: int, on: dt.date) -> AccountRow | None:
    """Return one open account."""
    rows = _people(IS_ACCOUNT, on, account=user_id, limit=1)
    return rows[0] if rows else None


def _units(units: list[int], on: dt.date) -> list[UnitRow]:
    with connection.cursor() as cursor:
        cursor.execute(UNITS, {"day": on, "units": units})
        return list(map(UnitRow._make, cursor.fetchall()))


def _people(which: str, on: dt.date, **values: int | str) -> list[AccountRow]:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE.format(which=which), {"day": on, **values})
        return [_account(*row) for row in cursor.fetchall()]


def _account(
    user_id: int,
    employee_id: int | None,
    front: str,
    name: str,
    back: str,
    nip: str,
    email: str | None,
    unit_id: int | None,
    title: str,
    unit: str,
    has_password: bool,  # noqa: FBT001 - a column
    roles: list[str],
) -> AccountRow:
    whole = full_name(front, name, back) if employee_id else nip
    held = frozenset(map(Role, roles))
    return AccountRow(
        user_id, employee_id, whole, nip, email or "", unit_id, title, unit, has_password, held
    )
