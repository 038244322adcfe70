"""Files of SP4N-LAPOR!: what is read, what never is, and what becomes of known numbers."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from kinerja.audit.models import AuditEvent
from kinerja.complaints import tasks
from kinerja.complaints.imports import operations
from kinerja.complaints.models import Complaint, ComplaintImport
from kinerja.complaints.tests.files import (
    ADDRESS,
    HEADINGS,
    checked,
    csv_file,
    line,
    store,
    upload,
)
from kinerja.complaints.tests.stages import make_complaint
from kinerja.foundation import clock
from kinerja.foundation.refusals import NotPermitted, WrongState
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db


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


def test_pages_take_few_statements(client: Client, town: Town) -> None:
    rows = [line(Tracking_ID=str(no), Instansi_Terdisposisi=f"Entah {no}") for no in range(60)]
    source = checked(client, csv_file(*rows, line(Tracking_ID="")))

    html = ""
    for address in (ADDRESS, f"{ADDRESS}{source.pk}/"):
        with CaptureQueriesContext(connection) as asked:
            html = client.get(address).content.decode()
        assert len(asked) <= 12
    assert "20 nama lain tidak ditampilkan" in html
