"""The trail: what it keeps, what nobody can do to it, and forms that are sent twice."""

from __future__ import annotations

import datetime as dt
import threading
import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest
from django.test import RequestFactory

from kinerja.audit import operations
from kinerja.audit.models import AccessEvent, AuditEvent, Submission
from kinerja.foundation.actor import Actor
from kinerja.foundation.canonical import digest
from kinerja.foundation.refusals import AlreadyDone, Refusal
from tests.factories import NOON, Town, actor

WHO = Actor(user_id=5, employee_id=6, capacity="Kepala Bidang", real_user_id=9, request_id="abc")


def record(**more: object) -> AuditEvent:
    operations.record(
        "plans.plan.submitted",
        subject=None,
        kind="plans.plan",
        by=WHO,
        at=NOON,
        about=6,
        unit=3,
        changes={"state": "SUBMITTED", "day": dt.date(2026, 8, 3)},
        **more,
    )
    return AuditEvent.objects.newest_first()[0]


@pytest.mark.django_db
def test_an_act_keeps_who_what_when_and_a_digest() -> None:
    event = record()

    assert (event.user_id, event.capacity, event.real_user_id, event.request_id) == (
        5,
        "Kepala Bidang",
        9,
        "abc",
    )
    assert event.changes == {"state": "SUBMITTED", "day": "2026-08-03"}
    assert bytes(event.changes_digest) == digest(event.changes, bytes(event.salt))
    assert len(event.salt) == 16


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET action = 'x'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "UPDATE access_event SET purpose = 'x'",
        "DELETE FROM access_event",
        "ALTER TABLE audit_event ADD COLUMN x int",
        "DROP TABLE access_event",
        "SELECT * FROM audit_months.audit_event_rest",
        "CREATE TABLE mine (x int)",
        "SET ROLE kinerja_owner",
        "UPDATE django_migrations SET name = 'x'",
        "UPDATE grade_rule SET grade = 'BAIK'",
        "DELETE FROM evaluation_version",
        "UPDATE evaluation_event SET note = ''",
        "UPDATE issued_document SET version = 9",
    ],
)
def test_the_application_cannot_change_what_happened(statement: str) -> None:
    record()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_months_are_opened_once_and_rows_find_theirs() -> None:
    first = operations.open_months(dt.date(2031, 1, 1), 3)
    again = operations.open_months(dt.date(2031, 1, 1), 3)

    assert (first, again) == (6, 0)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT audit_open_months('submission'::regclass, '2031-01-01', 1)")


@pytest.mark.django_db
def test_reading_oneself_and_reading_as_a_machine_leave_no_line(town: Town) -> None:
    operations.record_access(by=actor(town.andi), about=town.andi.pk, subject=("plan", 1))
    operations.record_access(by=Actor.system("job"), about=town.andi.pk, subject=("plan", 1))
    operations.record_access(
        by=actor(town.budi), about=town.andi.pk, subject=town.andi, purpose="uji"
    )

    event = AccessEvent.objects.visible_to(actor(town.andi)).newest_first().get()
    assert (event.user_id, event.subject_kind) == (town.budi.user_id, "organization.employee")
    assert not AccessEvent.objects.visible_to(actor(town.dewi)).exists()


@pytest.mark.django_db
def test_who_reads_which_acts(town: Town) -> None:
    operations.record(
        "x.y.z", subject=None, by=WHO, at=NOON, about=town.andi.pk, unit=town.division.pk
    )

    seen = {
        who: AuditEvent.objects.visible_to(actor(getattr(town, who)))
        .filter(action="x.y.z")
        .exists()
        for who in ("andi", "dewi", "auditor", "city_manager", "office_manager", "administrator")
    }

    assert seen == {
        "andi": True,
        "dewi": False,
        "auditor": True,
        "city_manager": True,
        "office_manager": True,
        "administrator": False,
    }


def post(key: str, user_id: int = 5) -> HttpRequest:
    request = RequestFactory().post("/", {"kunci": key})
    request.actor = Actor(user_id=user_id)  # type: ignore[attr-defined]
    return request


@pytest.mark.django_db
def test_a_form_does_its_work_once_and_its_twin_goes_to_the_same_place() -> None:
    key = str(uuid.uuid4())
    with operations.once(post(key)) as done:
        done.location = "/skp/7/"

    with pytest.raises(AlreadyDone) as twin:
        _send(post(key))
    with pytest.raises(AlreadyDone) as foreign:
        _send(post(key, user_id=6))

    assert twin.value.location == "/skp/7/"
    assert foreign.value.location == "/"


def _send(request: HttpRequest, refusal: Refusal | None = None) -> None:
    with operations.once(request):
        if refusal:
            raise refusal


@pytest.mark.django_db
def test_a_refusal_gives_the_key_back() -> None:
    key = str(uuid.uuid4())

    with pytest.raises(Refusal):
        _send(post(key), Refusal("Belum."))
    _send(post(key))

    assert Submission.objects.filter(key=key).exists()


@pytest.mark.django_db
def test_a_form_without_a_key_still_works_and_old_keys_go() -> None:
    _send(post("bukan kunci"))

    assert operations.forget_old_keys(at=dt.datetime(2100, 1, 1, tzinfo=dt.UTC)) == 1


def test_of_two_at_the_same_time_one_waits_and_does_nothing(own_database: str) -> None:
    key, begun, outcomes = str(uuid.uuid4()), threading.Event(), []

    def first() -> None:
        try:
            with operations.once(post(key)) as done:
                begun.set()
                threading.Event().wait(0.3)
                done.location = "/hasil/"
            outcomes.append("done")
        finally:
            connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    begun.wait(5)
    with pytest.raises(AlreadyDone) as twin:
        _send(post(key))
    thread.join(5)

    assert outcomes == ["done"]
    assert twin.value.location == "/hasil/"
