"""Quarters, halves and years, and what addresses say of them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kinerja.surveys.periods import LENGTHS, Span, quarter_of, span_coded, span_of, spans_of

DAYS = some.dates(dt.date(1999, 1, 1), dt.date(2100, 12, 31))


def test_a_day_lies_in_its_quarter_its_half_and_its_year() -> None:
    quarter, half, year = spans_of(dt.date(2026, 8, 3))

    assert [quarter.label, half.label, year.label] == [
        "Triwulan III 2026",
        "Semester II 2026",
        "Tahun 2026",
    ]
    assert [quarter.code, half.code, year.code] == ["2026-3", "2026-S2", "2026"]
    assert (quarter.starts, quarter.ends) == (dt.date(2026, 7, 1), dt.date(2026, 10, 1))
    assert quarter.last_day == dt.date(2026, 9, 30)


def test_before_the_first_quarter_is_the_last_of_the_year_before() -> None:
    first = quarter_of(dt.date(2026, 2, 1))

    assert first.previous == Span(dt.date(2025, 10, 1), 3)
    assert first.previous.following == first
    assert span_of(dt.date(2026, 2, 1), 12).previous.label == "Tahun 2025"


def test_a_year_has_four_quarters() -> None:
    year = span_of(dt.date(2026, 5, 5), 12)

    assert [quarter.code for quarter in year.quarters] == ["2026-1", "2026-2", "2026-3", "2026-4"]
    assert [quarter.code for quarter in quarter_of(dt.date(2026, 5, 5)).quarters] == ["2026-2"]


@given(DAYS, some.sampled_from(LENGTHS))
def test_a_span_holds_its_day_and_is_found_by_its_code(day: dt.date, months: int) -> None:
    span = span_of(day, months)

    assert span.holds(day)
    assert not span.previous.holds(day)
    assert not span.following.holds(day)
    assert span_coded(span.code) == span


@pytest.mark.parametrize(
    "code", ["", "2026-", "2026-5", "2026-0", "2026-S3", "26", "0000", "2026-1-1", "٢٠٢٦", "2026\n"]
)
def test_what_names_no_span_is_none(code: str) -> None:
    assert span_coded(code) is None
