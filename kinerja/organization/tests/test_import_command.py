"""The commands of the import, its trail, its statements, and who may use it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection, transaction

from kinerja.audit.models import AuditEvent
from kinerja.foundation.actor import Actor
from kinerja.foundation.canonical import digest
from kinerja.foundation.refusals import NotPermitted, WrongState
from kinerja.organization.imports import operations
from kinerja.organization.imports.statements import FOLDER, run, statement
from kinerja.organization.models import Import
from kinerja.organization.tests.importing import (
    BUDI,
    HEADINGS,
    NOON,
    answer_of,
    employees,
    row,
)
from tests.factories import Town


def test_faulty_rows_come_back_with_what_is_wrong(folder: Path) -> None:
    faulty = folder / "salah.xlsx"

    employees(
        folder, row(), row(BUDI, name="=1+1", unit="X"), options=("--faulty", str(faulty)), code=2
    )

    sheet = openpyxl.load_workbook(faulty).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == (*HEADINGS.split(";"), "YANG PERLU DIPERBAIKI")
    assert rows[1][:2] == (BUDI, "=1+1")
    assert sheet["B2"].data_type == "s"
    assert rows[1][-1].startswith("UNOR ID: Unit “X” belum ada.")
    assert len(rows) == 2


def test_one_act_a_person_is_recorded_with_a_digest_that_holds(folder: Path) -> None:
    employees(folder, row(), row(BUDI, name="Budi"))
    employees(folder, row(title="Analis"), row(BUDI, name="Budi", since="01-07-2026"))

    acts = AuditEvent.objects.filter(subject_kind="organization.employee").order_by("id")
    told = [
        (act.action, act.changes["fields"], act.changes.get("start")) for act in acts if act.changes
    ]

    assert sorted(told) == [
        ("organization.employee.added", [], "2024-03-01"),
        ("organization.employee.added", [], "2024-03-01"),
        ("organization.employee.changed", ["title"], None),
        ("organization.placement.opened", [], "2026-07-01"),
    ]
    for act in acts:
        assert bytes(act.changes_digest) == digest(act.changes, bytes(act.salt))
        assert act.via == "CLI"
        assert act.unit_id is not None
    assert AuditEvent.objects.filter(action="organization.import.applied").count() == 2


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(folder: Path) -> None:
    (folder / "gambar.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))

    answer = answer_of("import_employees", str(folder / "gambar.xlsx"), code=1)

    assert answer["code"] == "NOT_A_SPREADSHEET"
    assert answer["refused"].startswith("File ini bukan lembar kerja")
    assert Import.objects.get().state == Import.State.REFUSED


def test_a_file_that_is_missing_or_empty_of_rows_is_refused(folder: Path) -> None:
    assert answer_of("import_employees", str(folder / "x.csv"), code=1)["code"] == "NO_FILE"
    assert employees(folder, code=1)["code"] == "NO_ROWS"


def test_the_terminal_tells_progress_problems_and_the_outcome(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "a.csv"
    path.write_text("\n".join([HEADINGS, row(), *[row(BUDI, unit="X")] * 60]))

    with pytest.raises(SystemExit, match="2"):
        call_command("import_employees", str(path))
    shown = capsys.readouterr()
    assert "Memeriksa baris: 61 dari 61" in shown.err
    assert "baris 3, UNOR ID: Unit “X” belum ada." in shown.out
    assert "dan seterusnya" in shown.out
    assert "baru 1, berubah 0, tetap 0, tidak ada lagi 0, perlu diperbaiki 60" in shown.out
    assert "Belum ada yang disimpan" in shown.out

    path.write_text("\n".join([HEADINGS, row()]))
    call_command("import_employees", str(path), "--dry-run")
    assert "Pemeriksaan saja" in capsys.readouterr().out
    call_command("import_employees", str(path))
    assert "Selesai diterapkan." in capsys.readouterr().out

    with pytest.raises(SystemExit, match="1"):
        call_command("import_employees", str(folder / "tidak-ada.csv"))
    assert "Periksa nama dan foldernya" in capsys.readouterr().err


def test_a_day_on_the_command_line_must_exist(folder: Path) -> None:
    with pytest.raises(Exception, match="tulis tanggal"):
        call_command("import_employees", "a.csv", "--effective", "31-02-2026")
    with pytest.raises(Exception, match="tulis tanggal"):
        call_command("import_employees", "a.csv", "--effective", "-")


def opened(folder: Path, *rows: str) -> tuple[Import, Path]:
    path = folder / "a.csv"
    path.write_text("\n".join([HEADINGS, *rows]))
    source = operations.open_import(
        subject=Import.Subject.EMPLOYEES,
        file_name="a.csv",
        content_sha256=operations.sha256_of(path),
        effective_on=NOON.date(),
        by=Actor.system("test"),
        at=NOON,
    )
    return source, path


def test_an_import_is_checked_once_and_applied_once(folder: Path) -> None:
    source, path = opened(folder, row())
    by = Actor.system("test")
    with pytest.raises(WrongState):
        operations.apply_import(source=source, skip_faulty=False, by=by, at=NOON)
    operations.check_import(source=source, path=path)
    with pytest.raises(WrongState):
        operations.check_import(source=source, path=path)
    operations.apply_import(source=source, skip_faulty=False, by=by, at=NOON)
    with pytest.raises(WrongState):
        operations.apply_import(source=source, skip_faulty=False, by=by, at=NOON)


def test_only_the_administrator_of_the_city_imports(town: Town) -> None:
    for by in (Actor(user_id=town.sari.user_id, employee_id=town.sari.pk), Actor()):
        with pytest.raises(NotPermitted):
            operations.open_import(
                subject=Import.Subject.UNITS,
                file_name="",
                content_sha256=b"",
                effective_on=NOON.date(),
                by=by,
                at=NOON,
            )


WITH_PLAN: dict[str, Any] = {
    "import": 1,
    "effective": NOON.date(),
    "start": NOON.date(),
    "end_gone": None,
    "day": NOON.date(),
    "gone": [1],
    "roots": False,
    "column": "",
    "reason": "x",
    "at": NOON,
    "via": "CLI",
    "request_id": "",
    "user_id": None,
    "actor_employee_id": None,
    "capacity": "",
    "real_user_id": None,
}


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.sql")))
def test_every_statement_has_a_header_and_a_plan(db: None, name: str) -> None:
    text = statement(name)

    assert text.startswith("-- ")
    assert "-- Parameters: " in text
    if text.split("\n")[-2].startswith(("TRUNCATE", "ANALYZE", ") ON COMMIT DROP")):
        return
    with transaction.atomic(), connection.cursor() as cursor:
        run("create_import_plan")
        run("create_tree_plan")
        cursor.execute("EXPLAIN " + text, WITH_PLAN if "%(" in text else None)
        assert cursor.fetchall()
