"""What several operations of an evaluation do alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from kinerja.audit import operations as audit
from kinerja.cycles.models import Period
from kinerja.evaluations.models import Evaluation, EvaluationEvent
from kinerja.evaluations.wording import spoken_time_of
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.locks import Set, lock_shared
from kinerja.foundation.reads import read_instances
from kinerja.foundation.refusals import NotPermitted, WrongState
from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee
from kinerja.organization.queries import evaluator_of
from kinerja.ui.format import url


@read_instances(Evaluation)
def _locked(evaluation_id: int) -> QuerySet[Evaluation]:
    rows = Evaluation.objects.select_for_update(of=("self",)).filter(pk=evaluation_id)
    return rows.select_related("plan__year", "period", "employee")


def locked(evaluation: Evaluation) -> Evaluation:
    """Take the slot for this transaction, as it is now."""
    slot = _locked.one(evaluation.pk)
    if slot is None:
        raise Evaluation.DoesNotExist
    return slot


def require_state(evaluation: Evaluation, *states: str, message: str) -> None:
    """Refuse when the evaluation stands elsewhere."""
    if evaluation.state not in states:
        raise WrongState(message)


def require_open_period(evaluation: Evaluation) -> None:
    """Refuse when the pengelola has closed the period; closing waits for us, and we for it."""
    if evaluation.period_id is None:
        return
    lock_shared(Set.PERIOD, evaluation.period_id)
    is_open = Period.objects.filter(pk=evaluation.period_id, closed_at=None).exists()
    if not is_open:
        raise WrongState(
            "Periode ini sudah ditutup. Minta pengelola kinerja membukanya, lalu coba lagi."
        )


def move(evaluation: Evaluation, state: str, at: dt.datetime, **fields: Any) -> None:
    """Write the new state with all that belongs to it in one statement: the database checks it."""
    values: dict[str, Any] = {"state": state, "state_since": at, **fields}
    Evaluation.objects.filter(pk=evaluation.pk).update(**values)
    for name, value in values.items():
        setattr(evaluation, name, value)


def record(
    action: str,
    evaluation: Evaluation,
    by: Actor,
    at: dt.datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Write an act on an evaluation: ids, states and days, never a rating."""
    audit.record(
        f"evaluations.evaluation.{action}",
        subject=evaluation,
        by=by,
        at=at,
        about=evaluation.employee_id,
        unit=evaluation.unit_id,
        changes=changes,
    )


def person(by: Actor) -> int:
    """Return the employee who acts; machines judge nobody."""
    if by.employee_id is None:
        raise NotPermitted("Tindakan ini milik seorang pegawai, bukan sistem.")
    return by.employee_id


def is_stale(
    stored_no: int, seen_no: int, stored: Mapping[str, Any], sent: Mapping[str, Any]
) -> bool:
    """Say whether another window has saved since; one that overtakes its own autosave has not."""
    if stored_no == seen_no:
        return False
    return not (sent.get("window") and sent["window"] == stored.get("window"))


def append(
    evaluation: Evaluation, kind: str, by: Actor, at: dt.datetime, note: str = ""
) -> EvaluationEvent:
    """Append what happened to the version that stands."""
    assert evaluation.current_version_id is not None
    return EvaluationEvent.objects.create(
        version_id=evaluation.current_version_id, kind=kind, at=at, by_id=by.employee_id, note=note
    )


def title(evaluation: Evaluation) -> str:
    """evaluasi triwulan I 2026, as it stands inside a sentence"""
    return f"evaluasi {spoken_time_of(evaluation)}"


def tell_employee(
    evaluation: Evaluation, *, kind: str, title: str, body: str, at: dt.datetime
) -> None:
    """Tell the employee that something waits, and where; never a rating."""
    person = evaluation.employee
    notify(
        [(person.user_id, person.email or None)],
        kind=kind,
        title=title,
        body=body,
        location=url("evaluations:why", evaluation.pk),
        at=at,
    )


def tell_evaluator(
    evaluation: Evaluation, *, kind: str, title: str, body: str, location: str, at: dt.datetime
) -> None:
    """Tell whoever answers for the placement today; nobody where the post has no evaluator."""
    line = evaluator_of(evaluation.placement_id, clock.local_date(at))
    if line is None or line.evaluator_id is None:
        return
    person = Employee.objects.only("user_id", "email").get(pk=line.evaluator_id)
    notify(
        [(person.user_id, person.email or None)],
        kind=kind,
        title=title,
        body=body,
        location=location,
        at=at,
    )
