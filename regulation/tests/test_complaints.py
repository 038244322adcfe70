"""Limits of complaints in working days, over holidays and the turn of a year."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.complaints import (
    LONGEST,
    SOURCES,
    ComplaintClass,
    Timeliness,
    answer_due,
    limit_of,
    timeliness,
    working_days_until,
)
from regulation.deadlines import Count, DayType, is_working_day
from regulation.policy_values import COMPLAINT_DAYS
from regulation.tests.legal import legal_vectors

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
HOLIDAYS = st.frozensets(st.dates(date(2026, 12, 1), date(2027, 1, 31)), max_size=20)
NEAR_NEW_YEAR = st.dates(date(2026, 11, 15), date(2027, 1, 31))
CLASSES = st.sampled_from(["INFORMASI", "TIDAK_BERKADAR", "BERKADAR"])


@legal_vectors("complaint_timeliness")
def test_complaint_timeliness(case: dict[str, Any]) -> None:
    given_, expect = case["given"], case["expect"]

    due = answer_due(
        received=given_["received"],
        category=ComplaintClass(given_["category"]),
        limits=COMPLAINT_DAYS,
        holidays=frozenset(given_["holidays"]),
    )
    found = timeliness(due=due, responded=given_.get("responded"), on=given_["on"])

    assert due == expect.get("due")
    assert found is Timeliness(expect["timeliness"])
    assert case["source"] in {str(source) for source in SOURCES}


@pytest.mark.parametrize(
    ("category", "days"), [("INFORMASI", 5), ("TIDAK_BERKADAR", 14), ("BERKADAR", 60)]
)
def test_a_class_has_its_working_days(category: str, days: int) -> None:
    limit = limit_of(ComplaintClass(category), limits=COMPLAINT_DAYS)

    assert limit == Count(days, DayType.WORKING)


def test_a_city_may_set_a_limit_for_aspirations_and_take_it_back() -> None:
    limited = (*COMPLAINT_DAYS, ("ASPIRASI", Decimal(10)))

    assert limit_of(ComplaintClass.ASPIRASI, limits=limited) == Count(10, DayType.WORKING)
    assert limit_of(ComplaintClass.ASPIRASI, limits=COMPLAINT_DAYS) is None


def test_a_slip_of_the_keys_in_a_limit_is_no_endless_count() -> None:
    slipped = (("INFORMASI", Decimal(500_000_000)),)

    assert limit_of(ComplaintClass.INFORMASI, limits=slipped) == Count(LONGEST, DayType.WORKING)


@given(NEAR_NEW_YEAR, CLASSES, HOLIDAYS)
def test_the_last_day_is_a_working_day_with_exactly_the_limit_behind_it(
    received: date, category: str, holidays: frozenset[date]
) -> None:
    due = answer_due(
        received=received,
        category=ComplaintClass(category),
        limits=COMPLAINT_DAYS,
        holidays=holidays,
    )

    assert due is not None
    assert is_working_day(due, holidays=holidays)
    limit = int(dict(COMPLAINT_DAYS)[category])
    assert working_days_until(received, due, holidays=holidays) == limit
    assert working_days_until(received, due - timedelta(days=1), holidays=holidays) == limit - 1


@given(NEAR_NEW_YEAR, HOLIDAYS)
def test_a_holiday_on_the_last_day_moves_it_on(received: date, holidays: frozenset[date]) -> None:
    category, limits = ComplaintClass.INFORMASI, COMPLAINT_DAYS
    due = answer_due(received=received, category=category, limits=limits, holidays=holidays)
    assert due is not None

    later = answer_due(
        received=received, category=category, limits=limits, holidays=holidays | {due}
    )

    assert later is not None
    assert later > due
    assert timeliness(due=later, responded=later, on=later) is Timeliness.WITHIN


@given(DAYS, DAYS, DAYS)
def test_an_answer_is_never_open_or_overdue(due: date, responded: date, on: date) -> None:
    found = timeliness(due=due, responded=responded, on=on)

    assert found is (Timeliness.WITHIN if responded <= due else Timeliness.LATE)


def test_the_day_of_receipt_has_no_working_day_behind_it() -> None:
    assert working_days_until(date(2026, 8, 3), date(2026, 8, 3)) == 0
    assert working_days_until(date(2026, 8, 7), date(2026, 8, 10)) == 1
