"""Follow-ups: planned for one element of a service after a period, and worded anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.improvements import access
from kinerja.improvements.models import Improvement
from kinerja.improvements.queries.people import works_in
from kinerja.improvements.refusals import (
    AlreadyEnded,
    DueNotUsable,
    NotOfThisUnit,
    PeriodNotOver,
    ServiceNotOpen,
    StaleImprovement,
)
from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee
from kinerja.services.models import Service
from kinerja.surveys.periods import Span

FARTHEST = dt.timedelta(days=731)
LIVE = frozenset({Improvement.State.PLANNED, Improvement.State.RUNNING})


class ImprovementValues(NamedTuple):
    """What one writes of a follow-up: which element, what was asked, what is done, who, when."""

    element: str
    asked: str
    action: str
    responsible_id: int
    due_on: dt.date
    is_public: bool = True


@transaction.atomic
def plan_improvement(
    *, service: Service, span: Span, values: ImprovementValues, by: Actor, at: dt.datetime
) -> Improvement:
    """Promise something for one element of a service after the result of a period.

    Law: PermenPANRB 14/2017.
    Raises NotPermitted, ServiceNotOpen, PeriodNotOver, DueNotUsable, NotOfThisUnit.
    """
    held = Service.objects.select_for_update(no_key=True).get(pk=service.pk)
    if not access.may_plan(by, held.unit_id):
        raise NotPermitted(access.NOT_YOURS)
    day = clock.local_date(at)
    if held.state != Service.State.OPEN:
        raise ServiceNotOpen
    if span.ends > day:
        raise PeriodNotOver
    _must_be_usable(values, held.unit_id, day, day)
    made = Improvement.objects.create(
        service=held,
        starts=span.starts,
        months=span.months,
        planned_on=day,
        **values._asdict(),
    )
    _record("planned", made, by=by, at=at, changes=_told(made))
    _tell(made, held, by=by, at=at)
    return made


@transaction.atomic
def change_improvement(
    *, improvement: Improvement, values: ImprovementValues, lock_no: int, by: Actor, at: dt.datetime
) -> Improvement:
    """Word a follow-up that has not ended anew; the same words again change nothing.

    Raises NotPermitted, AlreadyEnded, StaleImprovement, DueNotUsable, NotOfThisUnit.
    """
    held = taken(improvement)
    if not access.may_plan(by, held.service.unit_id):
        raise NotPermitted(access.NOT_YOURS)
    if held.state not in LIVE:
        raise AlreadyEnded
    changed = [name for name, value in values._asdict().items() if getattr(held, name) != value]
    if not changed:
        return held
    if held.lock_no != lock_no:
        raise StaleImprovement
    _must_be_usable(values, held.service.unit_id, clock.local_date(at), held.planned_on, changed)
    for name in changed:
        setattr(held, name, getattr(values, name))
    held.lock_no += 1
    held.save(update_fields=[*changed, "lock_no"])
    _record("changed", held, by=by, at=at, changes={**_told(held), "fields": changed})
    if "responsible_id" in changed:
        _tell(held, held.service, by=by, at=at)
    return held


def taken(improvement: Improvement) -> Improvement:
    """Lock a follow-up, with its service."""
    rows = Improvement.objects.select_for_update(of=["self"]).select_related("service")
    return rows.get(pk=improvement.pk)


def _must_be_usable(
    values: ImprovementValues,
    unit_id: int,
    day: dt.date,
    planned_on: dt.date,
    changed: list[str] | None = None,
) -> None:
    """Refuse a day or a person that cannot be; what stays as it was is not asked again."""
    wanted = changed if changed is not None else ["due_on", "responsible_id"]
    if "due_on" in wanted and not max(day, planned_on) <= values.due_on <= day + FARTHEST:
        raise DueNotUsable
    if "responsible_id" in wanted and not works_in(values.responsible_id, unit_id, day):
        raise NotOfThisUnit


def _told(improvement: Improvement) -> dict[str, object]:
    return {
        "service": improvement.service_id,
        "element": improvement.element,
        "starts": improvement.starts.isoformat(),
        "months": improvement.months,
        "responsible": improvement.responsible_id,
        "due_on": improvement.due_on.isoformat(),
        "is_public": improvement.is_public,
    }


def _tell(improvement: Improvement, service: Service, *, by: Actor, at: dt.datetime) -> None:
    """Tell the person who answers for it, unless he gave it to himself."""
    if improvement.responsible_id == by.employee_id:
        return
    person = Employee.objects.get(pk=improvement.responsible_id)
    notify(
        [(person.user_id, person.email or None)],
        kind="improvements.planned",
        title="Anda penanggung jawab satu tindak lanjut survei",
        body=f"Layanan {service.name}.",
        location=f"/tindak-lanjut/{improvement.pk}/",
        at=at,
    )


def _record(
    act: str,
    improvement: Improvement,
    *,
    by: Actor,
    at: dt.datetime,
    changes: Mapping[str, object],
) -> None:
    audit.record(
        f"improvements.improvement.{act}",
        subject=improvement,
        by=by,
        at=at,
        unit=improvement.service.unit_id,
        changes=changes,
    )
