"""Whoever reads the whole database after a day and its night cannot tell who came when.

He stood at the counter, knows who came when, and is the owner of all tables: he reads every row
with its place (ctid) and its transaction (xmin), and a dump. Of a naive table, which keeps its rows
as they came, he reads what everybody answered; of ours nothing.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
from django.db import connection
from psycopg.sql import SQL, Identifier
from pytest_django import Settings
from scipy import stats

from kinerja.config import archive
from kinerja.foundation import clock
from kinerja.services.models import Service
from kinerja.surveys import keys
from kinerja.surveys.nonces import Sending
from kinerja.surveys.operations.night import turn_over
from kinerja.surveys.posted import Posted
from kinerja.surveys.receipt import Outcome, receive
from kinerja.surveys.tests.stages import code_of, make_service
from tests import databases
from tests.factories import NOON, make_town

NAIVE = """
CREATE TABLE naive_answer (
  id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz, u1 int, u2 int, u3 int, words text);
GRANT ALL ON naive_answer TO kinerja_app
"""
PEOPLE = 48
#: who comes every nine minutes from eight in the morning on
OPENING = dt.datetime(2026, 8, 3, 1, 0, tzinfo=dt.UTC)
NIGHT = NOON + dt.timedelta(hours=13)
#: a rank correlation that chance reaches less than once in a hundred thousand runs
CHANCE = 0.62
#: the same for half as many
CHANCE_OF_FEW = 0.85
BEFORE_NOON = 27
TABLES = """
SELECT schemaname, relname FROM pg_stat_user_tables
WHERE relname ~ '^survey_|^naive_' AND schemaname IN ('public', 'survey_months') ORDER BY 2
"""
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = %s"


class Day(NamedTuple):
    """A day of answers; the person number n says n in his first three scores, and in words."""

    service: Service
    sent: list[uuid.UUID]
    #: the lines of a dump before anybody answered
    before: set[str]


@pytest.fixture
def day(own_database: str, settings: Settings, tmp_path: Path) -> Iterator[Day]:
    settings.VAR = tmp_path / "var"
    with databases.used(own_database, "owner"):
        owner_says(NAIVE)
        service = make_service(make_town().division)
        before = set(databases.dumped(own_database).splitlines())
        yield Day(service, [come(service, number) for number in range(PEOPLE)], before)


def scores_of(number: int) -> tuple[int, int, int]:
    return number // 16 + 1, number // 4 % 4 + 1, number % 4 + 1


def words_of(number: int) -> str:
    return f"Saran orang ke-{number}"


def come(service: Service, number: int) -> uuid.UUID:
    """Answer; in the naive table, too."""
    at = OPENING + number * dt.timedelta(minutes=9)
    scores, key = scores_of(number), uuid.uuid4()
    posted = Posted((*scores, 3, 3, 3, 3, 3, 3), {}, "", "", "", "", words_of(number))
    code = code_of(service.counters.get())
    with clock.fixed(at):
        kept = receive(code, posted, Sending(key, None), f"10.0.{number}.7", at)
    assert kept == Outcome.KEPT
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO naive_answer (at, u1, u2, u3, words) VALUES (%s, %s, %s, %s, %s)",
            [at, *scores, words_of(number)],
        )
    return key


def owner_says(statement: Any, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """Ask as the owner of all tables, who reads what the application may not."""
    with psycopg.connect(archive._owner_url(), autocommit=True) as owner:
        done = owner.execute(statement, values)
        return done.fetchall() if done.description else []


def orders_of(schema: str, table: str) -> dict[str, list[int]]:
    """Return the people of a table in every order that its rows can be laid in."""
    columns = [name for (name,) in owner_says(COLUMNS, [table])]
    said = [name for name in ("u1", "u2", "u3") if name in columns]
    told = said or [name for name in ("text", "words") if name in columns][:1]
    if not told:
        return {}
    found = {}
    for way in ("ctid", "xmin::text::bigint, ctid", *(f'"{name}", ctid' for name in columns)):
        statement = SQL("SELECT {} FROM {} ORDER BY " + way).format(
            SQL(", ").join(map(Identifier, told)), Identifier(schema, table)
        )
        found[way] = [person_of(row) for row in owner_says(statement)]
    return found


def person_of(row: tuple[Any, ...]) -> int:
    if len(row) == 1:
        return int(str(row[0]).rsplit("-", 1)[1])
    first, second, third = row
    return int((first - 1) * 16 + (second - 1) * 4 + third - 1)


def likeness(people: list[int]) -> float:
    """Return how well an order agrees with that in which they came; 1 is all of it."""
    came = stats.spearmanr(people, range(len(people)))
    return abs(float(came.statistic))


def groups_of(people: list[int], way: str) -> list[tuple[list[int], float]]:
    """The half of the day is kept on purpose: look at those within one."""
    if not way.startswith('"half"'):
        return [(people, CHANCE)]
    return [
        ([one for one in people if (one < BEFORE_NOON) == early], CHANCE_OF_FEW)
        for early in (True, False)
    ]


def scores_apart(orders: dict[str, list[int]]) -> dict[str, list[int]]:
    """Leave out the orders by what was said itself: those tell nothing of when."""
    return {
        way: people for way, people in orders.items() if not re.match(r'"(u[1-9]|text|words)"', way)
    }


def everything() -> dict[str, dict[str, list[int]]]:
    tables = {str(name): str(schema) for schema, name in owner_says(TABLES)}
    return {name: scores_apart(orders_of(schema, name)) for name, schema in tables.items()}


def test_a_naive_table_tells_who_answered_what(day: Day) -> None:
    orders = everything()["naive_answer"]

    for way in ("ctid", "xmin::text::bigint, ctid", '"id", ctid', '"at", ctid'):
        assert orders[way] == list(range(PEOPLE))


def test_the_attack_works_on_the_inbox_before_its_night(day: Day) -> None:
    """So it is the night that takes the order away."""
    assert everything()["survey_inbox"]["ctid"] == list(range(PEOPLE))


def test_after_the_night_no_order_of_any_table_is_that_of_the_people(day: Day) -> None:
    turn_over(NIGHT)

    found = everything()
    del found["naive_answer"]
    full = {name: orders for name, orders in found.items() if any(orders.values())}
    assert set(full) == {"survey_answer", "survey_answer_2026_08", "survey_comment"}
    for name, orders in full.items():
        for way, people in orders.items():
            assert sorted(people) == list(range(PEOPLE)), name
            for group, most in groups_of(people, way):
                assert likeness(group) < most, (name, way)


def test_answers_and_comments_do_not_lie_in_the_same_order(day: Day) -> None:
    turn_over(NIGHT)

    found = everything()
    beside = list(zip(found["survey_answer"]["ctid"], found["survey_comment"]["ctid"], strict=True))
    together = stats.spearmanr([one for one, _ in beside], [other for _, other in beside])
    assert abs(float(together.statistic)) < CHANCE


def test_one_transaction_wrote_all_rows_of_the_day(day: Day) -> None:
    turn_over(NIGHT)

    for table in ("survey_answer", "survey_comment"):
        rows = owner_says(SQL("SELECT DISTINCT xmin::text FROM {}").format(Identifier(table)))
        assert len(rows) == 1


def test_a_later_day_leaves_no_batch_behind_among_the_comments(day: Day) -> None:
    turn_over(NIGHT)
    later = NOON + dt.timedelta(days=1)
    text = Posted((4, 4, 4, 4, 4, 4, 4, 4, 4), {}, "", "", "", "", "Saran orang ke-48")
    code = code_of(day.service.counters.get())
    with clock.fixed(later):
        receive(code, text, Sending(uuid.uuid4(), None), "10.1.1.1", later)
    turn_over(NIGHT + dt.timedelta(days=1))

    rows = owner_says("SELECT DISTINCT xmin::text, mixed_on FROM survey_comment")
    assert len(rows) == 1
    assert owner_says("SELECT count(*) FROM survey_comment") == [(PEOPLE + 1,)]


def test_what_a_day_adds_to_a_dump_holds_no_time_no_address_and_no_key_of_an_answer(
    day: Day, own_database: str
) -> None:
    turn_over(NIGHT)

    dump = databases.dumped(own_database).splitlines()
    added = [line for line in dump if line not in day.before and "naive_answer" not in line]
    ours = [line for line in added if line.startswith("INSERT INTO")]
    tables = {line.split()[2].split(".")[1] for line in ours}
    assert tables <= {
        "survey_answer_2026_08",
        "survey_comment",
        "survey_index",
        "survey_key",
        "survey_moment",
        "survey_rollup",
    }
    assert not [line for line in ours if re.search(r"\d\d:\d\d|10\.0\.\d+\.", line)]
    kept = "\n".join(line for line in ours if "survey_key" not in line)
    assert not [key for key in day.sent if str(key) in kept or key.hex in kept]


def test_the_key_of_the_day_is_gone_with_its_limits(day: Day) -> None:
    turn_over(NIGHT + dt.timedelta(days=1))

    assert not list(keys.folder().glob("2026-08-03*"))
    assert owner_says("SELECT count(*) FROM survey_rate") == [(0,)]


def test_old_rows_do_not_outlive_the_vacuum_that_the_night_calls(day: Day) -> None:
    turn_over(NIGHT)

    ((options,),) = owner_says("SELECT reloptions FROM pg_class WHERE relname = 'survey_inbox'")
    assert {"autovacuum_vacuum_threshold=0", "autovacuum_vacuum_scale_factor=0"} == set(options)
    owner_says("VACUUM survey_inbox")
    assert owner_says("SELECT pg_relation_size('survey_inbox')") == [(0,)]
