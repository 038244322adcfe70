"""Files of SP4N-LAPOR!: what is read, what never is, and what becomes of known numbers."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from kinerja.audit.models import AuditEvent
from kinerja.complaints import tasks
from kinerja.complaints.imports import operations, sheet
from kinerja.complaints.models import Complaint, ComplaintImport
from kinerja.complaints.tests.files import HEADINGS, csv_file, line
from kinerja.complaints.tests.stages import make_complaint
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.foundation.refusals import NotPermitted, WrongState
from kinerja.services.models import Service
from tests.factories import NOON, Town, actor, client_of, grant, make_town, make_unit

pytestmark = pytest.mark.django_db
ADDRESS = "/aduan/impor/"
FULL = (*HEADINGS, "Layanan", "Berkadar Pengawasan", "Puas")


@pytest.fixture
def town() -> Iterator[Town]:
    with clock.fixed(NOON):
        town = make_town()
        grant(town.dewi.user, Role.ADMIN_SKM, unit=town.office)
        yield town


@pytest.fixture
def client(town: Town) -> Client:
    return client_of(town.dewi)


def upload(client: Client, file: SimpleUploadedFile, **more: str) -> Any:
    return client.post(ADDRESS, {"kunci": str(uuid.uuid4()), **more, "file": file})


def checked(client: Client, file: SimpleUploadedFile) -> ComplaintImport:
    response = upload(client, file)
    assert response.status_code == 303, response.content.decode()
    return ComplaintImport.objects.latest("pk")


def store(client: Client, source: ComplaintImport, **more: str) -> Any:
    return client.post(f"{ADDRESS}{source.pk}/simpan/", {"kunci": str(uuid.uuid4()), **more})


def codes(source: ComplaintImport) -> dict[int, list[str]]:
    return {no: [one["code"] for one in found] for no, _, found in source.faulty_rows}


def test_a_file_becomes_complaints(client: Client, town: Town) -> None:
    source = checked(client, csv_file(line()))
    assert not Complaint.objects.exists()

    assert store(client, source).status_code == 303

    kept = Complaint.objects.get()
    assert (kept.tracking_id, kept.unit_id, kept.category) == (
        "1001",
        town.office.pk,
        "TIDAK_BERKADAR",
    )
    assert (kept.received_on, kept.responded_on) == (dt.date(2026, 7, 27), dt.date(2026, 7, 30))
    assert (kept.status, kept.topic, kept.is_satisfied) == ("SELESAI", "Kependudukan", None)
    source.refresh_from_db()
    assert (source.state, source.rows) == ("APPLIED", [])
    event = AuditEvent.objects.get(action="complaints.import.applied")
    assert event.changes == {"new": 1, "changed": 0, "left_out": 0, "faulty": 0}


def test_a_known_number_is_brought_up_to_date(client: Client, town: Town) -> None:
    make_complaint(town.office, dt.date(2026, 7, 27), tracking_id="1001")

    response = store(client, checked(client, csv_file(line(), line(Tracking_ID="1002"))))

    assert Complaint.objects.count() == 2
    assert Complaint.objects.get(tracking_id="1001").status == "SELESAI"
    html = client.get(response["Location"]).content.decode()
    assert "1 aduan baru, 1 diperbarui." in html


def test_nobody_takes_over_a_complaint_of_others(client: Client, town: Town) -> None:
    make_complaint(town.other_office, tracking_id="1001")

    response = store(client, checked(client, csv_file(line())))

    assert "1 baris dilewati." in client.get(response["Location"]).content.decode()
    assert Complaint.objects.get().unit_id == town.other_office.pk


def test_nothing_about_reporters_is_kept(client: Client, town: Town) -> None:
    told = ("Nama Pelapor", "NIK", "No. Telp", "E-mail Pelapor", "Alamat", "Isi Laporan", "Kanal")
    secrets = ("Siti Aminah", "3374012345678901", "081234567890", "siti@mail.id", "Jl. Mawar")
    good = [*line(), *secrets, "Petugas X kasar", "SMS"]
    bad = [*line(Tracking_ID="2", Tanggal_Laporan="?"), *secrets, "Petugas X kasar", "SMS"]

    source = checked(client, csv_file(good, bad, headings=(*HEADINGS, *told)))
    html = client.get(f"{ADDRESS}{source.pk}/").content.decode()

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(i)::text FROM complaint_import AS i")
        (stored,) = cursor.fetchone()
    assert not [secret for secret in (*secrets, "Petugas X") if secret in stored]
    assert ", ".join(told[:-1]) in html
    assert "Kolom lain yang tidak dibaca: Kanal." in html


def test_a_number_in_a_topic_goes(client: Client, town: Town) -> None:
    store(client, checked(client, csv_file(line(Kategori="KTP, hubungi 0812-3456-7890"))))

    assert Complaint.objects.get().topic == "KTP, hubungi [nomor dihapus]"


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


def test_nothing_is_stored_with_faults_unless_they_are_left_out(client: Client, town: Town) -> None:
    source = checked(client, csv_file(line(), line(Tracking_ID="")))

    assert store(client, source).status_code == 409
    assert not Complaint.objects.exists()
    assert store(client, source, skip_faulty="on").status_code == 303
    assert Complaint.objects.count() == 1


def test_faulty_rows_come_back_as_texts(client: Client, town: Town) -> None:
    source = checked(client, csv_file(line(Kategori="=1+1", Status_Laporan="?")))

    response = client.get(f"{ADDRESS}{source.pk}/perlu-diperbaiki.xlsx")

    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][3] == "=1+1"
    assert str(rows[1][-1]).startswith("Status Laporan: Tulis belum")


def test_the_same_file_is_refused_unless_confirmed(client: Client, town: Town) -> None:
    store(client, checked(client, csv_file(line())))

    again = upload(client, csv_file(line()))
    assert again.status_code == 409
    assert "sudah diimpor pada 03-08-2026" in again.content.decode()

    assert upload(client, csv_file(line()), again="on").status_code == 303
    source = ComplaintImport.objects.latest("pk")
    refused = store(client, source)
    assert refused.status_code == 409
    assert 'name="again"' in refused.content.decode()
    assert store(client, source, again="on").status_code == 303
    assert Complaint.objects.count() == 1


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


def test_a_large_file_is_refused_before_it_is_read(client: Client, town: Town) -> None:
    large = SimpleUploadedFile("a.csv", b"a" * (10 * 1024 * 1024 + 1))

    assert upload(client, large).status_code == 422
    assert client.post(ADDRESS, {}).status_code == 422


def test_a_file_can_be_thrown_away(client: Client, town: Town) -> None:
    source = checked(client, csv_file(line()))

    for status in (303, 409):
        answer = client.post(f"{ADDRESS}{source.pk}/buang/", {"kunci": str(uuid.uuid4())})
        assert answer.status_code == status
    source.refresh_from_db()
    assert (source.state, source.rows) == ("LEFT", [])
    assert store(client, source).status_code == 409
    assert "Tidak jadi diimpor" in client.get(f"{ADDRESS}{source.pk}/").content.decode()


def test_what_nobody_decides_about_goes_at_night(client: Client, town: Town) -> None:
    source = checked(client, csv_file(line()))

    with clock.fixed(NOON + dt.timedelta(days=2)):
        tasks.forget_left_files(0)
    source.refresh_from_db()
    assert source.state == "CHECKED"
    with clock.fixed(NOON + dt.timedelta(days=2, seconds=1)):
        tasks.forget_left_files(0)
    source.refresh_from_db()
    assert (source.state, source.rows) == ("LEFT", [])


def test_the_table_keeps_no_rows_of_a_decided_file(client: Client, town: Town) -> None:
    source = checked(client, csv_file(line()))

    with pytest.raises(IntegrityError), transaction.atomic():
        ComplaintImport.objects.filter(pk=source.pk).update(state="APPLIED", applied_at=NOON)


@pytest.mark.parametrize(
    ("who", "lists", "sees"),
    [
        ("dewi", 200, 200),
        ("city_manager", 200, 404),
        ("sari", 403, 403),
        ("auditor", 403, 403),
        ("office_manager", 403, 403),
        ("andi", 403, 403),
    ],
)
def test_who_imports(town: Town, client: Client, who: str, lists: int, sees: int) -> None:
    source = checked(client, csv_file(line(), line(Tracking_ID="")))
    visitor = client_of(getattr(town, who))

    assert visitor.get(ADDRESS).status_code == lists
    assert visitor.get(f"{ADDRESS}templat.xlsx").status_code == lists
    assert visitor.get(f"{ADDRESS}{source.pk}/").status_code == sees
    assert visitor.get(f"{ADDRESS}{source.pk}/perlu-diperbaiki.xlsx").status_code == sees
    expected = 303 if sees == 200 else sees
    assert store(visitor, source, skip_faulty="on").status_code == expected


def test_the_operations_ask_who(town: Town, client: Client) -> None:
    source = checked(client, csv_file(line()))
    given: dict[str, Any] = {"source": source, "at": NOON}

    for person in (town.sari, town.city_manager):
        with pytest.raises(NotPermitted):
            operations.apply_import(
                units={}, skip_faulty=False, again=False, by=actor(person), **given
            )
    with pytest.raises(NotPermitted):
        operations.leave_import(by=actor(town.city_manager), **given)
    operations.leave_import(by=actor(town.dewi), **given)
    with pytest.raises(WrongState):
        operations.leave_import(by=actor(town.dewi), **given)


def test_a_clean_or_unknown_file_has_nothing_to_download(client: Client, town: Town) -> None:
    source = checked(client, csv_file(line()))

    assert client.get(f"{ADDRESS}{source.pk}/perlu-diperbaiki.xlsx").status_code == 404
    assert client.get(f"{ADDRESS}{2**80}/").status_code == 404


def test_the_example_of_the_template_is_a_good_row(client: Client, town: Town) -> None:
    response = client.get(f"{ADDRESS}templat.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    headings = [heading for heading, _, _ in sheet.TEMPLATE]
    assert book.get_sheet_by_index(0).to_python()[0] == headings
    example = [example for _, example, _ in sheet.TEMPLATE]
    example[headings.index("TANGGAL LAPORAN")] = "01-08-2026"
    example[headings.index("TANGGAL TINDAK LANJUT")] = "02-08-2026"

    assert checked(client, csv_file(example, headings=headings)).faulty == 0


def test_pages_take_few_statements(client: Client, town: Town) -> None:
    rows = [line(Tracking_ID=str(no), Instansi_Terdisposisi=f"Entah {no}") for no in range(60)]
    source = checked(client, csv_file(*rows, line(Tracking_ID="")))

    html = ""
    for address in (ADDRESS, f"{ADDRESS}{source.pk}/"):
        with CaptureQueriesContext(connection) as asked:
            html = client.get(address).content.decode()
        assert len(asked) <= 12
    assert "20 nama lain tidak ditampilkan" in html
