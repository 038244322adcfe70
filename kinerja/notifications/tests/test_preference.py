"""Quiet hours, the digest's row, and the page on which a person chooses."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications import operations
from kinerja.notifications.models import (
    DigestSent,
    Notification,
    NotificationPreference,
    OutgoingMail,
)
from kinerja.notifications.operations import CalendarPart
from kinerja.notifications.quiet import Quiet, leaves_at
from kinerja.notifications.sending import message_of, send_due
from kinerja.organization.models import Employee
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db
PAGE = "/notifikasi/pengaturan/"
HOUR = dt.timedelta(hours=1)
#: 21.00 and 06.00 of the next day in the city
EVENING, MORNING = NOON + 9 * HOUR, NOON + 18 * HOUR


def tell(*people: Employee, at: dt.datetime, calendar: CalendarPart | None = None) -> None:
    operations.notify(
        [(one.user_id, one.email) for one in people],
        kind="plans.submitted",
        title="Ada SKP yang menunggu Anda",
        location="/skp/",
        at=at,
        calendar=calendar,
    )


def choose(person: Employee, **values: Any) -> NotificationPreference:
    chosen = {"wants_digest": True, "digest_hour": 7, "quiet_from": 18, "quiet_until": 6, **values}
    return operations.set_preference(**chosen, by=actor(person, NOON), at=NOON)


def mail_of(person: Employee) -> OutgoingMail:
    return OutgoingMail.objects.get(address=person.email)


@pytest.mark.parametrize(
    ("since", "until", "hour", "quiet"),
    [
        (18, 6, 17, False),
        (18, 6, 18, True),
        (18, 6, 23, True),
        (18, 6, 0, True),
        (18, 6, 5, True),
        (18, 6, 6, False),
        (12, 14, 11, False),
        (12, 14, 12, True),
        (12, 14, 14, False),
        (0, 0, 0, False),
        (18, 18, 18, False),
    ],
)
def test_quiet_hours_go_over_midnight(*, since: int, until: int, hour: int, quiet: bool) -> None:
    assert Quiet(since, until).holds_at(hour) is quiet


@pytest.mark.parametrize(
    ("at", "leaves"),
    [(NOON, NOON), (EVENING, MORNING), (MORNING - HOUR, MORNING), (MORNING, MORNING)],
)
def test_a_mail_leaves_when_the_quiet_ends(at: dt.datetime, leaves: dt.datetime) -> None:
    assert leaves_at(Quiet(), at) == leaves


def test_the_quiet_is_that_of_the_citys_clocks() -> None:
    with clock.in_zone(lambda: "Asia/Jayapura"):
        assert leaves_at(Quiet(), EVENING) == MORNING - 2 * HOUR


def test_people_are_told_at_once_and_mailed_in_the_morning(town: Town) -> None:
    tell(town.andi, at=EVENING)

    assert Notification.objects.get().at == EVENING
    assert mail_of(town.andi).next_try_at == MORNING
    assert not ProcrastinateJob.objects.filter(task_name="notifications.send_mails").exists()
    assert [send_due(at=EVENING), send_due(at=MORNING)] == [0, 1]


def test_each_one_has_quiet_hours_of_his_own(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    choose(town.budi, quiet_from=0, quiet_until=0)
    choose(town.dewi, quiet_from=20, quiet_until=8)

    with django_assert_num_queries(6):  # two savepoints, messages, preferences, mails, the queue
        tell(town.andi, town.budi, town.dewi, at=EVENING)

    leaves = [mail_of(one).next_try_at for one in (town.andi, town.budi, town.dewi)]
    assert leaves == [MORNING, EVENING, MORNING + 2 * HOUR]
    assert ProcrastinateJob.objects.filter(task_name="notifications.send_mails").exists()


def test_what_was_read_meanwhile_is_not_mailed(town: Town) -> None:
    tell(town.andi, at=EVENING)
    operations.mark_read(by=actor(town.andi, EVENING), at=EVENING)

    assert send_due(at=MORNING) == 0

    assert mail_of(town.andi).state == "SKIPPED"
    assert mail.outbox == []


def test_a_calendar_entry_arrives_although_it_was_read(town: Town) -> None:
    tell(town.andi, at=EVENING, calendar=CalendarPart("REQUEST", "BEGIN:VCALENDAR\r\n"))
    operations.mark_read(by=actor(town.andi, EVENING), at=EVENING)

    assert send_due(at=MORNING) == 1


def parts(row: OutgoingMail) -> dict[str, Message]:
    written = message_of(row).message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    whole = message_from_bytes(written)
    return {part.get_content_type(): part for part in whole.walk()}


def test_the_calendar_is_a_part_of_the_mail(town: Town) -> None:
    text = "BEGIN:VCALENDAR\r\nSUMMARY:Rapat di Aula Kěnanga\r\nEND:VCALENDAR\r\n"
    tell(town.andi, at=NOON, calendar=CalendarPart("CANCEL", text))

    part = parts(mail_of(town.andi))["text/calendar"]

    payload = part.get_payload(decode=True)
    assert part.get_param("method") == "CANCEL"
    assert isinstance(payload, bytes)
    assert payload.decode() == text


def test_a_mail_without_a_calendar_has_no_such_part(town: Town) -> None:
    tell(town.andi, at=NOON)

    assert set(parts(mail_of(town.andi))) == {"multipart/alternative", "text/plain", "text/html"}


@pytest.mark.parametrize(
    "faulty",
    [
        {"calendar": "x"},
        {"calendar_method": "REQUEST"},
        {"calendar": "x", "calendar_method": "REPLY"},
        {"notification": None},
    ],
)
def test_the_database_wants_whole_mails(town: Town, faulty: dict[str, Any]) -> None:
    tell(town.andi, at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.update(**faulty)


@pytest.mark.parametrize("name", ["digest_hour", "quiet_from", "quiet_until"])
def test_the_database_knows_24_hours(town: Town, name: str) -> None:
    choose(town.andi)

    with pytest.raises(IntegrityError), transaction.atomic():
        NotificationPreference.objects.update(**{name: 24})


# ---- the digest of a day


def digest(town: Town, *items: tuple[str, str], at: dt.datetime = NOON) -> bool:
    return operations.send_digest(
        user_id=town.andi.user_id,
        address=town.andi.email,
        items=items,
        day=clock.local_date(at),
        at=at,
    )


def test_a_digest_lists_titles_and_places(town: Town) -> None:
    assert digest(town, ("Tinjau SKP <Dewi>", "/skp/1/tinjau/"), ("Isi realisasi", "/progres/"))

    assert send_due(at=NOON) == 1

    (sent,) = mail.outbox
    assert sent.subject == "2 hal menunggu Anda di Kinerja"
    assert "- Tinjau SKP <Dewi>\n  http" in str(sent.body)
    assert "/skp/1/tinjau/" in str(sent.body)
    assert "/notifikasi/pengaturan/" in str(sent.body)
    assert "Tinjau SKP &lt;Dewi&gt;</a>" in str(sent.alternatives[0])  # type: ignore[attr-defined]


def test_a_day_has_one_digest(town: Town) -> None:
    item = ("Isi realisasi", "/progres/")

    assert [digest(town, item), digest(town, item)] == [True, False]
    assert digest(town, item, at=NOON + 24 * HOUR)
    with pytest.raises(IntegrityError), transaction.atomic():
        DigestSent.objects.create(user=town.andi.user, day=clock.local_date(NOON), things=1)


def test_nothing_waits_nothing_is_sent(town: Town) -> None:
    assert not digest(town)

    assert OutgoingMail.objects.count() == 0
    assert DigestSent.objects.get().things == 0


def test_the_row_of_an_old_digest_goes(town: Town) -> None:
    digest(town)

    assert operations.forget_old_digests(on=clock.local_date(NOON)) == 0
    assert operations.forget_old_digests(on=clock.local_date(NOON) + dt.timedelta(days=61)) == 1


# ---- the page


def html(response: Any) -> str:
    return str(response.content.decode())


def test_the_page_shows_the_defaults(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(town.andi)

    with django_assert_num_queries(2):
        page = html(client.get(PAGE))

    assert '<option value="7" selected>07.00</option>' in page
    assert '<option value="18" selected>18.00</option>' in page
    assert '<option value="6" selected>06.00</option>' in page
    assert "checked" in page


def test_a_person_chooses_and_the_trail_knows(town: Town) -> None:
    client = client_of(town.andi)

    answer = client.post(PAGE, {"digest_hour": "9", "quiet_from": "20", "quiet_until": "5"})

    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    chosen = NotificationPreference.objects.get(user=town.andi.user)
    assert (chosen.wants_digest, chosen.digest_hour) == (False, 9)
    assert (chosen.quiet_from, chosen.quiet_until) == (20, 5)
    assert "Pengaturan tersimpan" in html(client.get(PAGE))
    assert not NotificationPreference.objects.filter(user=town.budi.user).exists()


@pytest.mark.parametrize("hour", ["24", "-1", "", "tujuh", "7\x00"])
def test_an_hour_that_is_none_is_refused(town: Town, hour: str) -> None:
    given = {"digest_hour": hour, "quiet_from": "20", "quiet_until": "5"}

    answer = client_of(town.andi).post(PAGE, given)

    assert answer.status_code == 422
    assert NotificationPreference.objects.count() == 0


def test_the_list_leads_to_the_page(town: Town) -> None:
    assert f'href="{PAGE}"' in html(client_of(town.andi).get("/notifikasi/"))


def test_a_machine_has_no_preference(town: Town) -> None:
    with pytest.raises(NotPermitted):
        operations.set_preference(
            wants_digest=True,
            digest_hour=7,
            quiet_from=18,
            quiet_until=6,
            by=Actor.system("test"),
            at=NOON,
        )
