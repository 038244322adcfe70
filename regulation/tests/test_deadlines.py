"""Counting days: weekends, holidays and the time to object."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from regulation.deadlines import (
    Count,
    DayType,
    ObjectionState,
    is_working_day,
    last_day,
    next_working_day,
    objection_last_day,
    objection_state,
    received_on,
)
from regulation.tests.legal import legal_vectors


@legal_vectors("objection_last_day")
def test_objection_last_day(case: dict[str, Any]) -> None:
    given, expect = case["given"], case["expect"]

    ruling = objection_last_day(
        received=given["received"],
        count=Count(given["days"], DayType(given["day_type"])),
        holidays=frozenset(given["holidays"]),
    )

    assert ruling.outcome == expect["last_day"]
    assert [reason.code for reason in ruling.because] == expect["codes"]
    assert str(ruling.because[0].source) == case["source"]


@legal_vectors("objection_state")
def test_objection_state(case: dict[str, Any]) -> None:
    given = case["given"]

    ruling = objection_state(received=given.get("received"), on=given["on"])

    assert ruling.outcome is ObjectionState(case["expect"]["state"])
    assert str(ruling.because[0].source) == case["source"]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 1, 2), True),
        (date(2026, 1, 3), False),
        (date(2026, 1, 4), False),
        (date(2026, 1, 5), True),
        (date(2026, 1, 1), False),
    ],
)
def test_a_working_day_is_no_weekend_and_no_holiday(day: date, *, works: bool) -> None:
    holidays = {date(2026, 1, 1)}

    assert is_working_day(day, holidays=holidays) is works
    assert (next_working_day(day, holidays=holidays) == day) is works


def test_no_days_at_all_end_on_the_day_itself() -> None:
    assert last_day(date(2026, 1, 15), count=Count(0)) == date(2026, 1, 15)
    assert last_day(date(2026, 1, 15), count=Count(0, DayType.WORKING)) == date(2026, 1, 15)


def test_a_move_names_how_far() -> None:
    ruling = objection_last_day(received=date(2026, 1, 3))

    assert ruling.because[0].text == (
        "Keberatan diajukan paling lambat 14 hari kalender sejak hasil diterima."
    )
    assert ruling.because[1].text.endswith("bergeser 2 hari.")
    assert ruling.because[1].source.note == ""


@pytest.mark.parametrize(
    ("received", "delivered", "days", "expected"),
    [
        (date(2026, 1, 5), date(2026, 1, 2), 7, date(2026, 1, 5)),
        (None, date(2026, 1, 2), 7, date(2026, 1, 9)),
        (None, date(2026, 1, 2), 0, date(2026, 1, 2)),
        (None, date(2026, 1, 2), None, None),
        (None, None, 7, None),
    ],
)
def test_receipt_counts_else_the_day_it_is_deemed_received(
    received: date | None, delivered: date | None, days: int | None, expected: date | None
) -> None:
    found = received_on(received=received, delivered=delivered, deemed_received_days=days)

    assert found == expected
