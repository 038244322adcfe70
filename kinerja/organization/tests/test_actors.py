"""Who asks, and what they answer for."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.organization.actors import _sql, actor_of, load
from kinerja.organization.models import Employee, Placement, Unit
from kinerja.ui.navigation import items_for
from tests.factories import (
    LONG_AGO,
    Town,
    actor,
    grant,
    make_employee,
    make_line,
    make_placement,
    make_unit,
    make_user,
    sign_in,
)

TODAY = dt.date(2026, 8, 3)


def key_of(client: Client) -> str:
    return client.cookies["kinerja_sesi"].value


def placements_of(*people: Employee) -> list[int]:
    return sorted(Placement.objects.filter(employee__in=people).values_list("id", flat=True))


def test_an_employee_is_loaded_in_one_statement(
    town: Town, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, town.andi)

    with django_assert_num_queries(1):
        loaded = load(key_of(client), clock.now())

    assert loaded is not None
    assert loaded.actor.employee_id == town.andi.pk
    assert loaded.actor.capacity == "Administrator Database Kependudukan"
    assert loaded.actor.evaluates == loaded.actor.units_headed == []
    assert loaded.city.name == "Kota Kotalama"


def test_a_mayor_has_no_plan_and_is_led_to_none(town: Town) -> None:
    own = {"plans:plan_list", "evidence:progress", "evaluations:result_list"}

    mayor, sari = actor(town.mayor), actor(town.sari)

    assert (mayor.is_official, sari.is_official) == (True, False)
    assert not own & {item.name for item in items_for(mayor)}
    assert own <= {item.name for item in items_for(sari)}
    assert not actor(town.administrator).is_official


@pytest.mark.parametrize("who", ["mayor", "sari", "city_manager", "office_manager", "auditor"])
def test_who_leads_or_administers_is_loaded_in_two(
    town: Town, client: Client, django_assert_num_queries: DjangoAssertNumQueries, who: str
) -> None:
    sign_in(client, getattr(town, who))

    with django_assert_num_queries(2):
        assert load(key_of(client), clock.now()) is not None


def test_a_head_answers_for_the_people_of_the_unit_and_the_heads_below(town: Town) -> None:
    assert sorted(actor(town.budi).evaluates) == placements_of(town.andi, town.dewi)
    assert sorted(actor(town.sari).evaluates) == placements_of(town.budi, town.office_manager)
    assert sorted(actor(town.sari).units_headed) == [town.office.pk, town.division.pk]


def test_the_supervising_unit_takes_the_place_of_the_parent(town: Town) -> None:
    assert set(placements_of(town.sari, town.stranger)) <= set(actor(town.secretary).evaluates)
    assert sorted(actor(town.mayor).evaluates) == placements_of(town.secretary, town.auditor)


def test_a_unit_without_head_is_answered_for_from_above(town: Town) -> None:
    Placement.objects.filter(employee=town.budi).delete()

    assert set(placements_of(town.andi, town.dewi)) <= set(actor(town.sari).evaluates)


def test_a_dissolved_unit_leads_to_its_successor(town: Town) -> None:
    gone = make_unit("Seksi Lama", town.division, until=TODAY, successor=town.division)
    former = make_employee("Wati")
    old = make_placement(former, gone, until=TODAY)

    budi = actor(town.budi)

    assert old.pk in budi.evaluates
    assert gone.pk in budi.units_headed


def test_a_closed_placement_counts_for_the_head_of_today(town: Town) -> None:
    former = make_placement(make_employee("Wati"), town.division, until=dt.date(2024, 1, 1))

    assert former.pk in actor(town.budi).evaluates


def test_an_explicit_line_wins(town: Town) -> None:
    (placement,) = Placement.objects.filter(employee=town.andi)
    make_line(placement, town.stranger)

    assert placement.pk in actor(town.stranger).evaluates
    assert placement.pk not in actor(town.budi).evaluates


def test_an_acting_head_gives_way_to_a_definitive_one(town: Town) -> None:
    make_placement(town.dewi, town.division, kind="PLT", is_head=True)

    assert actor(town.dewi).units_headed == []


def test_roles_open_units(town: Town) -> None:
    everything = sorted(Unit.objects.values_list("id", flat=True))

    assert sorted(actor(town.city_manager).units_managed) == everything
    assert sorted(actor(town.office_manager).units_managed) == [town.office.pk, town.division.pk]
    assert sorted(actor(town.auditor).units_audited) == everything
    assert actor(town.auditor).units_managed == []


def test_an_administrator_answers_for_nobody(town: Town) -> None:
    administrator = actor(town.administrator)

    assert administrator.roles == {Role.ADMINISTRATOR}
    assert administrator.employee_id is None
    assert not (administrator.evaluates)
    assert not (administrator.units_managed)
    assert not (administrator.units_headed)
    assert not (administrator.units_audited)


def test_a_role_holds_on_its_days_only(town: Town) -> None:
    grant(town.dewi.user, Role.AUDITOR, since=LONG_AGO, until=dt.date(2021, 1, 1))

    assert actor(town.dewi).roles == frozenset()


def test_a_session_ends_by_the_clock(town: Town, client: Client) -> None:
    sign_in(client, town.andi)

    assert load(key_of(client), clock.now() + dt.timedelta(hours=13)) is None


def test_a_changed_password_ends_the_session(town: Town, client: Client) -> None:
    sign_in(client, town.andi)
    town.andi.user.set_unusable_password()
    town.andi.user.save()

    assert load(key_of(client), clock.now()) is None


def test_a_new_secret_key_keeps_sessions_while_the_old_one_is_known(
    town: Town, client: Client, settings: Settings
) -> None:
    sign_in(client, town.andi)
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another"

    assert load(key_of(client), clock.now()) is None

    settings.SECRET_KEY_FALLBACKS = [old]
    assert load(key_of(client), clock.now()) is not None


def test_a_closed_account_or_an_ended_person_may_not_enter(town: Town, client: Client) -> None:
    sign_in(client, town.andi)
    town.andi.user.is_active = False
    town.andi.user.save()
    assert load(key_of(client), clock.now()) is None

    sign_in(client, town.dewi)
    town.dewi.ended_on = clock.today()
    town.dewi.save()
    assert load(key_of(client), clock.now()) is None


def test_an_account_that_is_not_there_has_no_actor(db: None) -> None:
    with pytest.raises(LookupError):
        actor_of(4_711, clock.now())


def test_a_person_without_post_or_role_stands_for_nothing(db: None) -> None:
    user = make_user("tamu")

    found = actor_of(user.pk, clock.now())

    assert dataclasses.replace(found, user_id=None, name="") == type(found)()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("find_actor.sql", {"key": "k", "at": clock.now(), "day": TODAY}),
        (
            "find_scopes.sql",
            {
                "employee": 1,
                "day": TODAY,
                "role_units": [1],
                "survey_units": [2],
                "manages_all": False,
                "audits_all": True,
            },
        ),
    ],
)
def test_every_table_is_reached_by_an_index(db: None, name: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_seqscan', 'off', true)")
        cursor.execute(f"EXPLAIN {_sql(name, 'account_session')}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Index" in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize("seed", range(6))
def test_what_people_answer_for_is_the_inverse_of_evaluators(db: None, seed: int) -> None:
    make_random_city(random.Random(seed))
    placements = list(Placement.objects.values_list("id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT evaluator_id, placement_id FROM evaluators(%s, %s)", [TODAY, placements]
        )
        forward = {(who, what) for who, what in cursor.fetchall() if who is not None}

    noon = dt.datetime(2026, 8, 3, 5, tzinfo=dt.UTC)
    people = Employee.objects.filter(ended_on=None)
    backward = {
        (person.pk, placement)
        for person in people
        for placement in actor_of(person.user_id, noon).evaluates
    }

    assert backward == forward
    assert len(forward) > 10


def make_random_city(dice: random.Random) -> None:
    """Units with and without heads, dissolved ones, acting heads, ended people, explicit lines."""
    units = [make_unit("Kota")]
    for number in range(12):
        supervising = dice.choice(units) if dice.random() < 0.2 else None
        units.append(make_unit(f"Unit {number}", dice.choice(units), supervising=supervising))
    dissolved = [
        make_unit(f"Lama {number}", dice.choice(units), until=TODAY, successor=dice.choice(units))
        for number in range(3)
    ]
    dissolved.append(make_unit("Lebih lama", units[0], until=TODAY, successor=dissolved[0]))
    people = [
        make_employee(f"Pegawai {number}", ended_on=TODAY if dice.random() < 0.1 else None)
        for number in range(40)
    ]
    led: set[tuple[int, str]] = set()
    placements = []
    for person in people:
        unit = dice.choice(units + dissolved)
        heads = dice.random() < 0.4 and (unit.pk, "DEFINITIF") not in led
        led |= {(unit.pk, "DEFINITIF")} if heads else set()
        until = TODAY if dice.random() < 0.15 else None
        placements.append(make_placement(person, unit, is_head=heads, until=until))
        acting = dice.choice(units)
        kind = dice.choice(["PLT", "PLH"])
        if dice.random() < 0.3 and (acting.pk, kind) not in led:
            led.add((acting.pk, kind))
            placements.append(make_placement(person, acting, is_head=True, kind=kind))
    for placement in dice.sample(placements, 5):
        make_line(placement, dice.choice(people))
