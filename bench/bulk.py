"""What happens in bulk at 10,000: import, opening a year, paper, the demo city."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import psycopg
import pypdf
import xlsxwriter
from django.conf import settings

from bench import calendars, cpu
from bench.city import figures_file
from bench.connections import owner
from kinerja.cycles import operations as cycles
from kinerja.documents.queries import letterhead, signing_place
from kinerja.documents.rendering import render
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.plans import documents
from kinerja.plans.freezing import frozen_plan
from kinerja.plans.models import PlanVersion
from kinerja.plans.operations.opening import open_year
from tests import databases

SCRATCH = "kinerja_test_bench"
SECONDS, MEGABYTES, CPU_MILLISECONDS = "s", "MB", "ms CPU"
MILLISECONDS = "ms"
PAGES = 4
SHEETS = 12
UNITS = """
SELECT unit_id::text, parent_id::text, name, head_title FROM unit_period
WHERE valid @> %s ORDER BY path
"""
PEOPLE = """
SELECT e.nip, e.name, e.title_front, e.title_back, to_char(e.birth_date, 'DD-MM-YYYY'), e.sex,
  e.rank, post.title, to_char(lower(post.held), 'DD-MM-YYYY'), post.unit_id::text, p.name,
  post.job_group
FROM employee e JOIN placement post ON post.employee_id = e.id AND post.kind = 'DEFINITIF'
  AND post.held @> %s::date
JOIN unit_period p ON p.unit_id = post.unit_id AND p.valid @> %s::date
WHERE e.nip IS NOT NULL ORDER BY e.id
"""
UNIT_HEADINGS = ("Id", "DiatasanId", "NamaUnor", "NamaJabatan")
HEADINGS = (
    "NIP BARU", "NAMA", "GELAR DEPAN", "GELAR BLK", "TANGGAL LAHIR", "JENIS KELAMIN", "GOL NAMA",
    "JABATAN NAMA", "TMT JABATAN", "UNOR ID", "UNOR NAMA", "JENIS JABATAN NAMA",
)  # fmt: skip


class Figure(NamedTuple):
    """One act in bulk and what it may cost."""

    name: str
    value: float
    unit: str
    most: float
    note: str = ""

    @property
    def is_met(self) -> bool:
        return self.value <= self.most


def figures() -> list[Figure]:
    """Measure all of them, the import in a database of its own."""
    folder = Path(settings.VAR) / "bulk"
    folder.mkdir(exist_ok=True)
    units, people, count = _spreadsheets(folder)
    databases.clone(SCRATCH)
    try:
        _import("import-units", units)
        seconds, megabytes, told = _import("import-employees", people)
        opening, drafts = _open_year()
    finally:
        databases.drop(SCRATCH)
    note = f"{told['new']} of {count} rows new, {told['faulty']} faulty"
    demo = json.loads(figures_file().read_text()) if figures_file().exists() else {}
    made = [Figure("demo city of 10,000", demo["demo"], SECONDS, 60)] if "demo" in demo else []
    return [
        Figure("import of 10,000 employees", seconds, SECONDS, 10, note),
        Figure("its memory, children included", megabytes, MEGABYTES, 300),
        Figure("opening the year", opening, SECONDS, 10, f"{drafts} drafts"),
        _paper(),
        _calendar(),
        *made,
    ]


def _calendar() -> Figure:
    """A superior's calendar of a year, asked for as calendar programs ask."""
    milliseconds, sessions = calendars.feed_of_a_year()
    return Figure("calendar feed of a year", milliseconds, MILLISECONDS, 50, f"{sessions} sessions")


def _spreadsheets(folder: Path) -> tuple[Path, Path, int]:
    """Write the city as SIASN would export it."""
    on = clock.today()
    with owner() as connection:
        units = connection.execute(UNITS, [on]).fetchall()
        people = connection.execute(PEOPLE, [on, on]).fetchall()
    return (
        _workbook(folder / "units.xlsx", UNIT_HEADINGS, units),
        _workbook(folder / "employees.xlsx", HEADINGS, people),
        len(people),
    )


def _workbook(file: Path, headings: tuple[str, ...], rows: list[Any]) -> Path:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate([headings, *rows]):
            for column, value in enumerate(row):
                sheet.write_string(line, column, value or "")
    return file


def _import(command: str, file: Path) -> tuple[float, float, dict[str, Any]]:
    """Run an import as a person would; return seconds, peak megabytes and its figures."""
    environment = {
        **os.environ,
        "DATABASE_URL": databases.url(SCRATCH),
        "DATABASE_OWNER_URL": databases.url(SCRATCH, owner=True),
    }
    arguments = [sys.executable, "-m", "kinerja", command, str(file), "--json", "--skip-faulty"]
    began = time.perf_counter()
    with (
        subprocess.Popen(
            arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process,
        _watched(process.pid) as peak,
    ):
        said, _ = process.communicate()
    seconds = time.perf_counter() - began
    return seconds, peak[0] / 1e6, json.loads(said)


@contextmanager
def _watched(pid: int) -> Iterator[list[int]]:
    """Look every 20 ms how much memory a process and its children hold; keep the most."""
    peak, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            peak[0] = max(peak[0], sum(map(_resident, cpu.family(pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _open_year() -> tuple[float, int]:
    """Open next year for everybody who was imported."""
    manager = Actor(name="pengelola", roles=frozenset({Role.PENGELOLA_KOTA}), capacity="pengelola")
    with psycopg.connect(databases.url(SCRATCH, owner=True), autocommit=True) as tables:
        tables.execute("ANALYZE")
    with databases.used(SCRATCH):
        at = clock.now()
        year = cycles.prepare_year(year=at.year, by=manager, at=at)
        began = time.perf_counter()
        drafts = open_year(year=year, by=manager, at=at)
        return time.perf_counter() - began, drafts


def _paper() -> Figure:
    """Render sheets of four pages, each of another person: CPU of the rendering alone."""
    at = dt.datetime(2026, 8, 3, 5, tzinfo=dt.UTC)
    agreed = PlanVersion.objects.filter(state="AGREED").select_related("plan").order_by("pk")
    costs, counts = [], []
    for version in agreed[:SHEETS]:
        content = _four_pages(version, at)
        began = time.process_time()
        pdf = _render({**content, "institution": f"{content['institution']} {version.pk}"}, at)
        costs.append((time.process_time() - began) * 1000)
        counts.append(_pages(pdf))
    return Figure("a PDF, warm", median(costs), CPU_MILLISECONDS, 60, f"{min(counts)} pages")


def _four_pages(version: PlanVersion, at: dt.datetime) -> dict[str, Any]:
    """Return a plan with its results repeated until it fills four pages."""
    content: dict[str, Any] = {
        **documents.plan_print(frozen_plan(version), city=letterhead(), place=signing_place())
    }
    own = list(content["main"])
    while _pages(_render(content, at)) < PAGES:
        content["main"] = [*content["main"], *own]
    return content


def _render(content: dict[str, Any], at: dt.datetime) -> bytes:
    return render(template=documents.SKP.path, content=content, imprint=None, at=at)


def _pages(pdf: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
