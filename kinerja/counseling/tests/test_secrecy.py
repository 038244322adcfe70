"""Who is counseled, and what was said, stays between two people: pages, trail, mails, log, dump."""

from __future__ import annotations

import base64
import logging
import re

import pytest
from django.db import connections
from django.test import Client

from kinerja.audit.models import AccessEvent, AuditEvent
from kinerja.counseling import operations, printing
from kinerja.counseling.models import Case, RecoveryKey
from kinerja.counseling.tests.conftest import PASSPHRASE, SECRET, Room, make_counselor, private_of
from kinerja.dashboards.queries.home import sorted_tasks
from kinerja.foundation import clock
from kinerja.notifications.models import Notification, OutgoingMail
from kinerja.notifications.sending import message_of
from kinerja.organization.models import Placement
from tests import databases
from tests.factories import NOON, actor, client_of, make_town

OURS = {"origin": "http://testserver"}


def whole_story(room: Room) -> Case:
    """From a referral to what the evaluator is told, each act by who does it."""
    case = room.with_note()
    operations.refer(
        placement=Placement.objects.get(employee=room.town.andi),
        counselor_id=room.bayu.pk,
        occasion="Sering terlambat",
        by=actor(room.town.budi),
        at=NOON,
    )
    by = room.counselor
    meeting = operations.plan_meeting(case=case, starts_at=NOON, place="Ruang 3", by=by, at=NOON)
    operations.hold_meeting(meeting=meeting, by=by, at=NOON)
    operations.close(
        case=case, follow_up=Case.FollowUp.PELATIHAN, tell_evaluator=True, by=by, at=NOON
    )
    return case


@pytest.mark.django_db
def test_the_trail_never_says_who_is_counseled(room: Room) -> None:
    whole_story(room)

    rows = AuditEvent.objects.filter(action__startswith="counseling.case.")
    people = {room.town.andi.pk, room.town.budi.pk}
    users = {room.town.andi.user_id, room.town.budi.user_id}
    assert rows.count() == 7
    for row in rows:
        assert row.about_employee_id is None
        assert row.unit_id is None
        assert row.employee_id not in people
        assert row.user_id not in users
        assert set(row.changes or {}) == {"counselor"}
    assert not AccessEvent.objects.exists()


@pytest.mark.django_db
def test_what_an_employee_does_bears_no_time_of_the_day(room: Room) -> None:
    whole_story(room)

    for action in ("asked", "referred"):
        row = AuditEvent.objects.get(action=f"counseling.case.{action}")
        assert row.at == clock.start_of(NOON.date())
        assert row.request_id == ""


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["auditor", "city_manager", "office_manager"])
def test_the_page_of_the_trail_names_counselors_only(room: Room, who: str) -> None:
    whole_story(room)
    client = client_of(getattr(room.town, who))

    queries = ("", "?tentang=Andi", "?siapa=Andi", "?siapa=Budi")
    answers = [client.get(f"/jejak/{query}") for query in queries]
    page, *filters = [answer.content.decode() for answer in answers]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert "Andi Pratama" not in page
    assert "Budi Hartono" not in page
    assert "Sering terlambat" not in page
    for filtered in filters:
        assert "kasus nomor" not in filtered
    if who == "auditor":
        assert "Ratna Dewi" in page
        assert page.count("kasus nomor") == 7
        assert page.count("tanpa nama") == 2


@pytest.mark.django_db
def test_mails_do_not_say_what_they_are_about(room: Room) -> None:
    case = whole_story(room)
    operations.agree_to_tell(case=case, by=actor(room.town.andi), at=NOON)

    mails = [message_of(mail) for mail in OutgoingMail.objects.all()]

    assert len(mails) >= 6
    for mail in mails:
        assert mail.subject == "Ada pesan untuk Anda"
        parts = [str(mail.body), *(str(part[0]) for part in mail.alternatives)]
        assert not re.search("konsel|counsel", " ".join(parts).lower())
    told = Notification.objects.filter(user=room.town.budi.user)
    assert [note.title for note in told] == ["Ada pesan untuk Anda"]


@pytest.mark.django_db
def test_beranda_says_it_to_both_and_without_a_name(room: Room) -> None:
    case = room.ask()
    mine, _ = sorted_tasks(room.counselor, NOON.date())
    assert [task.title for task in mine if task.kind.url == "counseling:case"] == ["Kasus baru"]
    operations.accept(case=case, by=room.counselor, at=NOON)
    operations.plan_meeting(case=case, starts_at=NOON, place="Ruang 3", by=room.counselor, at=NOON)

    mine, _ = sorted_tasks(actor(room.town.andi), NOON.date())

    (task,) = [task for task in mine if task.kind.url == "counseling:case"]
    assert task.title == "Pertemuan di Ruang 3"
    assert task.row.due == NOON.date()
    for person in (room.town.budi, room.bayu, room.town.city_manager):
        mine, waits = sorted_tasks(actor(person), NOON.date())
        assert not [one for one in mine + waits if one.kind.url == "counseling:case"]


@pytest.mark.django_db
def test_an_expired_form_of_this_room_gives_nothing_back(room: Room) -> None:
    case = room.accepted()
    here = f"/konseling/{case.pk}/catatan/"
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client_of(room.ratna).cookies

    expired = strict.post(here, {"catatan": SECRET}, headers=OURS)
    signed_out = Client().post(here, {"catatan": SECRET}, headers=OURS)

    assert expired.status_code == 403
    assert "Isian Anda tidak tersimpan" in expired.content.decode()
    assert SECRET not in expired.content.decode()
    assert signed_out.status_code == 303
    assert signed_out["Location"] == "/masuk?berakhir=1"


@pytest.mark.django_db
def test_no_form_of_this_room_is_mirrored_on_the_device(room: Room) -> None:
    case, client = room.with_note(), client_of(room.ratna)
    pages = [f"/konseling/{case.pk}/{part}" for part in ("", "catatan/", "tutup/", "pertemuan/")]
    pages += [f"/konseling/kunci/{part}/" for part in ("buat", "buka", "ganti", "hilang")]

    for page in pages:
        answer = client.get(page)
        assert "data-draft" not in answer.content.decode(), page
        assert answer["Cache-Control"] == "no-store", page
    asking = client_of(room.town.dewi).get("/konseling/minta/").content.decode()
    assert "data-draft" not in asking


@pytest.mark.django_db
def test_an_error_while_a_note_is_sealed_reports_nothing_of_it(
    room: Room, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    case, client = room.accepted(), client_of(room.ratna)
    client.raise_request_exception = False
    RecoveryKey.objects.update(retired_at=NOON)  # whatever breaks: here a key that is none
    RecoveryKey.objects.create(
        public=b"none", fingerprint="", made_by=room.town.administrator, made_at=NOON
    )
    with caplog.at_level(logging.DEBUG):
        answer = client.post(f"/konseling/{case.pk}/catatan/", {"catatan": SECRET})

    assert answer.status_code == 500
    said = capsys.readouterr()
    for text in (caplog.text, said.out, said.err, answer.content.decode()):
        assert SECRET not in text


def test_the_administrator_with_everything_reads_no_note(
    own_database: str, caplog: pytest.LogCaptureFixture
) -> None:
    """He has a dump of the whole database, all logs and the settings; he lacks two halves."""
    with clock.fixed(NOON), caplog.at_level(logging.INFO):
        town = make_town()
        paper = operations.make_recovery_key(by=actor(town.administrator), at=NOON).groups
        ratna = make_counselor(town, "Ratna Dewi")
        room = Room(town, ratna, ratna, paper)
        room.make_key()
        case = room.accepted()
        client = client_of(ratna)
        client.post("/konseling/kunci/buka/", {"kata_sandi": PASSPHRASE})
        client.post(f"/konseling/{case.pk}/catatan/", {"catatan": SECRET})
        client.post(f"/konseling/{case.pk}/catatan/", {"catatan": ""})
        assert SECRET in client.get(f"/konseling/{case.pk}/").content.decode()
        half, cookie = private_of(room), client.cookies["kinerja_konselor"].value

    dump = databases.dumped(own_database)

    printed = printing.typed(" ".join(paper))
    secrets = (SECRET.encode(), PASSPHRASE.encode(), half, bytes.fromhex(cookie), printed)
    forms = [form for one in secrets for form in (one.hex(), base64.b64encode(one).decode())]
    for hidden in (SECRET, PASSPHRASE, "".join(paper), *paper, *forms):
        assert hidden not in dump, hidden
        assert hidden not in caplog.text
    assert "Andi Pratama" in dump  # the dump is whole: people stand in it
    assert "counseling_note" in dump
    connections.close_all()
