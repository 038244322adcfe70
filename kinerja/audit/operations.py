"""Writing the trail: always inside the transaction of what it tells of."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.http import HttpRequest
from psycopg.types.json import Jsonb

from kinerja.audit.models import Submission
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.canonical import canonical, digest
from kinerja.foundation.refusals import AlreadyDone

RECORD = """
INSERT INTO audit_event (at, action, via, request_id, user_id, employee_id, capacity, real_user_id,
  subject_kind, subject_id, about_employee_id, unit_id, changes, salt, changes_digest)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
ACCESS = """
INSERT INTO access_event (at, user_id, about_employee_id, subject_kind, subject_id, purpose)
VALUES (%s, %s, %s, %s, %s, %s)
"""


def record(
    action: str,
    *,
    subject: models.Model | None,
    by: Actor,
    at: dt.datetime,
    about: int | None = None,
    unit: int | None = None,
    changes: Mapping[str, Any] | None = None,
    kind: str = "",
) -> None:
    """Write one act. `changes` holds ids, days, states and names of fields: no text, no rating.

    `about` is the employee, `unit` the unit whose auditors may read it.
    """
    salt = os.urandom(16)
    plain = None if changes is None else dict(changes)
    subject_kind = kind or (subject._meta.label_lower if subject is not None else "")
    row: list[Any] = [
        at, action, by.via, by.request_id, by.user_id, by.employee_id, by.capacity,
        by.real_user_id, subject_kind, getattr(subject, "pk", None), about, unit,
        None if plain is None else Jsonb(plain, dumps=canonical), salt, digest(plain, salt),
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(RECORD, row)


def record_access(
    *, by: Actor, about: int, subject: models.Model | tuple[str, int], purpose: str = ""
) -> None:
    """Write that somebody read a rating or evidence of another person. Law: UU 27/2022 Ps. 31."""
    if by.user_id is None or by.employee_id == about:
        return
    kind, key = subject if isinstance(subject, tuple) else (subject._meta.label_lower, subject.pk)
    with connection.cursor() as cursor:
        cursor.execute(ACCESS, [clock.now(), by.user_id, about, kind, key, purpose])


def open_months(first_day: dt.date, months: int) -> int:
    """Open the partitions of the coming months; safe to run again. Returns how many were new."""
    opened = 0
    with connection.cursor() as cursor:
        for trail in ("audit_event", "access_event"):
            cursor.execute(
                "SELECT audit_open_months(%s::text::regclass, %s, %s)", [trail, first_day, months]
            )
            opened += cursor.fetchone()[0]
    return opened


def claim(*, key: uuid.UUID, user_id: int, at: dt.datetime) -> None:
    """Take the key of a form first thing in a transaction; its twin waits here for our end.

    Raises AlreadyDone when the twin has committed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO submission (key, user_id, at, location) VALUES (%s, %s, %s, '')"
            " ON CONFLICT (key) DO NOTHING",
            [key, user_id, at],
        )
        if cursor.rowcount == 0:
            done = Submission.objects.filter(key=key, user_id=user_id).first()
            raise AlreadyDone(done.location if done else "/")


class Place:
    """Where the person goes when the form has done its work."""

    location = "/"


@contextmanager
def once(request: HttpRequest) -> Iterator[Place]:
    """Run the operation of a form in one transaction, once however often it is sent.

    with once(request) as done:
        operations.submit_plan(...)
        done.location = url("plans:plan", plan.pk)
    """
    key = _key(request.POST.get("kunci", ""))
    user_id = request.actor.user_id  # type: ignore[attr-defined]
    place = Place()
    with transaction.atomic():
        claim(key=key, user_id=user_id, at=clock.now())
        yield place
        Submission.objects.filter(key=key).update(location=place.location)


def _key(written: str) -> uuid.UUID:
    try:
        return uuid.UUID(written)
    except ValueError:
        return uuid.uuid4()


def forget_old_keys(*, at: dt.datetime) -> int:
    """Delete the keys older than a day."""
    deleted, _ = Submission.objects.filter(at__lt=at - dt.timedelta(hours=24)).delete()
    return deleted
