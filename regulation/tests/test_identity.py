"""NIP and NI PPPK: what a cell holds and what the digits say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from regulation.identity import (
    LOST_DIGITS,
    EmployeeKind,
    Sex,
    check_nip,
    normalize_nip,
    presumed_kind,
)
from regulation.tests.legal import legal_vectors

TODAY = date(2026, 7, 1)


@legal_vectors("check_nip")
def test_check_nip(case: dict[str, Any]) -> None:
    given, expect = case["given"], case["expect"]

    check = check_nip(
        given["nip"],
        kind=EmployeeKind(given["kind"]),
        on=TODAY,
        birth_date=given.get("birth_date"),
        sex=Sex(given["sex"]) if "sex" in given else None,
    )

    assert check.is_valid is expect.get("valid", False)
    assert [problem.code for problem in check.errors] == expect.get("errors", [])
    assert [problem.code for problem in check.warnings] == expect.get("warnings", [])
    if "serial" in expect:
        assert check.nip is not None
        assert check.nip.birth_date == expect["birth_date"]
        assert check.nip.appointed_year == expect["year"]
        assert check.nip.appointed_month == expect.get("month")
        assert check.nip.contract_code == expect.get("contract", "")
        assert check.nip.sex is Sex(expect["sex"])
        assert check.nip.serial == expect["serial"]


@legal_vectors("normalize_nip")
def test_normalize_nip(case: dict[str, Any]) -> None:
    given, expect = case["given"], case["expect"]

    reading = normalize_nip(given.get("text", given.get("number")))

    assert reading.value == expect.get("value")
    assert (reading.problem.code if reading.problem else None) == expect.get("problem")


def test_lost_digits_say_so_and_what_to_do() -> None:
    assert "hilang" in LOST_DIGITS.message
    assert "Teks" in LOST_DIGITS.message


def test_the_age_is_named() -> None:
    check = check_nip("200509262015051001", kind=EmployeeKind.PNS, on=TODAY)

    assert check.problems[0].message == (
        "Menurut NIP ini, umur saat diangkat 9 tahun; paling rendah 18 tahun."
    )


def test_a_number_is_written_in_its_groups() -> None:
    check = check_nip("198609262015051001", kind=EmployeeKind.PNS, on=TODAY)

    assert str(check.nip) == "19860926 201505 1 001"


@pytest.mark.parametrize(
    ("nip", "grade", "kind"),
    [
        ("199001012024211001", "IX", EmployeeKind.PPPK),
        ("199001012024211001", " ix ", EmployeeKind.PPPK),
        ("198609262015051001", "IX", EmployeeKind.PNS),
        ("199001012024211001", "III/a", EmployeeKind.PNS),
        ("199001012024121001", "I", EmployeeKind.PNS),
        ("199001012024011001", "I", EmployeeKind.PNS),
        ("199001012024001001", "V", EmployeeKind.PPPK),
        ("199001012024131001", "V", EmployeeKind.PPPK),
        ("", "", EmployeeKind.PNS),
    ],
)
def test_a_bare_golongan_without_a_month_is_pppk(nip: str, grade: str, kind: EmployeeKind) -> None:
    assert presumed_kind(nip=nip, grade=grade) is kind


@for_all(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    reading = normalize_nip(text)

    assert (reading.value is None) != (reading.problem is None)
    assert reading.value is None or (reading.value.isascii() and len(reading.value) == 18)


@for_all(st.from_regex(r"[0-9]{18}", fullmatch=True), st.sampled_from(EmployeeKind))
def test_any_eighteen_digits_are_judged(digits: str, kind: EmployeeKind) -> None:
    check = check_nip(digits, kind=kind, on=TODAY)

    assert check.is_valid is not bool(check.errors)
    assert all(problem.message.endswith(".") for problem in check.problems)


@for_all(st.integers(min_value=190001011900011001, max_value=209912312099122999))
def test_no_binary_number_is_taken_for_a_nip(number: int) -> None:
    as_a_workbook_keeps_it = float(number)

    assert normalize_nip(repr(as_a_workbook_keeps_it)).value is None
    assert normalize_nip(int(as_a_workbook_keeps_it)).value is None


def test_a_pppk_appointed_this_year_is_no_future_even_in_january() -> None:
    check = check_nip("199001012026211001", kind=EmployeeKind.PPPK, on=date(2026, 1, 1), sex=Sex.L)

    assert check.problems == ()


@pytest.mark.parametrize(
    ("nip", "message"),
    [
        (
            "199002292015051001",
            "Angka 1 sampai 8 bukan tanggal lahir: 29-02-1990 tidak ada di kalender.",
        ),
        (
            "198609262015131001",
            "Angka 13 dan 14 adalah bulan pengangkatan PNS; 13 bukan bulan.",
        ),
        (
            "198609262015053001",
            "Angka ke-15 menyatakan jenis kelamin: 1 atau 2, bukan 3.",
        ),
        (
            "203005262015051001",
            "Tanggal lahir di NIP, 26-05-2030, belum terjadi.",
        ),
        (
            "19860926201505100",
            "NIP harus 18 angka, yang tertulis 17. Periksa angka yang kurang atau lebih.",
        ),
    ],
)
def test_a_message_names_the_digits_it_speaks_of(nip: str, message: str) -> None:
    check = check_nip(nip, kind=EmployeeKind.PNS, on=TODAY)

    assert check.problems[0].message == message


def test_nobody_is_appointed_at_an_age_below_zero() -> None:
    check = check_nip("203005262015051001", kind=EmployeeKind.PNS, on=TODAY)

    assert check.problems[1].message.startswith("Menurut NIP ini, umur saat diangkat 0 tahun")
