"""Importing people: what is stored, what moves, and what stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from kinerja.accounts.models import User
from kinerja.audit.models import AuditEvent
from kinerja.organization.models import Employee, Import, ImportRow, Placement, ReportingLine
from kinerja.organization.tests.importing import (
    BUDI,
    RINI,
    SITI,
    answer_of,
    employees,
    figures,
    row,
    running,
)


def test_a_new_person_gets_an_account_and_a_position(folder: Path) -> None:
    answer = employees(folder, row(since="01-03-2024"))

    assert figures(answer) == (1, 0, 0, 0, 0, 0)
    person = Employee.objects.get(nip=SITI)
    assert (person.name, person.title_back, person.sex) == ("Siti Aminah", "S.E.", "P")
    assert person.birth_date == dt.date(1990, 1, 1)
    assert person.user.username == SITI
    assert not person.user.has_usable_password()
    placement = running()
    assert (placement.title, placement.job_group) == ("Penelaah", "PELAKSANA")
    assert placement.held.lower == dt.date(2024, 3, 1)
    assert placement.source_import is not None


def test_the_same_file_twice_changes_nothing(folder: Path) -> None:
    rows = (
        row(BUDI, name="Budi", group="JPT", title="Kepala Dinas"),
        row(SITI, superior=RINI),
        row(RINI, name="Rini", unit="S", title="KEPALA SEKSI", group="Pengawas"),
        row(RINI, name="Rini", title="Plt. Kepala Dinas", kind="Plt"),
    )
    employees(folder, *rows)
    before = stored()

    answer = employees(folder, *rows)

    assert figures(answer) == (0, 0, 4, 0, 0, 0)
    assert stored() == before


def stored() -> list[Any]:
    """Everything an import may change."""
    tables = (User, Employee, Placement, ReportingLine)
    found: list[Any] = [list(table.objects.order_by("pk").values()) for table in tables]
    people = AuditEvent.objects.filter(subject_kind="organization.employee").count()
    return [*found, people]


def test_a_dry_run_counts_and_stores_nothing(folder: Path) -> None:
    answer = employees(folder, row(), options=("--dry-run",))

    assert figures(answer) == (1, 0, 0, 0, 0, 0)
    assert not Employee.objects.exists()
    assert Import.objects.get().state == Import.State.CHECKED


def test_with_a_faulty_row_nothing_is_stored(folder: Path) -> None:
    answer = employees(folder, row(), row(BUDI, unit="X"), code=2)

    assert figures(answer) == (1, 0, 0, 0, 1, 0)
    [problem] = answer["rows"]
    assert (problem["row"], problem["column"], problem["code"]) == (3, "UNOR ID", "UNIT_UNKNOWN")
    assert not Employee.objects.exists()


def test_faulty_rows_are_left_out_when_asked(folder: Path) -> None:
    answer = employees(folder, row(), row(BUDI, unit="X"), options=("--skip-faulty",))

    assert figures(answer) == (1, 0, 0, 0, 1, 0)
    assert list(Employee.objects.values_list("nip", flat=True)) == [SITI]


def test_a_later_day_is_a_move_on_that_day(folder: Path) -> None:
    employees(folder, row())

    answer = employees(folder, row(since="01-07-2026", unit="S", title="Analis"))

    assert figures(answer) == (0, 1, 0, 0, 0, 0)
    first, second = Placement.objects.order_by("pk")
    assert first.held.upper == second.held.lower == dt.date(2026, 7, 1)
    assert (first.title, second.title) == ("Penelaah", "Analis")
    assert second.held.upper is None


def test_the_same_day_is_a_correction(folder: Path) -> None:
    employees(folder, row())

    answer = employees(folder, row(title="Penelaah Teknis", name="Siti Aminah Sari", back=""))

    assert figures(answer) == (0, 1, 0, 0, 0, 0)
    assert running().title == "Penelaah Teknis"
    person = Employee.objects.get()
    assert (person.name, person.title_back) == ("Siti Aminah Sari", "")
    kept = ImportRow.objects.latest("pk").before
    assert kept is not None
    assert kept["placement"]["title"] == "Penelaah"
    assert kept["employee"]["name"] == "Siti Aminah"


def test_an_earlier_day_corrects_the_start(folder: Path) -> None:
    employees(folder, row(since="01-03-2024"))

    employees(folder, row(since="01-02-2023"))

    assert running().held.lower == dt.date(2023, 2, 1)
    assert Placement.objects.count() == 1


def test_an_earlier_day_never_runs_into_the_position_before(folder: Path) -> None:
    employees(folder, row(since="01-03-2024"))
    employees(folder, row(since="01-07-2026", unit="S"))

    answer = employees(folder, row(since="01-01-2020", unit="S"))

    assert figures(answer) == (0, 0, 1, 0, 0, 0)
    assert running().held.lower == dt.date(2026, 7, 1)


def test_without_a_day_another_post_is_a_move_on_the_effective_day(folder: Path) -> None:
    employees(folder, row(since=""), options=("--effective", "2026-01-01"))
    assert running().held.lower == dt.date(2026, 1, 1)

    employees(folder, row(since="", unit="S"), options=("--effective", "1-9-2026"))
    answer = employees(folder, row(since="", unit="S"), options=("--effective", "1-10-2026"))

    assert running().held.lower == dt.date(2026, 9, 1)
    assert figures(answer) == (0, 0, 1, 0, 0, 0)


def test_the_missing_are_counted_within_the_units_of_the_file_only(folder: Path) -> None:
    employees(folder, row(), row(BUDI, name="Budi"), row(RINI, name="Rini", unit="S"))

    answer = employees(folder, row())

    assert figures(answer) == (0, 0, 1, 1, 0, 0)
    assert running(BUDI).held.upper is None


def test_a_faulty_row_keeps_its_person_from_missing(folder: Path) -> None:
    employees(folder, row(), row(BUDI, name="Budi"))

    answer = employees(folder, row(), row(BUDI, name=""), code=2)

    assert figures(answer) == (0, 0, 1, 0, 1, 0)


def test_the_missing_end_only_when_asked_and_may_come_back(folder: Path) -> None:
    employees(folder, row(), row(BUDI, name="Budi", superior=SITI))

    employees(folder, row(), options=("--end-gone", "2026-08-01"))

    budi = Employee.objects.get(nip=BUDI)
    assert budi.ended_on == dt.date(2026, 8, 1)
    assert budi.placements.get().held.upper == dt.date(2026, 8, 1)
    assert ReportingLine.objects.get().held.upper == dt.date(2026, 8, 4)
    assert AuditEvent.objects.filter(
        action="organization.employee.ended", about_employee_id=budi.pk
    ).exists()

    answer = employees(folder, row(), row(BUDI, name="Budi"))

    assert figures(answer) == (0, 1, 1, 0, 0, 0)
    assert running(BUDI).held.lower == dt.date(2026, 8, 1)
    budi.refresh_from_db()
    assert budi.ended_on is None


def test_a_file_without_a_column_keeps_what_is_stored(folder: Path) -> None:
    employees(folder, row(back="S.E."))
    Employee.objects.update(email="siti@kotalama.go.id", rank="III/a")
    path = folder / "b.csv"
    path.write_text(f"NIP,NAMA,JABATAN,UNIT KERJA\n{SITI},Siti Aminah,Penelaah,Dinas\n")

    answer = answer_of("import_employees", str(path))

    assert figures(answer) == (0, 0, 1, 0, 0, 0)
    person = Employee.objects.get()
    assert (person.title_back, person.email, person.rank) == (
        "S.E.",
        "siti@kotalama.go.id",
        "III/a",
    )
