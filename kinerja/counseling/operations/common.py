"""What several operations of this room do: the trail without the employee, and neutral messages."""

from __future__ import annotations

import datetime as dt

from kinerja.audit import operations as audit
from kinerja.counseling.models import Case
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee
from kinerja.ui.format import url

#: says nothing to whoever looks over a shoulder or reads a mail on its way
NEUTRAL = "Ada pesan untuk Anda"
KIND = "message"
WITHOUT_NAME = "tanpa nama"


def locked(case_id: int) -> Case:
    """Return the case as it is now, locked."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case_id)


def record_by_counselor(action: str, case: Case, *, by: Actor, at: dt.datetime) -> None:
    """Write what the counselor did: the number of the case, never whom it is about."""
    changes = {"counselor": case.counselor_id}
    audit.record(f"counseling.case.{action}", subject=case, by=by, at=at, changes=changes)


def record_without_person(action: str, case: Case, *, at: dt.datetime) -> None:
    """Write what an employee or his superior did, with no name and no time finer than the day.

    Beside the sign-in of a person the minute of an act would name him.
    """
    changes = {"counselor": case.counselor_id}
    audit.record(
        f"counseling.case.{action}",
        subject=case,
        by=Actor(capacity=WITHOUT_NAME),
        at=clock.start_of(clock.local_date(at)),
        changes=changes,
    )


def tell(employee_id: int, case: Case, *, at: dt.datetime) -> None:
    """Tell one of both that something waits, and not what; the mail leads to the application."""
    person = Employee.objects.get(pk=employee_id)
    place = url("counseling:case", case.pk)
    notify(
        [(person.user_id, person.email or None)], kind=KIND, title=NEUTRAL, location=place, at=at
    )
