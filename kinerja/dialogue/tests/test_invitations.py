"""Mails about a session: each carries what calendar programs need to follow it."""

from __future__ import annotations

from email import message_from_bytes
from typing import Any

import pytest
from django.core import mail
from icalendar import Calendar

from kinerja.dialogue import operations
from kinerja.dialogue.models import Session
from kinerja.dialogue.operations import Meeting
from kinerja.dialogue.tests.stages import DAY, asked, planned, post_of, repeated
from kinerja.foundation.actor import Actor
from kinerja.notifications.models import OutgoingMail
from kinerja.notifications.sending import message_of, send_due
from kinerja.organization.models import Employee, Placement
from tests.factories import NOON, Town, actor, make_line

PLACE = Meeting(starts_at=NOON + 2 * DAY, place="Daring")


@pytest.fixture
def coming(town: Town, post: Placement) -> Session:
    """A session of tomorrow."""
    return planned(post, town.budi, NOON + DAY)


def last_to(person: Employee) -> Any:
    """The method and the one entry of the last mail to a person."""
    row = OutgoingMail.objects.filter(address=person.email).latest("pk")
    whole = message_from_bytes(message_of(row).message().as_bytes())
    (part,) = (one for one in whole.walk() if one.get_content_type() == "text/calendar")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    calendar = Calendar.from_ical(payload)
    (event,) = calendar.walk("VEVENT")
    assert part.get_param("method") == str(calendar["method"]) == row.calendar_method
    assert calendar.walk("VTIMEZONE")
    return row.calendar_method, event


def test_a_planned_session_invites_the_other_one(town: Town, coming: Session) -> None:
    method, event = last_to(town.andi)

    assert method == "REQUEST"
    assert event["uid"].startswith(f"dialog-{coming.pk}@")
    assert event["organizer"] == f"mailto:{town.budi.email}"
    assert event["organizer"].params["CN"] == "Budi Hartono"
    leader, employee = event["attendee"]
    assert leader == f"mailto:{town.budi.email}"
    assert (leader.params["ROLE"], leader.params["PARTSTAT"]) == ("CHAIR", "ACCEPTED")
    assert employee == f"mailto:{town.andi.email}"
    assert (employee.params["RSVP"], employee.params["PARTSTAT"]) == ("FALSE", "NEEDS-ACTION")
    assert (event["summary"], event["sequence"], event.start) == ("Dialog kinerja", 0, NOON + DAY)
    assert not OutgoingMail.objects.filter(address=town.budi.email).exists()


def test_a_moved_session_is_the_same_one_later(town: Town, coming: Session) -> None:
    operations.move(session=coming, meeting=PLACE, reason="", by=actor(town.andi, NOON), at=NOON)

    method, event = last_to(town.budi)

    assert method == "REQUEST"
    assert event["uid"].startswith(f"dialog-{coming.pk}@")
    assert (event["sequence"], event.start) == (1, PLACE.starts_at)
    assert event["location"] == "Daring"


def test_a_canceled_session_is_taken_out(town: Town, coming: Session) -> None:
    operations.cancel(session=coming, reason="", by=actor(town.budi, NOON), at=NOON)

    method, event = last_to(town.andi)

    assert (method, event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 1)
    assert event["organizer"] == f"mailto:{town.budi.email}"
    assert event.walk("VALARM") == []


def test_an_accepted_request_invites(town: Town, post: Placement) -> None:
    session = asked(post, town.andi)
    assert OutgoingMail.objects.get(address=town.budi.email).calendar == ""

    operations.accept(session=session, meeting=PLACE, by=actor(town.budi, NOON), at=NOON)

    assert last_to(town.andi)[0] == "REQUEST"


def test_a_declined_request_has_nothing_to_take_out(town: Town, post: Placement) -> None:
    session = asked(post, town.andi)

    operations.cancel(session=session, reason="", by=actor(town.budi, NOON), at=NOON)

    assert OutgoingMail.objects.get(address=town.andi.email).calendar == ""


def test_a_series_invites_to_its_first(town: Town, post: Placement) -> None:
    series = repeated(post, town.budi)

    method, event = last_to(town.andi)

    first = series.sessions.order_by("starts_at")[0]
    assert method == "REQUEST"
    assert event["uid"].startswith(f"dialog-{first.pk}@")


def test_a_new_superior_takes_the_entry_over(town: Town, coming: Session) -> None:
    make_line(post_of(town.andi), town.sari, since=NOON.date())

    operations.extend_series(by=Actor.system("test"), at=NOON)

    for person in (town.andi, town.sari):
        method, event = last_to(person)
        assert (method, event["organizer"]) == ("REQUEST", f"mailto:{town.sari.email}")
        assert (event["sequence"], event["status"]) == (1, "CONFIRMED")
    method, event = last_to(town.budi)
    assert (method, event["status"]) == ("CANCEL", "CANCELLED")


def test_without_the_leaders_address_nobody_organizes(town: Town, post: Placement) -> None:
    Employee.objects.filter(pk=town.budi.pk).update(email="")

    planned(post, town.budi, NOON + DAY)

    _, event = last_to(town.andi)
    assert "organizer" not in event
    assert "attendee" not in event


def test_who_has_no_address_gets_no_mail_and_is_not_named(town: Town, coming: Session) -> None:
    Employee.objects.filter(pk=town.andi.pk).update(email="")
    OutgoingMail.objects.all().delete()

    operations.move(session=coming, meeting=PLACE, reason="", by=actor(town.budi, NOON), at=NOON)
    operations.cancel(session=coming, reason="", by=actor(town.andi, NOON), at=NOON)

    _, event = last_to(town.budi)
    assert OutgoingMail.objects.count() == 1
    assert event["attendee"] == f"mailto:{town.budi.email}"


def test_a_name_breaks_no_line(town: Town, post: Placement) -> None:
    Employee.objects.filter(pk=town.budi.pk).update(
        name='Budi "Ateng"; X\nATTENDEE:mailto:x@y.id', title_back="S.Kom., M.T."
    )

    planned(post, town.budi, NOON + DAY)

    _, event = last_to(town.andi)
    assert event["organizer"] == f"mailto:{town.budi.email}"
    assert len(event["attendee"]) == 2


def test_what_was_recorded_afterwards_invites_nobody(town: Town, session: Session) -> None:
    assert OutgoingMail.objects.count() == 0


def test_the_mail_leaves_with_its_calendar(town: Town, coming: Session) -> None:
    assert send_due(at=NOON) == 1

    (sent,) = mail.outbox
    assert sent.subject == "Budi Hartono menjadwalkan dialog kinerja"
    *_, (text, kind) = sent.alternatives  # type: ignore[attr-defined]
    assert kind == "text/calendar; method=REQUEST"
    assert text.startswith("BEGIN:VCALENDAR")
