"""Accounts, people, units, posts and roles."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from kinerja.demo.shapes import City, DemoUnit, Person, Post
from kinerja.demo.staffing import AUDIT, GRADING, ORGANIZATION, survey_admins
from kinerja.demo.storing import tables
from kinerja.demo.storing.trail import Trail
from kinerja.foundation.actor import Role

LONG_AGO = dt.date(2020, 1, 1)
ACCOUNT = "id username password is_active informed_at theme"
EMPLOYEE = "id user_id kind nip name title_front title_back birth_date sex rank rank_since email"
UNIT_PERIOD = "unit_id valid parent_id name head_title type is_independent supervising_unit_id path"
PLACEMENT = "id employee_id unit_id held kind is_head title job_group grade decree_no"
LINE = "placement_id evaluator_id held reason document_no"
GRANT = "user_id role unit_id held decree_no"


class Administrator:
    """The account that belongs to no employee."""

    username = "administrator"
    user_id = 0


def store_city(city: City, administrator: Administrator, *, at: dt.datetime, trail: Trail) -> None:
    """Store everything that the organisation consists of; nobody has a password yet."""
    _store_accounts([*city.people, administrator])
    _store_units(city.units)
    tables.number("employee", city.people)
    tables.copy("employee", EMPLOYEE, (_employee(person) for person in city.people))
    tables.number("placement", city.posts)
    tables.copy("placement", PLACEMENT, (_placement(post) for post in city.posts))
    tables.copy(
        "reporting_line",
        LINE,
        [
            (
                one.post.id,
                one.evaluator.person.id,
                tables.held(one.since),
                one.reason,
                one.document_no,
            )
            for one in city.exceptions
        ],
    )
    tables.copy("role_grant", GRANT, _grants(city, administrator, at.date()))
    _record(city, at, trail)


def _store_accounts(owners: list[Person | Administrator]) -> None:
    tables.number("account", owners, "user_id")
    rows = ((one.user_id, one.username, _unusable(), True, None, "") for one in owners)
    tables.copy("account", ACCOUNT, rows)


def _unusable() -> str:
    """A password that nobody has, as the import makes it: nothing is hashed."""
    return UNUSABLE_PASSWORD_PREFIX + secrets.token_hex(20)


def _store_units(units: list[DemoUnit]) -> None:
    tables.number("unit", units)
    successors = ((one.id, one.successor.id if one.successor else None) for one in units)
    tables.copy("unit", "id successor_id", successors)
    tables.copy("unit_period", UNIT_PERIOD, (_unit_period(unit) for unit in units))


def _unit_period(unit: DemoUnit) -> tuple[object, ...]:
    return (
        unit.id,
        tables.held(LONG_AGO, unit.until),
        unit.parent.id if unit.parent else None,
        unit.name,
        unit.head_title,
        unit.type,
        unit.is_opd,
        unit.supervising.id if unit.supervising else None,
        unit.path,
    )


def _employee(person: Person) -> tuple[object, ...]:
    return (
        person.id, person.user_id, person.kind, person.nip, person.name, person.front, person.back,
        person.birth, person.sex, person.rank, person.rank_since, person.email,
    )  # fmt: skip


def _placement(post: Post) -> tuple[object, ...]:
    return (
        post.id, post.person.id, post.unit.id, tables.held(post.since, post.until), post.kind,
        post.is_head, post.title, post.group, post.grade, post.decree,
    )  # fmt: skip


def _grants(city: City, administrator: Administrator, on: dt.date) -> list[tuple[object, ...]]:
    by_key: Mapping[str, DemoUnit] = {unit.key: unit for unit in city.units}
    days, year = tables.held(dt.date(on.year, 1, 1)), on.year
    found: list[tuple[object, ...]] = [
        (administrator.user_id, Role.ADMINISTRATOR, None, days, f"555/11/KOMINFO/{year}"),
        (_first(by_key[GRADING]), Role.PENGELOLA_KOTA, None, days, f"800/31/BKPSDM/{year}"),
        (_first(by_key[ORGANIZATION]), Role.KONSELOR, None, days, f"800/37/BKPSDM/{year}"),
        (_first(by_key[AUDIT]), Role.AUDITOR, None, days, f"700/19/INSPEKTORAT/{year}"),
    ]
    for unit in city.units:
        if unit.type == "SEKRETARIAT" and unit.staff:
            decree = f"800/{40 + len(found)}/BKPSDM/{year}"
            found.append((_first(unit), Role.PENGELOLA_OPD, unit.opd.id, days, decree))
    for key, person in survey_admins(city).items():
        decree = f"000.8/{40 + len(found)}/ORG/{year}"
        place = by_key[key or "root"].id
        found.append((person.user_id, Role.ADMIN_SKM, place, days, decree))
    return found


def _first(unit: DemoUnit) -> int:
    return unit.staff[0].person.user_id


def _record(city: City, at: dt.datetime, trail: Trail) -> None:
    for person in city.people:
        assert person.post is not None
        trail.act(
            "organization.employee.added",
            at,
            None,
            subject=("organization.employee", person.id),
            about=person.id,
            unit=person.post.unit.id,
            changes={"fields": [], "start": person.post.since},
        )
