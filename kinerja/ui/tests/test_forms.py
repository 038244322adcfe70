from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django import forms

from kinerja.ui.forms import LONGEST_TEXT, DayField, Form, NumberField, text


class Sample(Form):
    note = text("Catatan", required="Tulis catatan.")
    target = NumberField(label="Target", required=False)
    day = DayField(label="Tanggal", required=False)


def sent(**values: str) -> Sample:
    form = Sample({"note": "ada", **values})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("95", Decimal(95)),
        ("95,5", Decimal("95.5")),
        ("3.25", Decimal("3.25")),
        ("1.234,5", Decimal("1234.5")),
        ("1.234", Decimal(1234)),
        (" 1 000 ", Decimal(1000)),
        ("-2", Decimal(-2)),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, number: Decimal | None) -> None:
    assert sent(target=written).cleaned_data["target"] == number


@pytest.mark.parametrize("written", ["sembilan", "9,", "1,2,3", "1.23.4", "9" * 20, "NaN"])
def test_what_is_no_number_is_said_with_an_example(written: str) -> None:
    assert "misalnya 95" in str(sent(target=written).errors["target"])


@pytest.mark.parametrize(
    "written",
    ["4-12-2026", "4/12/2026", "04.12.2026", "4 Desember 2026", "4 des 2026", "2026-12-04"],
)
def test_days_are_read_as_people_write_them(written: str) -> None:
    assert sent(day=written).cleaned_data["day"] == dt.date(2026, 12, 4)


@pytest.mark.parametrize("written", ["31-2-2026", "besok", "12-2026", "4 Dez 2026", "4-12-99999"])
def test_what_is_no_day_is_said_with_an_example(written: str) -> None:
    assert "misalnya 4-12-2026" in str(sent(day=written).errors["day"])


def test_numbers_and_days_come_back_as_they_were_written() -> None:
    form = Sample(initial={"target": Decimal("95.50"), "day": dt.date(2026, 12, 4)})

    assert form["target"].value() == "95,5"
    assert form["day"].value() == "4-12-2026"
    assert Sample(initial={"target": Decimal(100)})["target"].value() == "100"


def test_a_text_has_a_limit_unless_it_says_otherwise() -> None:
    assert "note" not in sent(note="x" * LONGEST_TEXT).errors
    assert "4000 huruf" in str(sent(note="x" * (LONGEST_TEXT + 1)).errors["note"])


def test_a_missing_text_says_what_to_write() -> None:
    assert str(sent(note="").errors["note"][0]) == "Tulis catatan."


def test_a_message_given_to_a_field_is_the_one_that_is_said() -> None:
    class Asked(Form):
        kind = forms.ChoiceField(
            choices=[("A", "A")], error_messages={"required": "Pilih jenisnya."}
        )

    assert Asked({}).errors["kind"] == ["Pilih jenisnya."]
    assert Asked({"kind": "B"}).errors["kind"] == ["Pilih salah satu dari daftar."]


def test_a_nul_is_refused() -> None:
    assert "note" in sent(note="a\0b").errors


def test_no_message_is_in_english() -> None:
    form = Sample({})
    form.is_valid()

    assert "required" not in str(form.errors)
