"""Rows of SP4N-LAPOR!: what is understood of them, and what is faulty."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from kinerja.complaints.imports import sheet
from kinerja.complaints.models import Complaint
from kinerja.complaints.tests.files import (
    ADDRESS,
    HEADINGS,
    checked,
    csv_file,
    line,
    store,
    upload,
)
from kinerja.organization.tests.sheets import codes
from kinerja.services.models import Service
from tests.factories import NOON, Town, client_of, make_unit

pytestmark = pytest.mark.django_db
FULL = (*HEADINGS, "Layanan", "Berkadar Pengawasan", "Puas")


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        (
            ("NO. LAPORAN", "TGL LAPORAN", "JENIS LAPORAN", "OPD", "STATUS", "TANGGAL SELESAI"),
            ["77", "27/07/2026", "Pengaduan", "Dinas Perhubungan", "Selesai", "30 Juli 2026"],
        ),
        (
            ("nomor_tracking", "Tanggal masuk", "Klasifikasi", "Unit Kerja", "Status Aduan"),
            ["77", "2026-07-27 08:15", "aspirasi", "dinas perhubungan", "Belum ditindaklanjuti"],
        ),
    ],
)
def test_headings_are_spelled_in_many_ways(
    town: Town, headings: tuple[str, ...], rows: list[str]
) -> None:
    client = client_of(town.city_manager)

    store(client, checked(client, csv_file(rows, headings=headings)))

    kept = Complaint.objects.get()
    assert (kept.tracking_id, kept.received_on) == ("77", dt.date(2026, 7, 27))
    assert kept.unit_id == town.other_office.pk


@pytest.mark.parametrize(
    ("cells", "field", "kept"),
    [
        ({"Klasifikasi Laporan": "Permintaan Informasi"}, "category", "INFORMASI"),
        ({"Klasifikasi Laporan": "Aspirasi"}, "category", "ASPIRASI"),
        ({"Klasifikasi Laporan": "Pengaduan Berkadar Pengawasan"}, "category", "BERKADAR"),
        ({"Klasifikasi Laporan": "PENGADUAN TIDAK BERKADAR"}, "category", "TIDAK_BERKADAR"),
        ({"Klasifikasi Laporan": "Non berkadar pengawasan"}, "category", "TIDAK_BERKADAR"),
        ({"Klasifikasi Laporan": "TIDAK_BERKADAR"}, "category", "TIDAK_BERKADAR"),
        ({"Berkadar Pengawasan": "Ya"}, "category", "BERKADAR"),
        ({"Status Laporan": "Sedang diproses"}, "status", "PROSES"),
        ({"Status Laporan": "Terdisposisi"}, "status", "PROSES"),
        ({"Status Laporan": "Belum ditindaklanjuti"}, "status", "BELUM"),
        ({"Status Laporan": "Ditutup"}, "status", "DITUTUP"),
        ({"Status Laporan": "Diarsipkan"}, "status", "DITUTUP"),
        ({"Puas": "Ya"}, "is_satisfied", True),
        ({"Puas": "Tidak"}, "is_satisfied", False),
        ({"Puas": "-"}, "is_satisfied", None),
    ],
)
def test_people_write_the_same_in_many_ways(
    client: Client, town: Town, cells: dict[str, str], field: str, kept: object
) -> None:
    store(client, checked(client, csv_file(line(FULL, **cells), headings=FULL)))

    assert getattr(Complaint.objects.get(), field) == kept


@pytest.mark.parametrize(
    "written",
    [
        "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL",
        "Pemerintah Kota Kotalama - Dinas Kependudukan dan Pencatatan Sipil",
        "Dinas Kependudukan dan Pencatatan Sipil Kota Kotalama",
        "Dinas Kependudukan dan Pencatatan Sipil, Kota Kotalama",
        "Pemerintah Kota Kotalama > Dinas Kependudukan dan Pencatatan Sipil",
    ],
)
def test_a_unit_is_found_however_its_city_is_written(
    client: Client, town: Town, written: str
) -> None:
    store(client, checked(client, csv_file(line(Instansi_Terdisposisi=written))))

    assert Complaint.objects.get().unit_id == town.office.pk


def test_a_unit_is_found_by_its_number(client: Client, town: Town) -> None:
    town.division.siasn_id = "8AE4829B"
    town.division.save()

    store(client, checked(client, csv_file(line(Instansi_Terdisposisi="8ae4829b"))))

    assert Complaint.objects.get().unit_id == town.division.pk


def test_a_unit_that_is_not_found_is_chosen(client: Client, town: Town) -> None:
    source = checked(
        client,
        csv_file(
            line(Instansi_Terdisposisi="Dukcapil <b>"),
            line(Instansi_Terdisposisi="Entah", Tracking_ID="2"),
        ),
    )
    html = client.get(f"{ADDRESS}{source.pk}/").content.decode()
    assert "Dukcapil &lt;b&gt;" in html
    place = list(source.units).index("Dukcapil <b>")

    response = store(client, source, **{f"unit_{place}": str(town.division.pk)})

    assert "1 aduan baru, 0 diperbarui. 1 baris dilewati." in (
        client.get(response["Location"]).content.decode()
    )
    assert Complaint.objects.get().unit_id == town.division.pk


def test_a_unit_of_others_cannot_be_chosen(client: Client, town: Town) -> None:
    source = checked(client, csv_file(line(Instansi_Terdisposisi="Entah")))

    response = store(client, source, unit_0=str(town.other_office.pk))

    assert response.status_code == 422
    assert not Complaint.objects.exists()


def test_a_name_of_two_units_is_not_guessed(client: Client, town: Town) -> None:
    make_unit("Bidang Umum", town.office)
    make_unit("Bidang Umum", town.other_office)

    source = checked(client, csv_file(line(Instansi_Terdisposisi="Bidang Umum")))

    assert source.units == {"Bidang Umum": None}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Tracking ID": ""}, "TRACKING_ID_MISSING"),
        ({"Tracking ID": "9" * 61}, "TEXT_TOO_LONG"),
        ({"Tanggal Laporan": ""}, "DAY_MISSING"),
        ({"Tanggal Laporan": "31-02-2026"}, "DAY_UNREADABLE"),
        ({"Tanggal Laporan": "04-08-2026"}, "DAY_OUTSIDE"),
        ({"Tanggal Laporan": "01-01-1999"}, "DAY_OUTSIDE"),
        ({"Tanggal Tindak Lanjut": "26-07-2026"}, "ANSWER_BEFORE"),
        ({"Tanggal Tindak Lanjut": ""}, "NO_ANSWER_DAY"),
        ({"Tanggal Tindak Lanjut": "kemarin"}, "DAY_UNREADABLE"),
        ({"Status Laporan": "entah"}, "STATUS_UNKNOWN"),
        ({"Klasifikasi Laporan": "=1+1"}, "CATEGORY_UNKNOWN"),
        ({"Berkadar Pengawasan": "mungkin"}, "OVERSIGHT_UNKNOWN"),
        ({"Instansi Terdisposisi": ""}, "UNIT_MISSING"),
        ({"Instansi Terdisposisi": "Dinas Perhubungan"}, "UNIT_NOT_YOURS"),
    ],
)
def test_a_faulty_row_is_named_by_its_line(
    client: Client, town: Town, cells: dict[str, str], code: str
) -> None:
    other = line(FULL, **{"Tracking ID": "2", **cells})

    source = checked(client, csv_file(line(FULL), other, headings=FULL))

    assert codes(source) == {3: [code]}


def test_a_number_twice_in_a_file_is_faulty(client: Client, town: Town) -> None:
    assert codes(checked(client, csv_file(line(), line()))) == {3: ["DOUBLE"]}


def test_a_service_is_found_within_its_unit(client: Client, town: Town) -> None:
    service = Service.objects.create(unit=town.office, name="Akta Kelahiran", opened_on=NOON.date())
    rows = [
        line(FULL, Layanan="akta kelahiran"),
        line(FULL, Layanan="Lain", **{"Tracking ID": "2"}),
    ]

    store(client, checked(client, csv_file(*rows, headings=FULL)))

    kept = dict(Complaint.objects.values_list("tracking_id", "service_id"))
    assert kept == {"1001": service.pk, "2": None}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_offices_write_in_many_encodings(client: Client, town: Town, encoding: str) -> None:
    store(client, checked(client, csv_file(line(Kategori="Café"), encoding=encoding)))

    assert Complaint.objects.get().topic == "Café"


def test_an_unreadable_file_says_what_to_do(client: Client, town: Town) -> None:
    for content, said in ((b"", "kosong"), (b"a;b\r\n1;2\r\n", "Kolom ini belum ada: TRACKING ID")):
        response = upload(client, SimpleUploadedFile("a.csv", content))
        assert response.status_code == 422
        assert said in response.content.decode()


def test_the_example_of_the_template_is_a_good_row(client: Client, town: Town) -> None:
    response = client.get(f"{ADDRESS}templat.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    headings = [heading for heading, _, _ in sheet.TEMPLATE]
    assert book.get_sheet_by_index(0).to_python()[0] == headings
    example = [example for _, example, _ in sheet.TEMPLATE]
    example[headings.index("TANGGAL LAPORAN")] = "01-08-2026"
    example[headings.index("TANGGAL TINDAK LANJUT")] = "02-08-2026"

    assert checked(client, csv_file(example, headings=headings)).faulty == 0
