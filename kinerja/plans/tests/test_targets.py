"""Reading targets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from kinerja.plans.targets import guessed_accumulation, parse_target
from kinerja.plans.values import Target


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("15", "15"),
        ("3,30", "3.30"),
        ("3.30", "3.30"),
        ("1.234,5", "1234.5"),
        ("12.000", "12000"),
        ("1.234.567", "1234567"),
        ("-2,5", "-2.5"),
        ("  95,5  ", "95.5"),
    ],
)
def test_a_number_is_read_as_people_write_it(written: str, number: str) -> None:
    assert parse_target(written) == Target(number=Decimal(number))


def test_a_unit_may_stand_beside_or_in_its_own_field() -> None:
    assert parse_target("15 kelurahan") == Target(number=Decimal(15), unit="kelurahan")
    assert parse_target("15", unit="kelurahan") == Target(number=Decimal(15), unit="kelurahan")
    assert parse_target("15 kelurahan", unit="Kelurahan").number == 15
    assert parse_target("95%") == Target(number=Decimal(95), unit="persen")
    assert parse_target("95%", unit="persen").unit == "persen"


@pytest.mark.parametrize(
    ("written", "direction"),
    [("≥ 3,30", "HIGHER"), (">= 3,30", "HIGHER"), ("≤3,30", "LOWER"), ("<= 3,30", "LOWER")],
)
def test_a_sign_says_the_direction(written: str, direction: str) -> None:
    assert parse_target(written) == Target(number=Decimal("3.30"), direction=direction)


@pytest.mark.parametrize("written", ["30 September 2026", "30-9-2026", "30/9/2026", "2026-09-30"])
def test_a_day_is_a_day(written: str) -> None:
    assert parse_target(written) == Target(day=dt.date(2026, 9, 30))


@pytest.mark.parametrize("written", ["Setiap hari kerja", "Tanpa keluhan", "WTP", "A-"])
def test_all_else_is_words(written: str) -> None:
    assert parse_target(written) == Target(text=written)


@pytest.mark.parametrize(
    ("written", "unit", "kind"),
    [
        ("30 September", "", ""),
        ("0.234", "", ""),
        ("15 kelurahan", "orang", ""),
        ("1,2,3", "", ""),
        ("1.23.4", "", ""),
        ("banyak", "", "ANGKA"),
        ("31-2-2026", "", "TANGGAL"),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_back(written: str, unit: str, kind: str) -> None:
    with pytest.raises(ValidationError):
        parse_target(written, unit=unit, kind=kind)


def test_the_choice_settles_it() -> None:
    assert parse_target("30 September", kind="URAIAN") == Target(text="30 September")
    assert parse_target("30-9-2026", kind="TANGGAL").day == dt.date(2026, 9, 30)
    assert parse_target("2026", kind="ANGKA").number == 2026
    assert parse_target("12 " + "x" * 80) == Target(text="12 " + "x" * 80)
    assert parse_target("  ", unit="orang") == Target(unit="orang")


@pytest.mark.parametrize(
    ("unit", "written", "expected"),
    [
        ("orang", "5", "TOTAL"),
        ("persen", "5", "LATEST"),
        ("Indeks", "5", "LATEST"),
        ("", "30-9-2026", "LATEST"),
        ("", "baik", "LATEST"),
    ],
)
def test_counts_add_up_and_shares_do_not(unit: str, written: str, expected: str) -> None:
    assert guessed_accumulation(unit, parse_target(written)) == expected
