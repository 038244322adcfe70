"""Files of papers: what is read, what is faulty, what is refused, and what stays of them."""

from __future__ import annotations

import datetime as dt
import io
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from kinerja.audit.models import AuditEvent
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.models import Employee
from kinerja.services.models import Service
from kinerja.surveys.models import Comment, InboxAnswer, PaperImport
from kinerja.surveys.paper import operations
from kinerja.surveys.tests.paper import (
    ADDRESS,
    checked,
    client,
    csv_file,
    line,
    service,
    store,
    town,
    upload,
)
from kinerja.surveys.tests.stages import make_service
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db
__all__ = ["client", "service", "town"]


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


def test_texts_lie_apart_from_their_scores(client: Client, service: Service) -> None:
    source = checked(client, service, csv_file([line(SARAN=f"Kata {no}") for no in range(30)]))

    assert "Kata" not in str(source.rows)
    assert [text for _, text in source.words] != [f"Kata {no}" for no in range(30)]


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
