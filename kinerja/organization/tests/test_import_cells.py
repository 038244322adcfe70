"""Cells and headings as offices write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.organization.imports import cells, headings
from kinerja.organization.imports.headings import Sheet, find_heading
from kinerja.organization.imports.reading import Cell, FileRefused, Line

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
MONTH_NAMES = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
)


@given(DAYS, st.sampled_from("-/. "), st.sampled_from([1, 2]))
def test_the_day_comes_before_the_month(day: dt.date, mark: str, width: int) -> None:
    written = mark.join(str(part).zfill(width) for part in (day.day, day.month, day.year))

    assert cells.day_of(written) == day


@given(DAYS)
def test_every_other_way_to_write_a_day_says_the_same(day: dt.date) -> None:
    name = MONTH_NAMES.split()[day.month - 1]
    serial = (day - cells.SERIAL_START).days

    written: list[Cell] = [
        day,
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day.isoformat()}T00:00:00Z",
        f"{day:%Y%m%d}",
        f"{day.day} {name} {day.year}",
        f"Senin, {day.day} {name.upper()[:3]} {day.year}",
        Decimal(serial),
        Decimal(f"{serial}.75"),
        str(serial),
        Decimal(f"{day:%Y%m%d}"),
    ]

    assert {cells.day_of(cell) for cell in written} == {day}


@pytest.mark.parametrize(
    "written",
    [
        "31-02-2020",
        "12/31/2020",
        "01-03-85",
        "besok",
        "0-0-0000",
        "1-1",
        "20201301",
        "#N/A",
        "1-1-20200",
        "12-12-12-2012",
        "½-1-2020",
    ],
)
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(cells.NotADay):
        cells.day_of(written)


@pytest.mark.parametrize("number", ["0", "-3", "90000", "99999999", "1.98609E+17"])
def test_numbers_outside_the_calendar_are_no_days(number: str) -> None:
    with pytest.raises(cells.NotADay):
        cells.day_of(Decimal(number))


@given(st.one_of(st.text(), st.decimals(allow_nan=False, allow_infinity=False), DAYS))
def test_any_cell_is_a_day_or_says_that_it_is_none(cell: Cell) -> None:
    try:
        found = cells.day_of(cell)
    except cells.NotADay:
        return
    assert found is None or isinstance(found, dt.date)


def test_an_empty_cell_is_no_day_and_no_mistake() -> None:
    assert cells.day_of("") is None
    assert cells.day_of(" - ") is None


@given(st.text())
def test_texts_come_out_on_one_line_and_may_be_stored(text: str) -> None:
    shown = cells.without_control(cells.text_of(text))

    assert "\n" not in shown
    assert "\x00" not in shown
    assert shown == shown.strip()
    assert not cells.has_control(shown)


def test_numbers_and_days_become_text_without_surprise() -> None:
    assert cells.text_of(Decimal("12345")) == "12345"
    assert cells.text_of(Decimal("1.5")) == "1.5"
    assert cells.text_of(Decimal("1.98609262015051E+17")) == "1.98609262015051E+17"
    assert cells.text_of(dt.date(2020, 12, 31)) == "31-12-2020"
    assert cells.digits_lost(Decimal("1.98609262015051E+17"))
    assert not cells.digits_lost("198609262015051001")


def test_yes_and_no_are_understood() -> None:
    assert cells.yes_of("Ya") is True
    assert cells.yes_of("tidak") is False
    assert cells.yes_of("mungkin") is None


def lines(*rows: list[Cell]) -> list[Line]:
    return [Line(number, row) for number, row in enumerate(rows, 1)]


REQUIRED = ["NIP BARU", "NAMA", "JABATAN NAMA", "UNOR ID"]


@given(
    st.permutations([*REQUIRED, "GELAR DEPAN", "TMT JABATAN", "AGAMA", "Kolom Lain"]),
    st.lists(st.sampled_from(["Daftar Pegawai", "Per 1 Agustus 2026", ""]), max_size=5),
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_columns_stand_in_any_order_and_case_below_any_title(
    order: list[str], titles: list[str], case: object
) -> None:
    row: list[Cell] = [case(text) for text in order]  # type: ignore[operator]

    above: list[list[Cell]] = [[title] for title in titles]

    heading, below = find_heading(Sheet.EMPLOYEES, iter(lines(*above, row, ["x"])))

    assert heading.line == len(titles) + 1
    assert heading.places["since"] == order.index("TMT JABATAN")
    assert heading.cell(list(order), "title") == "JABATAN NAMA"
    assert next(below).cells == ["x"]


@pytest.mark.parametrize("sheet", Sheet)
def test_every_variant_leads_to_its_field(sheet: Sheet) -> None:
    of_sheet = {
        Sheet.EMPLOYEES: headings.EMPLOYEE_HEADINGS,
        Sheet.UNITS: headings.UNIT_HEADINGS,
    }[sheet]
    for field, variants in of_sheet.items():
        for variant in variants:
            shown = f" {variant.replace(' ', '_').lower()} "
            assert headings.VARIANTS[sheet][headings.heading_key(shown)] == field


def refused(sheet: Sheet, *rows: list[Cell]) -> FileRefused:
    with pytest.raises(FileRefused) as refusal:
        find_heading(sheet, iter(lines(*rows)))
    return refusal.value


def test_repeated_headings_are_refused_by_name() -> None:
    refusal = refused(Sheet.EMPLOYEES, [*REQUIRED, "GOL NAMA", "Gol Akhir Nama"])

    assert refusal.code == "REPEATED_HEADINGS"
    assert "GOL NAMA, Gol Akhir Nama" in refusal.message


def test_missing_headings_are_refused_by_name() -> None:
    assert "JABATAN NAMA, UNOR ID" in refused(Sheet.EMPLOYEES, ["NIP", "NAMA"]).message
    assert "Id, DiatasanId" in refused(Sheet.UNITS, ["NamaUnor"]).message
    assert refused(Sheet.UNITS).code == "EMPTY"


def test_the_unit_may_be_named_instead_of_numbered() -> None:
    heading, _ = find_heading(
        Sheet.EMPLOYEES, iter(lines(["NIP", "Nama", "Jabatan", "Unit Kerja"]))
    )

    assert heading.name("unit_name") == "Unit Kerja"
    assert heading.name("unit_id") == ""


def test_the_row_of_column_numbers_is_no_data() -> None:
    assert headings.is_numbering(Line(2, ["(1)", "(2)", "(3)"]))
    assert headings.is_numbering(Line(2, [Decimal(1), Decimal(2), Decimal(3), ""]))
    assert not headings.is_numbering(Line(2, ["1", "2"]))
    assert not headings.is_numbering(Line(2, ["1", "3", "2"]))
