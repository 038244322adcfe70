"""Hot reads: the SQL is written once, whatever the values."""

from __future__ import annotations

import dataclasses
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest
from django.db import DataError, connection, transaction
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from pytest_django import DjangoAssertNumQueries

from kinerja.accounts.models import User
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.reads import ACTOR_VALUES, FIELDS, Placeholder, read, read_instances
from kinerja.organization.models import Employee
from tests.factories import Town, actor, make_user

pytestmark = pytest.mark.django_db


class NameRow(NamedTuple):
    id: int
    username: str


@read(NameRow)
def named(ids: list[int], name: str, least: int) -> QuerySet[User]:
    """People by number or by name."""
    chosen = Q(pk__any=ids) | Q(username=name)
    return User.objects.filter(chosen, pk__gte=least).order_by("pk")


class PersonRow(NamedTuple):
    id: int
    name: str


@read(PersonRow)
def visible(by: Actor) -> QuerySet[Employee]:
    return Employee.objects.visible_to(by).order_by("pk")


def test_it_takes_arrays_of_any_length_with_the_same_sql(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first, second, third = (make_user(f"nama-{no}") for no in range(3))
    before = named.statement()

    with django_assert_num_queries(2):
        two = named([first.pk, second.pk], "nama-2", 0)
        one = named(ids=[], name="nama-1", least=second.pk)

    assert [row.id for row in two] == [first.pk, second.pk, third.pk]
    assert one == [NameRow(second.pk, "nama-1")]
    assert named.statement() is before
    assert list(named.statements) == [frozenset()]
    assert named.one([], "tidak ada", 0) is None
    assert named.__doc__ == "People by number or by name."


def test_a_cursor_is_kept_with_its_connection_and_keeps_no_rows() -> None:
    person = make_user("budi")
    named([person.pk], "", 0)
    statement = named.statement()
    assert statement is not None
    kept = vars(connection.connection)["kept_cursors"][statement.sql]

    assert named([person.pk], "", 0) == [NameRow(person.pk, "budi")]

    assert vars(connection.connection)["kept_cursors"][statement.sql] is kept
    assert kept.pgresult is None


def test_a_statement_that_failed_does_not_disturb_the_next() -> None:
    person = make_user("budi")
    with pytest.raises(DataError), transaction.atomic():
        named([2**70], "", 0)

    assert named([person.pk], "", 0) == [NameRow(person.pk, "budi")]


def test_another_connection_has_cursors_of_its_own() -> None:
    def ask() -> int:
        try:
            named([], "", 0)
            return id(vars(connection.connection)["kept_cursors"])
        finally:
            connection.close()

    named([], "", 0)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(ask).result() != id(vars(connection.connection)["kept_cursors"])


class ModeRow(NamedTuple):
    id: int
    mode: str


@read(ModeRow, one_plan=True)
def planning_modes(least: int) -> QuerySet[User]:
    """How a statement is planned while it runs."""
    mode = Func(Value("plan_cache_mode"), function="current_setting", output_field=TextField())
    return User.objects.filter(pk__gte=least).annotate(mode=mode)


def planning_now() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW plan_cache_mode")
        return str(cursor.fetchone()[0])


def test_a_long_statement_keeps_its_plan_and_no_other_does() -> None:
    make_user("satu")

    assert {row.mode for row in planning_modes(0)} == {"force_generic_plan"}
    assert planning_now() == "auto"


def test_a_long_statement_that_failed_leaves_nothing_set() -> None:
    with pytest.raises(DataError), transaction.atomic():
        planning_modes("kata")  # type: ignore[arg-type]

    assert planning_now() == "auto"


@pytest.mark.parametrize(
    "who", ["andi", "budi", "sari", "mayor", "office_manager", "auditor", "administrator"]
)
def test_it_says_what_its_queryset_says(town: Town, who: str) -> None:
    by = actor(getattr(town, who))
    visible.statements.clear()

    expected = visible.queryset(by).values_list(*PersonRow._fields)

    assert visible(by) == [PersonRow._make(row) for row in expected]


def test_what_an_actor_lacks_is_left_out(town: Town) -> None:
    visible.statements.clear()
    visible(actor(town.budi))
    visible(actor(town.andi))

    (leader, with_team), (employee, alone) = visible.statements.items()

    assert employee > leader
    assert with_team is not None
    assert alone is not None
    assert "by.evaluates" in with_team.sql
    assert "by.evaluates" not in alone.sql


@read(PersonRow)
def assessed(by: Actor) -> QuerySet[Employee]:
    return Employee.objects.filter(placements__id__any=by.evaluates).distinct().order_by("pk")


def test_it_asks_nothing_where_nothing_can_be_found(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    budi, andi = actor(town.budi), actor(town.andi)

    with django_assert_num_queries(0):
        assert assessed(andi) == []
        assert assessed.one(andi) is None
    assert town.andi.pk in {row.id for row in assessed(budi)}


class MarkRow(NamedTuple):
    id: int
    mark: str


@read(MarkRow)
def marked(name: str) -> QuerySet[User]:
    """One value in two places, and a constant that looks like a place."""
    found = User.objects.filter(Q(username=name) | Q(password=name))
    return found.annotate(mark=Value("100 %s 'ya'")).order_by("username")


def test_constants_are_written_and_a_value_goes_by_its_name() -> None:
    person = make_user("budi")

    assert marked("budi") == [MarkRow(person.pk, "100 %s 'ya'")]

    statement = marked.statement()
    assert statement is not None
    assert statement.sql.count("%(name)s::text") == 2


def test_nobody_is_not_null() -> None:
    assert visible(Actor()) == []
    assert (Actor().employee_key, Actor().user_key) == (0, 0)
    assert Actor(employee_id=7, user_id=8).employee_key == 7


def test_every_kind_of_value_has_a_column() -> None:
    assert all(isinstance(Placeholder("x", kind).output_field, object) for kind in FIELDS)
    assert set(ACTOR_VALUES) <= {field.name for field in dataclasses.fields(Actor)}


def test_roles_and_machines() -> None:
    machine = Actor.system("impor")
    person = Actor(user_id=1, roles=frozenset({Role.AUDITOR}), evaluates=[3], units_headed=[4])

    assert machine.is_system
    assert machine.capacity == "sistem: impor"
    assert (person.is_evaluator, person.is_head, person.is_system) == (True, True, False)
    assert person.has(Role.AUDITOR)
    assert Role.AUDITOR.label == "Auditor (Inspektorat)"
    assert dt.date(2026, 1, 1).year == 2026


@read_instances(Employee)
def with_account(by: Actor, least: int) -> QuerySet[Employee]:
    """People with their accounts and one more column."""
    people = Employee.objects.visible_to(by).filter(pk__gte=least).select_related("user")
    return people.annotate(account=F("user__username")).order_by("pk")


def test_it_makes_instances_as_the_orm_does(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by = actor(town.budi)
    expected = list(with_account.queryset(by, 0))

    with django_assert_num_queries(1):
        found = with_account(by, least=0)
        names = [one.user.username for one in found]

    assert found == expected
    assert [one.__dict__.keys() for one in found] == [one.__dict__.keys() for one in expected]
    assert [one.birth_date for one in found] == [one.birth_date for one in expected]
    assert names == [one.user.username for one in expected]
    assert with_account.one(by, expected[-1].pk) == expected[-1]
    assert with_account.one(by, expected[-1].pk + 1) is None
