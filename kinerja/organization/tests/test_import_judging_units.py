"""What is said of each row of a list of units, and of the tree they make."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja.organization.imports import units
from kinerja.organization.imports.headings import Sheet
from kinerja.organization.imports.judged import Judged
from kinerja.organization.imports.reading import Cell
from kinerja.organization.imports.units import KnownUnits
from kinerja.organization.tests.importing import codes, table

ROOT: dict[str, Cell] = {"Id": "K", "DiatasanId": "", "NamaUnor": "Pemerintah Kota"}


def unit(key: str, parent: str, name: str = "Dinas", **more: Cell) -> dict[str, Cell]:
    return {"Id": key, "DiatasanId": parent, "NamaUnor": name, **more}


def judged_units(
    *rows: dict[str, Cell], parents: dict[str, str | None] | None = None
) -> list[Judged]:
    heading, below = table(Sheet.UNITS, *rows)
    return units.judge(heading, below, KnownUnits(parents or {}))


def test_a_tree_of_units_is_understood() -> None:
    rows = judged_units(
        ROOT,
        unit("D", "k", "Dinas Sosial", NamaJabatan="Kepala Dinas Sosial", JENIS="", MANDIRI=""),
        unit("P", "D", "UPTD Puskesmas Utara", JENIS="uptd", MANDIRI="Ya"),
    )

    assert not any(row.problems for row in rows)
    assert rows[1].values == {
        "siasn_id": "D",
        "parent_id": "K",
        "name": "Dinas Sosial",
        "head_title": "Kepala Dinas Sosial",
        "type": None,
        "presumed_type": "DINAS",
        "is_independent": None,
        "presumed_independent": True,
    }
    assert (rows[2].values["type"], rows[2].values["is_independent"]) == ("UPTD", True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Pemerintah Kota Kotalama", "PEMKOT"),
        ("Sekretariat Daerah", "SETDA"),
        ("Sekretariat", "SEKRETARIAT"),
        ("UPTD Puskesmas Utara", "PUSKESMAS"),
        ("UPTD Pasar", "UPTD"),
        ("SD Negeri 1", "SEKOLAH"),
        ("Satuan Polisi Pamong Praja", "SATPOLPP"),
        ("Subbagian Umum", "SUBBAGIAN"),
        ("Kelompok Substansi", "LAINNYA"),
    ],
)
def test_the_type_is_read_from_the_name(name: str, expected: str) -> None:
    assert units.presumed_type(name) == expected


def test_rows_that_make_no_tree_say_why() -> None:
    rows = judged_units(
        ROOT,
        unit("A", "B"),
        unit("B", "A"),
        unit("C", "TIDAK-ADA"),
        unit("D", "D"),
        unit("E", "K"),
        unit("e", "K"),
        unit("", "K"),
        unit("F", "K", ""),
        unit("G", "K", MANDIRI="mungkin"),
        unit("H", "A", JENIS="Klub"),
        {"Id": Decimal("1.98609262015051E+17"), "DiatasanId": "K", "NamaUnor": "Dinas"},
        unit("I", "C"),
    )

    assert [codes(row) for row in rows] == [
        set(),
        {"CYCLE"},
        {"CYCLE"},
        {"PARENT_UNKNOWN"},
        {"OWN_PARENT"},
        {"ID_REPEATED"},
        {"ID_REPEATED"},
        {"ID_MISSING"},
        {"NAME_MISSING"},
        {"INDEPENDENT_UNCLEAR"},
        {"UNIT_TYPE_UNKNOWN", "PARENT_FAULTY"},
        {"ID_LOST_DIGITS"},
        {"PARENT_FAULTY"},
    ]


def test_the_only_parent_outside_an_export_marks_the_root() -> None:
    rows = judged_units(unit("K", "NEGARA"), unit("D", "K"))

    assert [codes(row) for row in rows] == [{"ROOT_PRESUMED"}, set()]
    assert rows[0].values["parent_id"] is None
    assert not any(row.is_faulty for row in rows)


def test_two_parents_outside_the_file_mark_no_root() -> None:
    rows = judged_units(unit("K", "NEGARA"), unit("D", "LAIN"))

    assert [codes(row) for row in rows] == [{"PARENT_UNKNOWN"}] * 2


def test_two_roots_are_refused_both() -> None:
    rows = judged_units(ROOT, unit("L", "-"), unit("D", "K"))

    assert [codes(row) for row in rows[:2]] == [{"TWO_ROOTS"}] * 2
    assert codes(rows[2]) == {"PARENT_FAULTY"}


def test_a_second_root_beside_the_stored_one_is_refused() -> None:
    [row] = judged_units(unit("L", ""), parents={"#1": None})

    assert codes(row) == {"TWO_ROOTS"}
    assert "unit (#1)" in row.problems[0].message


def test_the_stored_tree_counts_for_parents_and_cycles() -> None:
    stored = {"K": None, "D": "K", "S": "D"}

    assert not any(row.problems for row in judged_units(unit("X", "S"), parents=dict(stored)))
    [row] = judged_units(unit("D", "S"), parents=dict(stored))
    assert codes(row) == {"CYCLE"}


def test_a_root_may_hand_over_to_another() -> None:
    rows = judged_units(unit("N", ""), unit("K", "N"), parents={"K": None})

    assert not any(row.problems for row in rows)
