"""Every awkward file gets a clear answer, and good ones come through whatever their form."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kinerja.organization.imports import reading
from kinerja.organization.imports.reading import Cell, FileRefused, Line, guard, read
from kinerja.organization.imports.reading import __main__ as child
from kinerja.organization.imports.reading import workbook as workbooks

HEADING: list[Cell] = ["NIP BARU", "NAMA"]
NIP = "198609262015051001"
CSV = "NIP BARU{0}NAMA\r\n198609262015051001{0}Siti Aminah\r\n"


def book(path: Path, *rows: Sequence[object]) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def refused(path: Path) -> str:
    with pytest.raises(FileRefused) as refusal:
        list(read(path))
    assert refusal.value.message.endswith(".")
    return refusal.value.code


def rewritten(path: Path, entry: str, change: tuple[bytes, bytes]) -> Path:
    """Return a workbook of which one entry was changed by hand."""
    before = path.read_bytes()
    with (
        zipfile.ZipFile(io.BytesIO(before)) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            content = old.read(info)
            assert info.filename != entry or change[0] in content
            new.writestr(
                info.filename, content.replace(*change) if info.filename == entry else content
            )
    return path


def test_it_reads_typed_cells_with_the_lines_of_excel(tmp_path: Path) -> None:
    day = dt.date(2020, 1, 2)
    path = book(tmp_path / "a.xlsx", HEADING, [], ["'x", 12, 1.5, day, True, dt.time(3, 4), None])

    assert list(read(path)) == [
        Line(1, ["NIP BARU", "NAMA"]),
        Line(3, ["'x", Decimal(12), Decimal("1.5"), day, "TRUE", "03:04:00"]),
    ]


def test_it_says_of_a_number_how_many_digits_it_kept(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [198609262015051001])

    [line] = read(path)

    assert str(line.cells[0]) == "1.98609262015051E+17"


def test_it_keeps_digits_that_the_file_holds_beyond_what_a_float_can(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [198609262015051001])
    rewritten(path, "xl/worksheets/sheet1.xml", (b"1.98609262015051e+17", b"198609262015051001"))

    [line] = read(path)

    assert line.cells == [Decimal("198609262015051001")]


def test_it_reads_the_first_visible_sheet(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["rahasia"])
    made.active.sheet_state = "hidden"
    made.create_sheet("Data").append(["terlihat"])
    made.save(tmp_path / "a.xlsx")

    assert list(read(tmp_path / "a.xlsx")) == [Line(1, ["terlihat"])]


def test_it_refuses_a_book_without_a_visible_worksheet(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", HEADING)
    rewritten(path, "xl/workbook.xml", (b'state="visible"', b'state="hidden"'))

    assert refused(path) == "NO_VISIBLE_SHEET"


def test_it_takes_the_stored_value_of_a_formula(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ["=UPPER(B1)", "x"])
    formula = (b'<c r="A1"><f>UPPER(B1)</f><v />', b'<c r="A1" t="str"><f>UPPER(B1)</f><v>X</v>')
    rewritten(path, "xl/worksheets/sheet1.xml", formula)

    assert list(read(path)) == [Line(1, ["X", "x"])]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "EMPTY"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "NOT_A_SPREADSHEET"),
        (b"\xff\xd8\xff\xe0" + b"\x01\x02" * 500, "NOT_A_SPREADSHEET"),
        (b"%PDF-1.7 ...", "NOT_A_SPREADSHEET"),
        (bytes(range(256)) * 20, "NOT_A_SPREADSHEET"),
        (child.OLE + "EncryptedPackage".encode("utf-16-le"), "ENCRYPTED"),
        (child.OLE + b"Workbook", "OLD_FORMAT"),
        (child.ZIP + b"no zip at all", "BROKEN_WORKBOOK"),
        (b"NIP,NAMA\r\n1986,Si\x00ti" + b" Aminah" * 40, "NUL"),
        (b"\xff\xfeN", "UNKNOWN_ENCODING"),
        (b"NIP,NAMA\r\n1986,\x81\x8d", "UNKNOWN_ENCODING"),
        (b'NIP,NAMA\r\n1986,"' + b"a" * 300_000, "BROKEN_TEXT"),
        (b'"' + b"a" * 300_000, "BROKEN_TEXT"),
        (b"a," * 501, "TOO_FAR"),
        (b"a\n" * 200_001, "TOO_FAR"),
    ],
)
def test_it_refuses_what_is_no_table(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(content)

    assert refused(path) == code


def test_it_refuses_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("catatan.txt", "halo")

    assert refused(tmp_path / "a.xlsx") == "NOT_A_WORKBOOK"


def test_it_refuses_a_workbook_whose_parts_are_broken(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", HEADING)
    rewritten(path, "xl/workbook.xml", (b"<sheets>", b"<sheets"))

    assert refused(path) == "BROKEN_WORKBOOK"


def test_it_refuses_a_zip_bomb_by_what_it_declares(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", HEADING)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(300 * 1024 * 1024))

    assert refused(path) == "TOO_BIG"


def test_it_refuses_a_zip_bomb_that_declares_less(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path / "a.xlsx", HEADING)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(3 * 1024 * 1024))
    monkeypatch.setattr(guard, "_check_declared", lambda archive, size: None)
    monkeypatch.setattr(guard, "MOST_RATIO", 2)

    with pytest.raises(guard.Unreadable) as refusal:
        guard.check(path)

    assert refusal.value.code == "TOO_BIG"


def test_it_refuses_too_many_entries(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", HEADING)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(501):
            archive.writestr(f"xl/media/{number}", "")

    assert refused(path) == "TOO_BIG"


@pytest.mark.parametrize(
    "place", ['r="XFD1048576"', "r='XFD1048576'", 'r="A1048576"', 'r="AAAAAAA1"', 'r="SF200000"']
)
def test_it_refuses_one_cell_in_the_far_corner_and_names_it(tmp_path: Path, place: str) -> None:
    path = book(tmp_path / "a.xlsx", HEADING)
    rewritten(path, "xl/worksheets/sheet1.xml", (b'r="B1"', place.encode()))

    with pytest.raises(FileRefused, match=place[3:-1]) as refusal:
        list(read(path))

    assert refusal.value.code == "TOO_FAR"


def test_it_refuses_a_million_empty_rows(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", HEADING)
    empty = b"".join(b'<row r="%d"/>' % row for row in range(2, 1_000_001))
    rewritten(path, "xl/worksheets/sheet1.xml", (b"</sheetData>", empty + b"</sheetData>"))

    assert refused(path) in {"TOO_FAR", "TOO_BIG"}


def test_it_survives_a_child_that_dies(tmp_path: Path) -> None:
    """The far cell hidden from the guard by an entity: the limits of the child hold it."""
    path = book(tmp_path / "a.xlsx", HEADING)
    rewritten(path, "xl/worksheets/sheet1.xml", (b'r="B1"', b'r="&#88;FD1048576"'))

    assert refused(path) in {"UNREADABLE", "BROKEN_WORKBOOK", "TOO_BIG"}


def test_it_stops_a_child_that_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.001)

    assert refused(book(tmp_path / "a.xlsx", HEADING)) == "UNREADABLE"


def test_it_refuses_a_file_that_is_not_there_or_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)

    assert refused(tmp_path / "none.csv") == "NO_FILE"
    assert refused(book(tmp_path / "a.xlsx", HEADING)) == "TOO_BIG"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_it_reads_text_of_each_delimiter_and_encoding(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    rows = f"NIP BARU{delimiter}NAMA\r\n{NIP}{delimiter}Siti “Nuraini”\r\n"
    (tmp_path / "a.csv").write_bytes(rows.encode(encoding))

    assert list(read(tmp_path / "a.csv")) == [
        Line(1, HEADING),
        Line(2, [NIP, "Siti “Nuraini”"]),
    ]


def test_it_counts_records_as_excel_counts_rows(tmp_path: Path) -> None:
    text = 'NIP BARU;NAMA\r\n\r\n"198609262015051001";"Siti\nAminah, S.E."\r\n="0012";x\r\n'
    (tmp_path / "a.csv").write_text(text, newline="")

    assert list(read(tmp_path / "a.csv")) == [
        Line(1, HEADING),
        Line(3, [NIP, "Siti\nAminah, S.E."]),
        Line(4, ["0012", "x"]),
    ]


def test_it_obeys_the_line_that_names_the_delimiter(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("sep=;\r\n" + "a,b,c;d\r\n" * 3, newline="")

    assert next(iter(read(tmp_path / "a.csv"))) == Line(1, ["a,b,c", "d"])


def test_the_child_answers_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("a,b\n,\n")
    done = os.fork()
    if done == 0:  # the limits must not stay with the tests
        os._exit(0)
    os.waitpid(done, 0)

    assert [line for line, _ in child.rows(tmp_path / "a.csv")] == [1, 2]
    assert list(child.rows(book(tmp_path / "b.xlsx", HEADING))) == [(1, HEADING)]


@pytest.mark.parametrize(
    ("value", "written", "sent"),
    [
        (float("nan"), None, "nan"),
        (5.0, None, ["n", "5"]),
        (0.25, None, ["n", "0.25"]),
        (1e20, "100000000000000000000", ["n", "1.00000000000000e+20"]),
    ],
)
def test_numbers_are_sent_with_their_digits(
    value: float, written: str | None, sent: object
) -> None:
    assert workbooks._number(value, written) == sent
