"""Importing people: what is stored, what moves, what stays, and what the trail says."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection, transaction

from kinerja.accounts.models import User
from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.canonical import digest
from kinerja.foundation.refusals import NotPermitted, WrongState
from kinerja.organization.imports import operations
from kinerja.organization.imports.statements import FOLDER, run, statement
from kinerja.organization.models import Employee, Import, ImportRow, Placement, ReportingLine
from tests.factories import Town, make_employee, make_placement, make_unit

SITI, BUDI, RINI = "199001012015032001", "198001012005011001", "198501012010012002"
NOON = dt.datetime(2026, 8, 3, 5, 0, tzinfo=dt.UTC)
HEADINGS = (
    "NIP BARU;NAMA;GELAR BLK;JENIS JABATAN NAMA;JABATAN NAMA;TMT JABATAN;UNOR ID;KEPALA UNIT;"
    "NIP ATASAN;STATUS JABATAN"
)
FIGURES = ("new", "changed", "unchanged", "gone", "faulty", "warned")


def row(nip: str = SITI, **changes: str) -> str:
    cells = {
        "name": "Siti Aminah",
        "back": "S.E.",
        "group": "Pelaksana",
        "title": "Penelaah",
        "since": "01-03-2024",
        "unit": "D",
        "head": "",
        "superior": "",
        "kind": "",
    } | changes
    return ";".join([nip, *cells.values()])


@pytest.fixture
def folder(tmp_path: Path, db: None) -> Path:
    """A city with two offices, D below the root and S below D; the clock stands still."""
    root = make_unit("Pemerintah Kota")
    office = make_unit("Dinas", root, head_title="Kepala Dinas")
    section = make_unit("Seksi", office, head_title="Kepala Seksi")
    for unit, key in ((root, "K"), (office, "D"), (section, "S")):
        unit.siasn_id = key
        unit.save()
    return tmp_path


def employees(folder: Path, *rows: str, options: tuple[str, ...] = (), code: int = 0) -> Any:
    """Import the rows with the command; return its JSON."""
    path = folder / "pegawai.csv"
    path.write_text("\n".join([HEADINGS, *rows]), encoding="utf-8")
    return answer_of("import_employees", str(path), *options, code=code)


def answer_of(command: str, *options: str, code: int = 0) -> Any:
    import io

    out = io.StringIO()
    with clock.fixed(NOON):
        try:
            call_command(command, *options, "--json", stdout=out, stderr=io.StringIO())
            given = 0
        except SystemExit as end:
            given = int(str(end.code))
    assert given == code, out.getvalue()
    return json.loads(out.getvalue())


def figures(answer: Any) -> tuple[int, ...]:
    return tuple(answer[name] for name in FIGURES)


def running(nip: str = SITI) -> Placement:
    return Placement.objects.get(employee__nip=nip, held__endswith=None, kind="DEFINITIF")


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


def test_history_that_stands_in_the_way_refuses_all_of_it(folder: Path) -> None:
    employees(folder, row(title="Kepala Dinas", since="01-01-2026"))
    old = make_employee("Lama")
    office = running().unit
    make_placement(old, office, until=dt.date(2025, 1, 1), is_head=True, title="Kepala Dinas")

    answer = employees(folder, row(title="Kepala Dinas", since="01-01-2024"))

    # The earlier day would overlap the predecessor: the start stays.
    assert figures(answer) == (0, 0, 1, 0, 0, 0)
    assert running().held.lower == dt.date(2026, 1, 1)


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
