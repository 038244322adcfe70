"""From the key of a session to the actor: at most two statements a request."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from kinerja.city.queries import COLUMNS, CityRow
from kinerja.foundation import clock
from kinerja.foundation.actor import OF_A_UNIT, Actor, Role
from kinerja.foundation.reads import fetch
from kinerja.organization.models.people import full_name

SQL = Path(__file__).with_name("sql")
KEY_SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
#: stands for a session that lasts another day
NO_SESSION = """(
  SELECT ''::text AS session_key, %(account)s::bigint AS user_id, ''::text AS auth_hash,
  %(at)s::timestamptz + interval '1 day' AS expire_date, false AS shared_device,
  NULL::timestamptz AS started_at)"""
CITY_WIDE = {Role.PENGELOLA_KOTA, Role.AUDITOR}
SCOPED = CITY_WIDE | OF_A_UNIT


class SessionFacts(NamedTuple):
    """What the middleware needs to know of the session itself."""

    key: str
    expires_at: dt.datetime
    shared_device: bool


class Loaded(NamedTuple):
    """Who asks, in which city, by which session."""

    actor: Actor
    city: CityRow
    session: SessionFacts


class Found(NamedTuple):
    """The row of find_actor.sql, before the city's columns."""

    expire_date: dt.datetime
    shared_device: bool
    started_at: dt.datetime | None
    auth_hash: str
    user_id: int
    username: str
    password: str
    is_active: bool
    informed: bool
    theme: str
    employee_id: int | None
    title_front: str
    name: str
    title_back: str
    ended_on: dt.date | None
    is_official: bool
    post: str | None
    leads: bool
    roles: list[str]
    role_units: list[int]
    survey_units: list[int]
    unread: int
    city_id: int | None


class Granted(NamedTuple):
    """The units that a person's grants name, by what they are granted for."""

    manages: list[int]
    surveys: list[int]


NOTHING_GRANTED = Granted([], [])


class Scopes(NamedTuple):
    """The row of find_scopes.sql."""

    evaluates: list[int]
    units_headed: list[int]
    units_managed: list[int]
    units_audited: list[int]
    units_surveyed: list[int]


NO_SCOPES = Scopes([], [], [], [], [])


def load(session_key: str, now: dt.datetime) -> Loaded | None:
    """Return who asks; None for no session, an old password, a closed account, somebody gone."""
    day = clock.local_date(now)
    row = _one("find_actor.sql", {"key": session_key, "at": now, "day": day})
    if row is None:
        return None
    found = Found(*row[: len(Found._fields)])
    if not _may_enter(found, day):
        return None
    city = CityRow(*row[len(Found._fields) :]) if found.city_id else CityRow()
    session = SessionFacts(session_key, found.expire_date, found.shared_device)
    return Loaded(_actor(found, day), city, session)


def _may_enter(found: Found, day: dt.date) -> bool:
    gone = found.ended_on is not None and found.ended_on <= day
    return found.is_active and not gone and _is_verified(found.password, found.auth_hash)


def _is_verified(password: str, auth_hash: str) -> bool:
    """Tell whether the session was opened with today's password, as Django's `get_user` does."""
    return any(
        constant_time_compare(
            salted_hmac(KEY_SALT, password, secret=secret, algorithm="sha256").hexdigest(),
            auth_hash,
        )
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def _actor(found: Found, day: dt.date) -> Actor:
    roles = frozenset(map(Role, found.roles))
    scopes = NO_SCOPES
    if found.leads or roles & SCOPED:
        scopes = find_scopes(
            found.employee_id, roles, Granted(found.role_units, found.survey_units), day
        )
    name = full_name(found.title_front, found.name, found.title_back) if found.employee_id else ""
    return Actor(
        user_id=found.user_id,
        employee_id=found.employee_id,
        name=name or found.username,
        roles=roles,
        capacity=found.post or _role_words(roles),
        unread=found.unread,
        theme=found.theme,
        informed=found.informed,
        is_official=found.is_official,
        **scopes._asdict(),
    )


def _role_words(roles: frozenset[Role]) -> str:
    return ", ".join(role.label for role in Role if role in roles)


def find_scopes(
    employee_id: int | None, roles: frozenset[Role], granted: Granted, day: dt.date
) -> Scopes:
    """Return what a person answers for on a day."""
    row = _one(
        "find_scopes.sql",
        {
            "employee": employee_id,
            "day": day,
            "role_units": granted.manages,
            "survey_units": granted.surveys,
            "manages_all": Role.PENGELOLA_KOTA in roles,
            "audits_all": Role.AUDITOR in roles,
        },
    )
    return NO_SCOPES if row is None else Scopes(*row)


def actor_of(user_id: int, now: dt.datetime) -> Actor:
    """Return the actor of an account without a session: one that signs in, or a command's."""
    day = clock.local_date(now)
    values = {"key": "", "at": now, "day": day, "account": user_id}
    row = _one("find_actor.sql", values, source=NO_SESSION)
    if row is None:
        raise LookupError(f"There is no account {user_id}.")
    return _actor(Found(*row[: len(Found._fields)]), day)


@cache
def _sql(name: str, source: str) -> str:
    written = (SQL / name).read_text(encoding="utf-8")
    return written.replace("{city}", COLUMNS).replace("{source}", source)


def _one(
    name: str, values: dict[str, Any], source: str = "account_session"
) -> tuple[Any, ...] | None:
    rows = fetch(_sql(name, source), values)
    return rows[0] if rows else None
