"""Comments: who reads them, when, and what becomes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.refusals import NotPermitted
from kinerja.services.models import Service
from kinerja.surveys.models import Comment
from kinerja.surveys.operations import comments as operations
from kinerja.surveys.queries.comments import comments_of, months_of
from kinerja.surveys.tests.stages import comment, make_service
from tests.factories import NOON, Town, actor, client_of, grant

pytestmark = pytest.mark.django_db
JULY = dt.date(2026, 7, 14)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.fixed(NOON):
        yield


@pytest.fixture
def service(town: Town) -> Service:
    return make_service(town.division, "Kartu keluarga")


def told(service: Service, text: str = "Loket lambat.", **fields: object) -> Comment:
    return comment(service, JULY, text, **{"mixed_on": TODAY, **fields})


def place(service: Service) -> str:
    return f"/kepuasan/layanan/{service.pk}/komentar/"


def test_the_head_reads_the_words_of_the_last_month(town: Town, service: Service) -> None:
    told(service, "Kursi <b>kurang</b>.")
    comment(service, dt.date(2026, 5, 1), "Dulu antre.", mixed_on=TODAY)

    page = client_of(town.sari).get(place(service)).content.decode()

    assert "Kursi &lt;b&gt;kurang&lt;/b&gt;." in page
    assert "Juli 2026" in page
    assert "Dulu antre." not in page
    assert "14 Jul" not in page
    assert (
        "Dulu antre."
        in client_of(town.sari).get(f"{place(service)}?bulan=2026-05").content.decode()
    )


def test_words_wait_for_their_night(town: Town, service: Service) -> None:
    early = comment(service, JULY, "Baru saja.")

    page = client_of(town.sari).get(place(service)).content.decode()

    assert "Belum ada saran" in page
    assert client_of(town.sari).get(f"{place(service)}{early.pk}/").status_code == 404


def test_auditors_and_managers_of_an_office_do_not_read_words(town: Town, service: Service) -> None:
    told(service)

    for who in (town.auditor, town.office_manager):
        assert client_of(who).get(place(service)).status_code == 403
    for who in (town.city_manager, town.mayor, town.budi):
        assert client_of(who).get(place(service)).status_code == 200
    for other in (town.andi, town.stranger, town.administrator):
        assert client_of(other).get(place(service)).status_code == 404


def test_the_admin_of_surveys_reads_words(town: Town, service: Service) -> None:
    grant(town.andi.user, Role.ADMIN_SKM, unit=town.office)
    told(service)

    assert "Loket lambat." in client_of(town.andi).get(place(service)).content.decode()


def test_pages_follow_the_random_ids(town: Town, service: Service) -> None:
    for no in range(30):
        told(service, f"Saran {no:02d}.")

    first = comments_of(service.pk, JULY.replace(day=1), "NEW", 0, 25)
    second = comments_of(service.pk, JULY.replace(day=1), "NEW", 25, 50)

    assert (len(first), len(second), first[0].total) == (25, 5, 30)
    ids = [row.id for row in (*first, *second)]
    assert ids == sorted(ids)
    assert "26–30 dari 30" in client_of(town.sari).get(f"{place(service)}?hal=2").content.decode()


def test_a_page_is_marked_as_read(town: Town, service: Service) -> None:
    seen, other = told(service), told(make_service(town.other_office))

    answer = client_of(town.sari).post(place(service), {"ids": f"{seen.pk} {other.pk}"})

    seen.refresh_from_db()
    other.refresh_from_db()
    assert (answer.status_code, seen.state, other.state) == (303, "READ", "NEW")
    (event,) = AuditEvent.objects.filter(action="surveys.comments.read")
    assert (event.subject_id, event.changes) == (service.pk, {"count": 1})


def test_marking_what_is_read_leaves_no_trace(town: Town, service: Service) -> None:
    seen = told(service, state="READ")

    count = operations.mark_read(service=service, ids=[str(seen.pk)], by=actor(town.sari), at=NOON)

    assert count == 0
    assert not AuditEvent.objects.filter(action="surveys.comments.read").exists()


@pytest.mark.parametrize("ids", ["", "1", "x" * 30, "a" * 3000])
def test_it_asks_for_ids_that_it_can_read(town: Town, service: Service, ids: str) -> None:
    assert client_of(town.sari).post(place(service), {"ids": ids}).status_code == 422


def test_a_comment_is_hidden_with_a_reason_and_shown_again(town: Town, service: Service) -> None:
    one = told(service, "Petugas bernama X.")
    client = client_of(town.sari)

    empty = client.post(f"{place(service)}{one.pk}/", {"act": "hide", "reason": ""})
    hidden = client.post(f"{place(service)}{one.pk}/", {"act": "hide", "reason": "Nama orang."})

    one.refresh_from_db()
    assert (empty.status_code, hidden.status_code) == (422, 303)
    assert (one.state, one.hidden_reason, one.text) == (
        "HIDDEN",
        "Nama orang.",
        "Petugas bernama X.",
    )
    assert "Petugas bernama X." not in client.get(place(service)).content.decode()
    listed = client.get(f"{place(service)}?keadaan=HIDDEN").content.decode()
    assert "Petugas bernama X." in listed
    assert "Disembunyikan: Nama orang." in listed
    assert "Tampilkan lagi saran ini" in client.get(f"{place(service)}{one.pk}/").content.decode()

    assert client.post(f"{place(service)}{one.pk}/", {"act": "show"}).status_code == 303

    one.refresh_from_db()
    assert (one.state, one.hidden_reason) == ("READ", "")


def test_what_has_moved_on_is_refused(town: Town, service: Service) -> None:
    shown, hidden = told(service), told(service, state="HIDDEN", hidden_reason="Nama.")
    client = client_of(town.sari)

    late = client.post(f"{place(service)}{hidden.pk}/", {"act": "hide", "reason": "Lagi."})
    early = client.post(f"{place(service)}{shown.pk}/", {"act": "show"})

    assert (late.status_code, early.status_code) == (409, 409)
    assert "Keadaan saran ini sudah berubah" in late.content.decode()


def test_operations_ask_who_acts_and_why(town: Town, service: Service) -> None:
    one, by = told(service), actor(town.auditor)

    with pytest.raises(NotPermitted):
        operations.hide(comment=one, reason="Nama.", by=by, at=NOON)
    with pytest.raises(NotPermitted):
        operations.mark_read(service=service, ids=[str(one.pk)], by=by, at=NOON)
    with pytest.raises(operations.HideReasonMissing):
        operations.hide(comment=one, reason=" ", by=actor(town.sari), at=NOON)


def test_the_database_keeps_reason_and_state_together(service: Service) -> None:
    for state, reason in (("HIDDEN", ""), ("READ", "Nama.")):
        with pytest.raises(IntegrityError), transaction.atomic():
            told(service, state=state, hidden_reason=reason)


def test_the_lists_take_few_statements(town: Town, service: Service) -> None:
    for no in range(30):
        told(service, f"Saran {no}.")
    client = client_of(town.sari)
    client.get(place(service))

    with CaptureQueriesContext(connection) as seen:
        client.get(place(service))

    assert len(seen) <= 8


@pytest.mark.parametrize("query", ["bulan=2026-13", "bulan=x", "keadaan=X", "hal=0"])
def test_it_knows_no_address_that_names_nothing(town: Town, service: Service, query: str) -> None:
    assert client_of(town.sari).get(f"{place(service)}?{query}").status_code == 404


def test_the_reads_say_what_their_querysets_say(service: Service) -> None:
    told(service)
    told(service, state="READ")

    rows = months_of(service.pk)

    assert [(row.fresh, row.seen, row.hidden) for row in rows] == [(1, 1, 0)]
    assert rows[0].of("READ") == 1


def test_a_machine_may_act(service: Service) -> None:
    one = told(service)

    operations.hide(comment=one, reason="Uji.", by=Actor.system("test"), at=NOON)

    one.refresh_from_db()
    assert one.state == "HIDDEN"
