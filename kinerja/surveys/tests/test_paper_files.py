"""Files of papers: what is read, what is faulty, what is refused, and what stays of them."""

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
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.imports import sheets
from kinerja.organization.models import Employee
from kinerja.services.models import Service
from kinerja.surveys.models import Comment, InboxAnswer, PaperImport
from kinerja.surveys.paper import operations, sheet
from kinerja.surveys.tests.paper import HEADINGS, csv_file, line, xlsx_file
from kinerja.surveys.tests.stages import make_counter, make_service
from tests.factories import NOON, Town, actor, client_of, grant, make_town

pytestmark = pytest.mark.django_db
ADDRESS = "/kertas/impor/"
Problems = dict[int, list[str]]


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
    given = {"service": str(service.pk), "kunci": str(uuid.uuid4()), **more}
    return client.post(ADDRESS, {**given, "file": file})


def checked(client: Client, service: Service, file: SimpleUploadedFile) -> PaperImport:
    response = upload(client, service, file)
    assert response.status_code == 303, response.content.decode()
    return PaperImport.objects.latest("pk")


def store(client: Client, source: PaperImport, **more: str) -> Any:
    return client.post(f"{ADDRESS}{source.pk}/simpan/", {"kunci": str(uuid.uuid4()), **more})


def problems(source: PaperImport) -> Problems:
    return {no: [one["code"] for one in found] for no, _, found in source.faulty_rows}


def test_a_file_is_looked_at_before_anything_is_stored(client: Client, service: Service) -> None:
    source = checked(client, service, csv_file([line(), line(U8="1", U9="4")]))

    assert (source.good, source.faulty) == (2, 0)
    assert not InboxAnswer.objects.exists()
    html = client.get(f"{ADDRESS}{source.pk}/").content.decode()
    assert "Simpan 2 lembar" in html


def test_its_rows_become_answers_and_leave_the_file(client: Client, service: Service) -> None:
    source = checked(
        client,
        service,
        csv_file([line(U8="1", U9="4", JAM="13.30", USIA="20-29", SARAN="WA 081234567890")]),
    )

    assert store(client, source).status_code == 303

    kept = InboxAnswer.objects.get()
    assert (kept.u8, kept.u9, kept.half, kept.age, kept.source) == (
        1,
        4,
        "SIANG",
        "FROM_20",
        "PAPER",
    )
    assert Comment.objects.get().text == "WA [nomor dihapus]"
    source.refresh_from_db()
    assert (source.state, source.rows, source.words) == ("APPLIED", [], [])
    event = AuditEvent.objects.get(action="surveys.paper.imported")
    assert event.changes == {"answers": 1, "comments": 1, "left_out": 0}


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

    assert problems(source) == {3: [code]}
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

    assert problems(source) == {3: ["COUNTER_UNKNOWN"]}
    assert InboxAnswer.objects.get().counter_id == other.pk


def test_nothing_is_stored_with_faults_unless_they_are_left_out(
    client: Client, service: Service
) -> None:
    source = checked(client, service, csv_file([line(), line(U1="7")]))

    assert store(client, source).status_code == 409
    assert not InboxAnswer.objects.exists()

    assert store(client, source, skip_faulty="on").status_code == 303
    assert InboxAnswer.objects.count() == 1


def test_faulty_rows_come_back_with_what_is_wrong(client: Client, service: Service) -> None:
    source = checked(client, service, csv_file([line(U1="=1+2"), line()]))

    response = client.get(f"{ADDRESS}{source.pk}/perlu-diperbaiki.xlsx")

    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["TANGGAL", "JAM", "LOKET", "U1"]
    assert rows[1][3] == "=1+2"  # a text, no formula
    assert rows[1][-1] == "U1: Isi 1 sampai 4, bukan “=1+2”."
    assert len(rows) == 2


def test_a_clean_file_has_no_faulty_rows_to_download(client: Client, service: Service) -> None:
    source = checked(client, service, csv_file([line()]))

    assert client.get(f"{ADDRESS}{source.pk}/perlu-diperbaiki.xlsx").status_code == 404


def test_the_same_file_is_refused_unless_confirmed(client: Client, service: Service) -> None:
    store(client, checked(client, service, csv_file([line()])))

    again = upload(client, service, csv_file([line()], name="lain.csv"))
    assert again.status_code == 409
    assert "File yang sama sudah diimpor pada 03-08-2026." in again.content.decode()

    sure = upload(client, service, csv_file([line()]), again="on")
    assert sure.status_code == 303
    source = PaperImport.objects.latest("pk")
    refused = store(client, source)
    assert refused.status_code == 409
    assert 'name="again"' in refused.content.decode()
    assert store(client, source, again="on").status_code == 303
    assert InboxAnswer.objects.count() == 2


def test_the_same_file_of_another_service_is_another_file(
    client: Client, service: Service, town: Town
) -> None:
    store(client, checked(client, service, csv_file([line()])))

    assert upload(client, make_service(town.office), csv_file([line()])).status_code == 303


def test_two_that_store_at_once_store_once(client: Client, service: Service) -> None:
    source = checked(client, service, csv_file([line()]))
    key = str(uuid.uuid4())

    first, second = (store(client, source, kunci=key) for _ in range(2))
    third = store(client, source)

    assert (first.status_code, second.status_code, third.status_code) == (303, 303, 409)
    assert InboxAnswer.objects.count() == 1


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


def test_texts_lie_apart_from_their_scores(client: Client, service: Service) -> None:
    source = checked(client, service, csv_file([line(SARAN=f"Kata {no}") for no in range(30)]))

    assert "Kata" not in str(source.rows)
    assert [text for _, text in source.words] != [f"Kata {no}" for no in range(30)]


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


def test_a_file_can_be_thrown_away(client: Client, service: Service) -> None:
    source = checked(client, service, csv_file([line(SARAN="x"), line(U1="9")]))

    response = client.post(f"{ADDRESS}{source.pk}/buang/", {"kunci": str(uuid.uuid4())})

    assert response.status_code == 303
    source.refresh_from_db()
    assert (source.state, source.rows, source.words, source.faulty_rows) == ("LEFT", [], [], [])
    assert store(client, source).status_code == 409
    again = client.post(f"{ADDRESS}{source.pk}/buang/", {"kunci": str(uuid.uuid4())})
    assert again.status_code == 409
    assert "Tidak jadi diimpor" in client.get(f"{ADDRESS}{source.pk}/").content.decode()


def test_what_nobody_decides_about_goes_after_two_days(client: Client, service: Service) -> None:
    source = checked(client, service, csv_file([line()]))

    assert operations.forget_left(at=NOON + dt.timedelta(days=2)) == 0
    assert operations.forget_left(at=NOON + dt.timedelta(days=2, seconds=1)) == 1
    source.refresh_from_db()
    assert (source.state, source.rows) == ("LEFT", [])


def test_the_table_keeps_no_rows_of_a_decided_file(client: Client, service: Service) -> None:
    source = checked(client, service, csv_file([line()]))

    with pytest.raises(IntegrityError), transaction.atomic():
        PaperImport.objects.filter(pk=source.pk).update(state="LEFT")


def test_a_closed_service_takes_no_file(client: Client, service: Service) -> None:
    source = checked(client, service, csv_file([line()]))
    Service.objects.filter(pk=service.pk).update(state="CLOSED", closed_on=NOON.date())

    assert store(client, source).status_code == 409
    assert upload(client, service, csv_file([line()])).status_code == 422


@pytest.mark.parametrize(
    ("who", "lists", "sees"),
    [
        ("dewi", 200, 200),
        ("sari", 200, 200),
        ("budi", 200, 200),
        ("city_manager", 200, 200),
        ("office_manager", 403, 403),
        ("auditor", 403, 403),
        ("andi", 403, 404),
        ("stranger", 200, 404),
    ],
)
def test_who_sees_files(
    town: Town, client: Client, service: Service, who: str, lists: int, sees: int
) -> None:
    source = checked(client, service, csv_file([line(U1="9"), line()]))
    person: Employee = getattr(town, who)
    visitor = client_of(person)

    assert visitor.get(ADDRESS).status_code == lists
    assert visitor.get(f"{ADDRESS}templat.xlsx").status_code == lists
    assert visitor.get(f"{ADDRESS}{source.pk}/").status_code == sees
    assert visitor.get(f"{ADDRESS}{source.pk}/perlu-diperbaiki.xlsx").status_code == sees
    expected = 303 if sees == 200 else sees
    assert store(visitor, source, skip_faulty="on").status_code == expected


def test_the_operations_ask_who(town: Town, client: Client, service: Service) -> None:
    source = checked(client, service, csv_file([line()]))
    by = actor(town.office_manager)

    with pytest.raises(NotPermitted):
        operations.apply_import(source=source, skip_faulty=True, again=True, by=by, at=NOON)
    with pytest.raises(NotPermitted):
        operations.leave_import(source=source, by=by, at=NOON)


def test_a_service_of_others_cannot_be_chosen(town: Town, client: Client) -> None:
    foreign = make_service(town.other_office)

    assert upload(client, foreign, csv_file([line()])).status_code == 422


def test_an_unknown_file_is_not_found(client: Client, town: Town) -> None:
    assert client.get(f"{ADDRESS}{2**80}/").status_code == 404
    assert client.get(f"{ADDRESS}999999/").status_code == 404


def test_pages_take_few_statements(client: Client, service: Service) -> None:
    source = checked(client, service, csv_file([line(U1="9")] * 30))
    for address in (ADDRESS, f"{ADDRESS}{source.pk}/"):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert len(asked) <= 12
