"""What several operations of this room do: lock, write, record, tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.guidance import access
from kinerja.guidance.models import Guidance
from kinerja.guidance.refusals import NotInThisState
from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee
from kinerja.organization.queries import evaluator_of
from kinerja.ui.format import url

NOT_GUIDING = "Bagian ini diisi oleh pembimbing atau pejabat penilai."
NOT_DECIDING = "Bimbingan dimulai atau tidak oleh pejabat penilai."
NOT_CHANGING = "Pembimbing diganti oleh pejabat penilai."


def locked(guidance: Guidance) -> Guidance:
    """Return the guidance as it is now, locked."""
    return Guidance.objects.select_for_update(of=("self",)).get(pk=guidance.pk)


def locked_running(guidance: Guidance, *, by: Actor) -> Guidance:
    """Lock a running guidance for who guides. Raises NotPermitted, NotInThisState."""
    held = locked(guidance)
    if not access.may_guide(by, held):
        raise NotPermitted(NOT_GUIDING)
    if held.state != Guidance.State.RUNNING:
        raise NotInThisState
    return held


def person(by: Actor) -> int:
    """Return the employee who acts; a machine decides nothing about a person."""
    if by.employee_id is None:
        raise NotPermitted("Tindakan ini milik seorang pegawai, bukan sistem.")
    return by.employee_id


def write(guidance: Guidance, **values: Any) -> None:
    """Write what may change, and nothing else: the database lets no other column through."""
    for name, value in values.items():
        setattr(guidance, name, value)
    guidance.save(update_fields=list(values))


def record(
    act: str,
    guidance: Guidance,
    *,
    by: Actor,
    at: dt.datetime,
    changes: Mapping[str, Any] | None = None,
    is_told: bool = True,
) -> None:
    """Write an act into the trail: ids, days and states. Without `is_told` it names nobody:

    people read the acts about themselves, and an offer is not theirs to know.
    """
    audit.record(
        f"guidance.guidance.{act}",
        subject=guidance,
        by=by,
        at=at,
        about=guidance.employee_id if is_told else None,
        unit=guidance.unit_id,
        changes=changes,
    )


def tell(
    people: Iterable[int | None],
    guidance: Guidance,
    *,
    kind: str,
    title: str,
    by: Actor,
    at: dt.datetime,
    body: str = "",
    page: str = "guidance:guidance",
) -> None:
    """Tell people where something waits, not whom it is about: a mail is read on its way."""
    keys = {key for key in people if key is not None} - {by.employee_id}
    found = Employee.objects.filter(pk__in=keys).values_list("user_id", "email")
    notify(
        [(user, email or None) for user, email in found],
        kind=f"guidance.{kind}",
        title=title,
        body=body,
        location=url(page, guidance.pk),
        at=at,
    )


def evaluator_on(placement_id: int, on: dt.date) -> int | None:
    """Return who assesses a position on a day."""
    line = evaluator_of(placement_id, on)
    return line.evaluator_id if line else None


def city_day(at: dt.datetime) -> dt.date:
    """Return the city's day at a moment."""
    return clock.local_date(at)
