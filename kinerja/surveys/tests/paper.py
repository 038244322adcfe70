"""A service with papers to enter, its admin, and forms and files as people send them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.organization.tests.sheets import csv_of, send
from kinerja.services.models import Service
from kinerja.surveys.models import PaperImport
from kinerja.surveys.paper.sheet import TEMPLATE
from kinerja.surveys.tests.stages import make_service
from tests.factories import NOON, Town, client_of, grant, make_town

ADDRESS = "/kertas/impor/"
HEADINGS = [heading for heading, _, _ in TEMPLATE]
GOOD = {
    "TANGGAL": "03-08-2026",
    "JAM": "pagi",
    "LOKET": "",
    **{f"U{number}": "3" for number in range(1, 10)},
}


def line(**cells: str) -> list[str]:
    """Return a good row in the order of the template, but for these cells."""
    given = {**GOOD, **cells}
    return [given.get(heading, "") for heading in HEADINGS]


def csv_file(
    rows: Sequence[Sequence[str]],
    *,
    headings: Sequence[str] = tuple(HEADINGS),
    encoding: str = "utf-8",
    name: str = "kertas.csv",
) -> SimpleUploadedFile:
    return csv_of([headings, *rows], name=name, delimiter=",", encoding=encoding)


def xlsx_file(
    rows: Sequence[Sequence[Any]], *, headings: Sequence[str] = tuple(HEADINGS)
) -> SimpleUploadedFile:
    """Numbers stay numbers, a text that begins with = is a formula with its value 4."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for at, cells in enumerate([headings, *rows]):
            for place, cell in enumerate(cells):
                if isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(at, place, cell, value=4)
                else:
                    sheet.write(at, place, cell)
    return SimpleUploadedFile("kertas.xlsx", out.getvalue())


def posted(rows: dict[int, dict[str, str]], **fields: str) -> dict[str, str]:
    """Return what the grid sends: cells by row and field."""
    cells = {f"{field}_{no}": text for no, row in rows.items() for field, text in row.items()}
    stack = {"tanggal": "3-8-2026", "jam": "PAGI", "baris": "10", "aksi": "simpan"}
    return {**stack, **cells, **fields}


def make_file(service: Service, user_id: int | None = None) -> PaperImport:
    """A file that waits for a decision: one good row, and one without a day."""
    counter_id = service.counters.order_by("pk")[0].pk
    problem = {"column": "TANGGAL", "code": "DAY_MISSING", "message": "Isi.", "warning": False}
    return PaperImport.objects.create(
        service=service,
        file_name="kertas.xlsx",
        file_sha256=b"1" * 32,
        uploaded_at=NOON,
        uploaded_by_id=user_id,
        good=1,
        faulty=1,
        headings=["TANGGAL"],
        rows=[[counter_id, NOON.date().isoformat(), "PAGI", [3] * 9, "", "", "", ""]],
        faulty_rows=[[3, [""], [problem]]],
    )


@pytest.fixture
def town() -> Iterator[Town]:
    with clock.fixed(NOON):
        town = make_town()
        grant(town.dewi.user, Role.ADMIN_SKM, unit=town.office)
        yield town


@pytest.fixture
def service(town: Town) -> Service:
    return make_service(town.division, "Akta Kelahiran")


@pytest.fixture
def client(town: Town) -> Client:
    return client_of(town.dewi)


def upload(client: Client, service: Service, file: SimpleUploadedFile, **more: str) -> Any:
    return send(client, ADDRESS, service=str(service.pk), **more, file=file)


def checked(client: Client, service: Service, file: SimpleUploadedFile) -> PaperImport:
    response = upload(client, service, file)
    assert response.status_code == 303, response.content.decode()
    return PaperImport.objects.latest("pk")


def store(client: Client, source: PaperImport, **more: str) -> Any:
    return send(client, f"{ADDRESS}{source.pk}/simpan/", **more)
