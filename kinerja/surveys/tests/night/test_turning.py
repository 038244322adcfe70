"""The night: nothing is lost, nothing counts twice, nothing keeps its order."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

from kinerja.foundation import clock, sql
from kinerja.services.models import Service
from kinerja.surveys import keys
from kinerja.surveys.models import (
    Answer,
    Comment,
    InboxAnswer,
    Index,
    Moment,
    Rate,
    Rollup,
    UsedKey,
)
from kinerja.surveys.operations import night
from kinerja.surveys.operations.night import Night, turn_over
from kinerja.surveys.periods import quarter_of
from kinerja.surveys.queries.figures import (
    service_figure,
)
from kinerja.surveys.tests.night.conftest import (
    DAY,
    POOR,
    THIRD_QUARTER,
    TODAY,
    YESTERDAY,
    scores_of,
    some_answers,
)
from kinerja.surveys.tests.stages import GOOD, answers, comment, make_counter
from tests.factories import NOON


def test_it_moves_what_came_before_today_and_leaves_today(service: Service) -> None:
    answers(service, YESTERDAY, n=3, sex="P", extras={"7": 4})
    answers(service, TODAY, n=2)
    before = {row.pk for row in InboxAnswer.objects.all()}

    done = turn_over(NOON)

    assert done.answers == 3
    assert list(InboxAnswer.objects.values_list("day", flat=True)) == [TODAY] * 2
    moved = list(Answer.objects.all())
    assert [row.day for row in moved] == [YESTERDAY] * 3
    assert not before & {row.id for row in moved}
    assert {(scores_of(row), row.sex, row.source) for row in moved} == {(GOOD, "P", "PHONE")}
    assert moved[0].extras == {"7": 4}


def test_a_second_night_finds_nothing_to_do(service: Service) -> None:
    some_answers(service, YESTERDAY, 1)
    turn_over(NOON)
    before = list(Index.objects.order_by("pk").values())

    assert turn_over(NOON) == Night(0, 0, 0)
    assert list(Index.objects.order_by("pk").values()) == before


def test_what_comes_late_is_added_the_night_after(service: Service) -> None:
    answers(service, YESTERDAY, GOOD, n=10)
    turn_over(NOON)
    answers(service, YESTERDAY, POOR, n=10)

    turn_over(NOON + DAY)

    row = Rollup.objects.get()
    assert (row.answers, row.n) == (20, [20] * 9)
    assert row.sum == [10 * (good + poor) for good, poor in zip(GOOD, POOR, strict=True)]
    figure = service_figure(service.pk, THIRD_QUARTER)
    assert figure is not None
    assert figure.answers == 20


def test_the_sums_are_those_of_the_answers(service: Service) -> None:
    for number in range(3):
        some_answers(service, YESTERDAY - number * DAY, number)
    turn_over(NOON)

    rollups = Rollup.objects.all()
    assert len(rollups) == 12
    for rollup in rollups:
        rows = Answer.objects.filter(counter_id=rollup.counter_id, day=rollup.day)
        expected = brute([scores_of(row) for row in rows if bool(row.flags) == rollup.flagged])
        assert (rollup.answers, rollup.n, rollup.sum, rollup.cross, rollup.pairs) == expected


def brute(
    rows: list[tuple[int | None, ...]],
) -> tuple[int, list[int], list[int], list[int], list[int]]:
    pairs = [(u, w) for u in range(9) for w in range(u, 9)]
    return (
        len(rows),
        [sum(row[u] is not None for row in rows) for u in range(9)],
        [sum(row[u] or 0 for row in rows) for u in range(9)],
        [sum((row[u] or 0) * (row[w] or 0) for row in rows) for u, w in pairs],
        [sum(row[u] is not None and row[w] is not None for row in rows) for u, w in pairs],
    )


@pytest.mark.parametrize("unflagged", [False, True])
def test_the_quarter_adds_up_its_days_of_counters(service: Service, *, unflagged: bool) -> None:
    for number in range(3):
        some_answers(service, YESTERDAY - number * DAY, number, n=4)
    answers(service, TODAY - 20 * DAY, n=2, flags=1)  # a day on which all bear a signal
    answers(service, dt.date(2026, 6, 30), n=5)
    turn_over(NOON)

    moment = Moment.objects.get(starts=THIRD_QUARTER.starts, unflagged=unflagged)
    days: dict[tuple[int, dt.date], list[int]] = {}
    for rollup in Rollup.objects.filter(day__gte=THIRD_QUARTER.starts):
        if not (unflagged and rollup.flagged):
            here = days.setdefault((rollup.counter_id, rollup.day), [0] * 18)
            days[rollup.counter_id, rollup.day] = [
                old + new for old, new in zip(here, rollup.n + rollup.sum, strict=True)
            ]
    assert moment.counter_days == len(days) == (6 if unflagged else 7)
    assert moment.n + moment.sum == [sum(column) for column in zip(*days.values(), strict=True)]
    assert moment.products == [
        sum(day[i] * day[j] for day in days.values()) for i in range(18) for j in range(i, 18)
    ]
    assert moment.answers == sum(
        rollup.answers
        for rollup in Rollup.objects.filter(day__gte=THIRD_QUARTER.starts)
        if not (unflagged and rollup.flagged)
    )


def test_comments_of_a_month_get_one_day_and_other_ids(service: Service) -> None:
    first = [comment(service, YESTERDAY - DAY, f"Pertama {no}") for no in range(5)]
    read = comment(service, YESTERDAY - DAY, "Sudah dibaca", state="READ")
    old = comment(service, dt.date(2026, 6, 1), "Lama", mixed_on=dt.date(2026, 6, 2))
    turn_over(NOON - DAY)
    ids = set(Comment.objects.values_list("pk", flat=True))
    comment(service, YESTERDAY, "Kedua")

    done = turn_over(NOON)

    month = Comment.objects.filter(month=dt.date(2026, 8, 1))
    assert done.comments == len(month) == 7
    assert set(month.values_list("mixed_on", flat=True)) == {TODAY}
    assert not ids & set(month.values_list("pk", flat=True))
    assert month.get(text=read.text).state == "READ"
    assert {row.text for row in month} == {row.text for row in first} | {read.text, "Kedua"}
    assert Comment.objects.get(pk=old.pk).mixed_on == dt.date(2026, 6, 2)


def test_a_hidden_comment_keeps_its_reason(service: Service) -> None:
    comment(service, YESTERDAY, "Kasar", state="HIDDEN", hidden_reason="Menghina petugas")

    turn_over(NOON)

    kept = Comment.objects.get()
    assert (kept.state, kept.hidden_reason) == ("HIDDEN", "Menghina petugas")


@pytest.mark.parametrize(
    ("model", "name"), [(InboxAnswer, "mix"), (Answer, "mix"), (Comment, "mix_comments")]
)
def test_what_is_moved_is_moved_whole(model: type[Model], name: str) -> None:
    words = set(re.findall(r"\w+", (night.SQL / f"{name}.sql").read_text(encoding="utf-8")))

    assert {field.column for field in model._meta.concrete_fields} <= words


@pytest.mark.parametrize("name", ["mix", "mix_comments", "roll_up", "sum_up"])
def test_the_statements_of_the_night_are_planned(db: None, name: str) -> None:
    values: dict[str, Any] = {
        "today": TODAY,
        "services": [1],
        "counters": [1],
        "days": [TODAY],
        "starts": [TODAY],
    }
    with connection.cursor() as cursor:
        text = sql.statement(night.SQL / f"{name}.sql")
        asked = {key: value for key, value in values.items() if f"%({key})s" in text}
        cursor.execute(f"EXPLAIN {text}", asked)
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "Insert on" in plan


def test_it_forgets_keys_and_limits(service: Service) -> None:
    for ago in range(5):
        UsedKey.objects.create(
            key=f"00000000-0000-0000-0000-00000000000{ago}", day=TODAY - ago * DAY
        )
        keys.key_of(TODAY - ago * DAY)
    Rate.objects.create(bucket=b"x" * 16, slot=3)

    turn_over(NOON)

    kept = sorted(UsedKey.objects.values_list("day", flat=True))
    assert kept == [TODAY - 2 * DAY, YESTERDAY, TODAY]
    assert sorted(file.stem for file in keys.folder().iterdir()) == ["2026-08-02", "2026-08-03"]
    assert not Rate.objects.exists()


def test_the_citys_clock_says_which_day_is_over(service: Service) -> None:
    answers(service, YESTERDAY)
    just_after = dt.datetime(2026, 8, 2, 15, 30, tzinfo=dt.UTC)  # 00.30 in the east

    assert turn_over(just_after).answers == 0
    with clock.in_zone(lambda: "Asia/Jayapura"):
        assert turn_over(just_after).answers == 1


def test_a_clock_that_was_astray_costs_no_answer(service: Service) -> None:
    for day in (dt.date(1970, 1, 1), dt.date(2000, 2, 29), YESTERDAY, dt.date(2099, 1, 1)):
        answers(service, day)

    assert turn_over(NOON).answers == 3
    assert InboxAnswer.objects.get().day == dt.date(2099, 1, 1)
    assert turn_over(dt.datetime(2099, 6, 1, tzinfo=dt.UTC)).answers == 1
    assert turn_over(NOON - 30 * DAY) == Night(0, 0, 0)
    assert Answer.objects.count() == 4


def test_answers_lie_in_the_month_of_their_day(service: Service) -> None:
    for day in (dt.date(2026, 5, 31), dt.date(2026, 6, 1)):
        answers(service, day)
    turn_over(NOON)

    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM survey_answer ORDER BY day")
        places = [row[0].split(".")[-1] for row in cursor.fetchall()]
    assert places == ["survey_answer_2026_05", "survey_answer_2026_06"]


def test_a_new_counter_counts_with_its_service(service: Service) -> None:
    third = make_counter(service, "Loket 3")
    answers(service, YESTERDAY, n=2)
    answers(service, YESTERDAY, n=2, counter=third)

    turn_over(NOON)

    figure = service_figure(service.pk, quarter_of(YESTERDAY))
    assert figure is not None
    assert (figure.answers, figure.counter_days) == (4, 2)
