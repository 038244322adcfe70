"""Heads and superiors as an import finds, keeps and changes them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kinerja.organization.models import Placement, ReportingLine
from kinerja.organization.tests.importing import (
    BUDI,
    RINI,
    SITI,
    employees,
    figures,
    row,
    running,
)
from tests.factories import make_employee, make_placement


def test_heads_are_found_by_their_title_and_succeed_each_other(folder: Path) -> None:
    employees(folder, row(BUDI, name="Budi", title="Kepala Dinas", since="01-01-2022"))
    assert running(BUDI).is_head

    answer = employees(
        folder,
        row(BUDI, name="Budi", title="Staf Ahli", since="01-07-2026", unit="K"),
        row(SITI, title="KEPALA DINAS", since="01-07-2026"),
    )

    assert figures(answer) == (1, 1, 0, 0, 0, 0)
    assert running(SITI).is_head
    assert not running(BUDI).is_head


def test_heads_swap_by_correction(folder: Path) -> None:
    rows = (
        row(BUDI, name="Budi", title="Kepala Dinas"),
        row(SITI, title="Kepala Seksi", unit="S"),
    )
    employees(folder, *rows)

    employees(
        folder,
        row(BUDI, name="Budi", title="Kepala Seksi", unit="S"),
        row(SITI, title="Kepala Dinas"),
    )

    assert (running(BUDI).unit.siasn_id, running(SITI).unit.siasn_id) == ("S", "D")
    assert running(BUDI).is_head
    assert running(SITI).is_head


def test_a_second_head_waits_until_the_first_has_gone(folder: Path) -> None:
    employees(folder, row(BUDI, name="Budi", title="Kepala Dinas"))

    answer = employees(folder, row(title="Kepala Dinas"))

    assert figures(answer) == (1, 0, 0, 1, 0, 1)
    assert [problem["code"] for problem in answer["rows"]] == ["HEAD_TAKEN"]
    assert not running(SITI).is_head

    employees(folder, row(title="Kepala Dinas"), options=("--end-gone", "2026-08-03"))

    assert not running(SITI).is_head  # Budi ends on 3 August, she came in 2024

    answer = employees(folder, row(title="Kepala Dinas", since="03-08-2026"))
    assert running(SITI).is_head


def test_what_the_administrator_chose_survives_the_next_import(folder: Path) -> None:
    rows = (row(title="Kepala Dinas"), row(BUDI, name="Budi", title="Kepala Dinas"))
    answer = employees(folder, *rows)
    assert [problem["code"] for problem in answer["rows"]] == ["TWO_HEADS", "TWO_HEADS"]
    Placement.objects.filter(employee__nip=BUDI).update(is_head=True)

    answer = employees(folder, *rows)

    assert figures(answer) == (0, 0, 2, 0, 0, 2)
    assert running(BUDI).is_head
    assert not running(SITI).is_head


def test_the_column_for_heads_takes_it_away_too(folder: Path) -> None:
    employees(folder, row(title="Kepala Dinas"))

    answer = employees(folder, row(title="Kepala Dinas", head="Tidak"))

    assert figures(answer) == (0, 1, 0, 0, 0, 0)
    assert not running().is_head


def test_an_acting_head_keeps_his_own_position(folder: Path) -> None:
    rows = (
        row(RINI, name="Rini", unit="S", title="Kepala Seksi"),
        row(RINI, name="Rini", title="Kepala Dinas", kind="Plt", since="01-06-2026"),
    )

    answer = employees(folder, *rows)

    assert figures(answer) == (2, 0, 0, 0, 0, 0)
    acting = Placement.objects.get(kind="PLT")
    assert acting.is_head
    assert running(RINI).is_head


def test_a_superior_is_stored_only_where_the_structure_says_otherwise(folder: Path) -> None:
    heads = (
        row(BUDI, name="Budi", title="Kepala Dinas"),
        row(RINI, name="Rini", unit="S", title="Kepala Seksi", superior=BUDI),
    )

    employees(folder, *heads, row(unit="S", superior=RINI))
    assert not ReportingLine.objects.exists()

    answer = employees(folder, *heads, row(unit="S", superior=BUDI))
    assert figures(answer) == (0, 1, 2, 0, 0, 0)
    line = ReportingLine.objects.get()
    assert (line.evaluator.nip, line.held.lower) == (BUDI, dt.date(2026, 8, 3))
    assert figures(employees(folder, *heads, row(unit="S", superior=BUDI))) == (0, 0, 3, 0, 0, 0)

    third = "197501012000011001"
    other = row(third, name="Anto", unit="K", title="Asisten")
    employees(folder, *heads, other, row(unit="S", superior=third))
    assert ReportingLine.objects.get().evaluator.nip == third

    options = ("--effective", "2026-09-01")
    employees(folder, *heads, other, row(unit="S", superior=RINI), options=options)
    assert ReportingLine.objects.get().held.upper == dt.date(2026, 9, 1)


def test_a_move_ends_the_exception_of_the_old_position(folder: Path) -> None:
    employees(
        folder, row(BUDI, name="Budi"), row(superior=BUDI), options=("--effective", "2026-01-01")
    )

    employees(folder, row(BUDI, name="Budi"), row(since="01-07-2026", unit="S"))

    assert ReportingLine.objects.get().held.upper == dt.date(2026, 7, 1)


def test_history_that_stands_in_the_way_refuses_all_of_it(folder: Path) -> None:
    employees(folder, row(title="Kepala Dinas", since="01-01-2026"))
    old = make_employee("Lama")
    office = running().unit
    make_placement(old, office, until=dt.date(2025, 1, 1), is_head=True, title="Kepala Dinas")

    answer = employees(folder, row(title="Kepala Dinas", since="01-01-2024"))

    # The earlier day would overlap the predecessor: the start stays.
    assert figures(answer) == (0, 0, 1, 0, 0, 0)
    assert running().held.lower == dt.date(2026, 1, 1)
