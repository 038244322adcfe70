"""What the tests of the import share: files, the command, and what it stored."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

from django.core.management import call_command

from kinerja.foundation import clock
from kinerja.organization.imports.headings import Heading, Sheet, find_heading
from kinerja.organization.imports.judged import Judged
from kinerja.organization.imports.reading import Cell, Line
from kinerja.organization.models import Placement

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


def employees(folder: Path, *rows: str, options: tuple[str, ...] = (), code: int = 0) -> Any:
    """Import the rows with the command; return its JSON."""
    path = folder / "pegawai.csv"
    path.write_text("\n".join([HEADINGS, *rows]), encoding="utf-8")
    return answer_of("import_employees", str(path), *options, code=code)


def answer_of(command: str, *options: str, code: int = 0) -> Any:
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


def table(sheet: Sheet, *rows: dict[str, Cell]) -> tuple[Heading, list[Line]]:
    names = list(dict.fromkeys(name for row in rows for name in row))
    made = [Line(1, list(names))]
    made += [
        Line(number, [row.get(name, "") for name in names]) for number, row in enumerate(rows, 2)
    ]
    heading, below = find_heading(sheet, iter(made))
    return heading, list(below)


def codes(row: Judged) -> set[str]:
    return {problem.code for problem in row.problems}
