"""Progress of numbers, days and words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from regulation.plan import Accumulation, Direction
from regulation.progress import (
    NOT_COUNTED,
    NOT_YET,
    accumulated,
    date_progress,
    default_accumulation,
    number_progress,
    shown,
    text_progress,
)
from regulation.tests.legal import legal_vectors

amounts = st.decimals(min_value=0, max_value=10**12, places=4)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@legal_vectors("number_progress")
def test_number_progress(case: dict[str, Any]) -> None:
    given, expect = case["given"], case["expect"]

    progress = number_progress(
        target=_decimal(given.get("target")),
        actual=_decimal(given.get("actual")),
        direction=Direction(given["direction"]),
    )

    assert progress.text == expect["text"]
    assert progress.percent == _decimal(expect.get("percent"))
    assert progress.reached is expect.get("reached")


@for_all(amounts.filter(bool), amounts, st.sampled_from(Direction))
def test_percent_is_never_negative_and_agrees_with_reached(
    target: Decimal, actual: Decimal, direction: Direction
) -> None:
    progress = number_progress(target=target, actual=actual, direction=direction)

    assert progress.percent is not None
    assert progress.percent >= 0
    assert progress.percent >= 100 if progress.reached else progress.percent <= 100


@pytest.mark.parametrize(
    ("actual", "text", "days", "reached"),
    [
        (date(2026, 9, 30), "Tepat waktu", 0, True),
        (date(2026, 9, 28), "2 hari lebih awal", 2, True),
        (date(2026, 9, 29), "1 hari lebih awal", 1, True),
        (date(2026, 10, 1), "1 hari terlambat", -1, False),
        (date(2026, 10, 3), "3 hari terlambat", -3, False),
    ],
)
def test_a_day_is_early_on_time_or_late(
    actual: date, text: str, days: int, *, reached: bool
) -> None:
    progress = date_progress(target=date(2026, 9, 30), actual=actual)

    assert (progress.text, progress.days, progress.reached) == (text, days, reached)
    assert progress.percent is None


def test_without_a_target_or_a_day_there_is_no_figure() -> None:
    assert date_progress(target=None, actual=date(2026, 9, 30)) is NOT_COUNTED
    assert date_progress(target=date(2026, 9, 30), actual=None) is NOT_YET
    assert text_progress() is NOT_COUNTED


def test_periods_add_up_or_the_latest_counts() -> None:
    periods = [Decimal("1.5"), None, Decimal(4), None]

    assert accumulated(periods, accumulation=Accumulation.TOTAL) == Decimal("5.5")
    assert accumulated(periods, accumulation=Accumulation.LATEST) == Decimal(4)
    assert accumulated([None], accumulation=Accumulation.TOTAL) is None


@pytest.mark.parametrize("unit", ["persen", " Persen ", "%", "indeks", "nilai"])
def test_shares_and_indices_do_not_add_up(unit: str) -> None:
    assert default_accumulation(unit) is Accumulation.LATEST


def test_things_add_up() -> None:
    assert default_accumulation("dokumen") is Accumulation.TOTAL


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("100.00", "100"),
        ("102.42", "102,42"),
        ("3.30", "3,3"),
        ("1234567.5", "1.234.567,5"),
        ("1E+3", "1.000"),
        ("-12.5", "-12,5"),
    ],
)
def test_figures_read_as_indonesians_write_them(value: str, text: str) -> None:
    assert shown(Decimal(value)) == text
