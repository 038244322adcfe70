"""Rows of a file of papers: what is understood of them, and what is faulty."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from kinerja.organization.imports import sheets
from kinerja.organization.tests.sheets import codes
from kinerja.services.models import Service
from kinerja.surveys.models import Comment, InboxAnswer, PaperImport
from kinerja.surveys.paper import sheet
from kinerja.surveys.tests.paper import (
    ADDRESS,
    HEADINGS,
    checked,
    client,
    csv_file,
    line,
    service,
    store,
    town,
    upload,
    xlsx_file,
)
from kinerja.surveys.tests.stages import make_counter
from tests.factories import Town

pytestmark = pytest.mark.django_db
__all__ = ["client", "service", "town"]


def test_a_workbook_holds_numbers_days_and_formulas(client: Client, service: Service) -> None:
    day = dt.date(2026, 8, 3)
    serial = (day - dt.date(1899, 12, 30)).days
    source = checked(
        client, service, xlsx_file([[serial, "pagi", "Loket 1", 3, 4.0, "=2+2", *[3] * 6]])
    )
    store(client, source)

    kept = InboxAnswer.objects.get()
    assert (kept.day, kept.u1, kept.u2, kept.u3) == (day, 3, 4, 4)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_offices_write_in_many_encodings(client: Client, service: Service, encoding: str) -> None:
    source = checked(client, service, csv_file([line(SARAN="Café")], encoding=encoding))
    store(client, source)

    assert Comment.objects.get().text == "Café"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"U1": "5"}, "U1_UNREADABLE"),
        ({"U1": "0"}, "U1_UNREADABLE"),
        ({"U1": "3,5"}, "U1_UNREADABLE"),
        ({"U1": "-1"}, "U1_UNREADABLE"),
        ({"U1": "=1+2"}, "U1_UNREADABLE"),
        ({"U9": '=CMD("calc")'}, "U9_UNREADABLE"),
        ({"TANGGAL": "32-08-2026"}, "DAY_UNREADABLE"),
        ({"TANGGAL": ""}, "DAY_MISSING"),
        ({"TANGGAL": "04-08-2026"}, "DAY_OUTSIDE"),
        ({"TANGGAL": "31-03-2026"}, "DAY_OUTSIDE"),
        ({"JAM": "malam"}, "HALF_UNREADABLE"),
        ({"JAM": ""}, "HALF_UNREADABLE"),
        ({"JAM": "25.00"}, "HALF_UNREADABLE"),
        ({"LOKET": "Loket 9"}, "COUNTER_UNKNOWN"),
        ({"JENIS KELAMIN": "X"}, "SEX_UNREADABLE"),
        ({"USIA": "121"}, "AGE_UNREADABLE"),
        ({"USIA": "25-35"}, "AGE_UNREADABLE"),
        ({"PENDIDIKAN": "TK"}, "EDUCATION_UNREADABLE"),
        ({"PEKERJAAN": "Astronaut"}, "OCCUPATION_UNREADABLE"),
        ({"SARAN": "a" * 1001}, "TEXT_TOO_LONG"),
        ({f"U{number}": "" for number in range(1, 10)}, "NO_SCORE"),
    ],
)
def test_a_faulty_row_is_named_by_its_line(
    client: Client, service: Service, cells: dict[str, str], code: str
) -> None:
    source = checked(client, service, csv_file([line(), line(**cells)]))

    assert codes(source) == {3: [code]}
    assert (source.good, source.faulty) == (1, 1)


@pytest.mark.parametrize(
    ("cells", "field", "kept"),
    [
        ({"JAM": "08.00–12.00"}, "half", "PAGI"),
        ({"JAM": "13.00-17.00"}, "half", "SIANG"),
        ({"JAM": "Sore"}, "half", "SIANG"),
        ({"JENIS KELAMIN": "Perempuan"}, "sex", "P"),
        ({"JENIS KELAMIN": "pria"}, "sex", "L"),
        ({"USIA": "19"}, "age", "UNDER_20"),
        ({"USIA": "20 tahun"}, "age", "FROM_20"),
        ({"USIA": "60"}, "age", "FROM_60"),
        ({"USIA": "> 60"}, "age", "FROM_60"),
        ({"USIA": "<20"}, "age", "UNDER_20"),
        ({"USIA": "40–49 tahun"}, "age", "FROM_40"),
        ({"USIA": "60 tahun ke atas"}, "age", "FROM_60"),
        ({"PENDIDIKAN": "SMA/SMK"}, "education", "SMA"),
        ({"PENDIDIKAN": "D3"}, "education", "S1"),
        ({"PENDIDIKAN": "Diploma/S1"}, "education", "S1"),
        ({"PEKERJAAN": "Pegawai Swasta"}, "occupation", "SWASTA"),
        ({"PEKERJAAN": "Lainnya: tukang kayu"}, "occupation", "LAINNYA"),
        ({"U4": "-"}, "u4", None),
    ],
)
def test_people_write_the_same_in_many_ways(
    client: Client, service: Service, cells: dict[str, str], field: str, kept: str | None
) -> None:
    store(client, checked(client, service, csv_file([line(**cells)])))

    assert getattr(InboxAnswer.objects.get(), field) == kept


def test_a_counter_is_named_where_there_are_several(client: Client, service: Service) -> None:
    other = make_counter(service, "Loket Prioritas")

    source = checked(client, service, csv_file([line(LOKET="loket prioritas"), line()]))
    store(client, source, skip_faulty="on")

    assert codes(source) == {3: ["COUNTER_UNKNOWN"]}
    assert InboxAnswer.objects.get().counter_id == other.pk


def test_columns_that_nobody_asked_for_are_named_and_not_kept(
    client: Client, service: Service
) -> None:
    headings = [*HEADINGS, "NAMA RESPONDEN", "NIK"]
    row = [*line(U1="9"), "Siti", "3374012345678901"]

    source = checked(client, service, csv_file([row], headings=headings))

    assert source.ignored == ["NAMA RESPONDEN", "NIK"]
    assert "Siti" not in str(source.faulty_rows)
    html = client.get(f"{ADDRESS}{source.pk}/").content.decode()
    assert "Kolom yang tidak dibaca: NAMA RESPONDEN, NIK." in html


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"TANGGAL,JAM\r\n03-08-2026,pagi\r\n", "Kolom ini belum ada: U1"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "bukan lembar kerja"),
        (b"PK\x03\x04" + bytes(200), "rusak"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "Excel lama"),
        (",".join(HEADINGS).encode() + b"\r\n", "belum ada data"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "tidak bisa dibaca"),
    ],
)
def test_an_unreadable_file_says_what_to_do(
    client: Client, service: Service, content: bytes, said: str
) -> None:
    response = upload(client, service, SimpleUploadedFile("a.xlsx", content))

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not PaperImport.objects.exists()


def test_a_huge_file_is_refused(
    client: Client, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 5)

    response = upload(client, service, csv_file([line()] * 6))

    assert response.status_code == 422
    assert "20.000 baris" in response.content.decode()


def test_a_large_file_is_refused_before_it_is_read(client: Client, service: Service) -> None:
    large = SimpleUploadedFile("a.csv", b"a" * (sheets.LARGEST_FILE + 1))

    response = upload(client, service, large)

    assert response.status_code == 422
    assert "lebih dari 10 MB" in response.content.decode()


def test_only_so_many_faulty_rows_are_kept(
    client: Client, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_FAULTY", 2)

    source = checked(client, service, csv_file([line(U1="9")] * 5))

    assert (source.faulty, len(source.faulty_rows)) == (5, 2)
    html = client.get(f"{ADDRESS}{source.pk}/").content.decode()
    assert "lewati baris bermasalah" not in html  # there is nothing to store


def test_the_template_holds_all_columns_in_the_order_of_the_paper(
    client: Client, town: Town
) -> None:
    response = client.get(f"{ADDRESS}templat.xlsx")

    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    heads = book.get_sheet_by_index(0).to_python()[0]
    assert heads == HEADINGS
    assert heads.index("U9") < heads.index("U8")


def test_the_example_of_the_template_is_a_good_row(client: Client, service: Service) -> None:
    example = [example for _, example, _ in sheet.TEMPLATE]
    example[0] = "03-08-2026"

    assert checked(client, service, csv_file([example])).faulty == 0
