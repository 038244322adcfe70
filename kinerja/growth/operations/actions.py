"""The actions of a development plan: added, changed, done, dropped, open again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.cycles.models import PerformanceYear
from kinerja.dialogue import operations as dialogue
from kinerja.dialogue.models import AgendaItem
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.growth import access
from kinerja.growth.models import Action, DevelopmentPlan
from kinerja.growth.operations import plans
from kinerja.growth.origins import Origin
from kinerja.growth.refusals import ActionEnded, DueNotUsable, SayWhatCame, StaleAction

FARTHEST = dt.timedelta(days=731)
TITLE = 150
SUBJECT = "development_action"


class ActionValues(NamedTuple):
    """What one writes of an action."""

    kind: str
    text: str
    evidence: str
    due_on: dt.date
    hours: Decimal


@transaction.atomic
def add_action(
    *,
    year: PerformanceYear,
    values: ActionValues,
    origin: Origin | None = None,
    by: Actor,
    at: dt.datetime,
) -> Action:
    """Add an action to one's own plan of a running year; the first one makes the plan.

    The caller has asked whether `by` may see the origin.
    Raises NotPermitted, YearClosed, NoPost, DueNotUsable, StalePlan.
    """
    plan = plans.own_plan(year, by=by, at=at)
    _must_be_usable(values.due_on, year)
    plans.stored(plan, by=by, at=at)
    made = Action.objects.create(
        plan=plan,
        employee_id=plan.employee_id,
        state_since=at,
        origin_kind=origin.kind if origin else "",
        origin_id=origin.id if origin else None,
        origin_label=origin.label if origin else "",
        **values._asdict(),
    )
    changes = {"kind": made.kind, "due_on": made.due_on.isoformat(), "origin": made.origin_kind}
    _record("added", made, plan, by=by, at=at, changes=changes)
    return made


@transaction.atomic
def change_action(
    *, action: Action, values: ActionValues, lock_no: int, by: Actor, at: dt.datetime
) -> Action:
    """Word an open action anew.

    Raises NotPermitted, ActionEnded, YearClosed, NoPost, DueNotUsable, StaleAction.
    """
    plan, held = _taken(action, by=by, among="OPEN")
    if ActionValues(*(getattr(held, name) for name in ActionValues._fields)) == values:
        return held
    if held.lock_no != lock_no:
        raise StaleAction
    plans.must_run(plan.year_id)
    _must_be_usable(values.due_on, plan.year)
    for name, value in values._asdict().items():
        setattr(held, name, value)
    held.lock_no += 1
    held.save()
    plans.stored(plan, by=by, at=at)
    _record("changed", held, plan, by=by, at=at, changes={"due_on": held.due_on.isoformat()})
    return held


@transaction.atomic
def finish(*, action: Action, outcome: str, by: Actor, at: dt.datetime) -> Action:
    """Say that it is done, and what came of it. Raises NotPermitted, ActionEnded, SayWhatCame.

    Also in a year that is closed: an action may be due until two years after the year has begun,
    and what nobody could end would wait on Beranda for ever. Its words stay as they were.
    """
    return _shift(action, "OPEN", "DONE", outcome, by=by, at=at)


@transaction.atomic
def drop(*, action: Action, outcome: str, by: Actor, at: dt.datetime) -> Action:
    """Say that it will not be done, and why; also in a closed year, as `finish`.

    Raises NotPermitted, ActionEnded, SayWhatCame.
    """
    return _shift(action, "OPEN", "DROPPED", outcome, by=by, at=at)


@transaction.atomic
def reopen(*, action: Action, by: Actor, at: dt.datetime) -> Action:
    """Say that it is not done after all; what a closed year has reached stays.

    Raises NotPermitted, ActionEnded, YearClosed.
    """
    plans.must_run(action.plan.year_id)
    return _shift(action, "DONE", "OPEN", None, by=by, at=at)


@transaction.atomic
def put_on_agenda(*, action: Action, by: Actor, at: dt.datetime) -> AgendaItem:
    """Put an action onto the agenda of the next session; a second click finds the first point.

    Raises NotPermitted.
    """
    return dialogue.put_on_agenda(
        employee=action.employee,
        placement=action.plan.placement,
        title=f"Rencana pengembangan: {action.text}"[:TITLE],
        subject_kind=SUBJECT,
        subject_id=action.pk,
        subject_label=action.text[:TITLE],
        by=by,
        at=at,
    )


def _must_be_usable(due_on: dt.date, year: PerformanceYear) -> None:
    first: dt.date = year.held.lower
    if not first <= due_on <= first + FARTHEST:
        raise DueNotUsable


def _taken(action: Action, *, by: Actor, among: str) -> tuple[DevelopmentPlan, Action]:
    """Lock the plan first, as all others do, then the action. Raises NotPermitted, ActionEnded."""
    rows = DevelopmentPlan.objects.select_for_update(of=["self"]).select_related("year")
    plan = rows.get(pk=action.plan_id)
    held = Action.objects.select_for_update(of=["self"]).get(pk=action.pk)
    if not access.may_write(by, held):
        raise NotPermitted(access.NOT_YOURS)
    if held.state != among:
        raise ActionEnded
    return plan, held


def _shift(
    action: Action, before: str, after: str, outcome: str | None, *, by: Actor, at: dt.datetime
) -> Action:
    plan, held = _taken(action, by=by, among=before)
    if outcome is not None:
        held.outcome = outcome.strip()
        if not held.outcome:
            raise SayWhatCame
    held.state, held.state_since = after, at
    held.save(update_fields=["state", "state_since", "outcome"])
    _record(after.lower(), held, plan, by=by, at=at, changes={"state": after})
    return held


def _record(
    act: str,
    action: Action,
    plan: DevelopmentPlan,
    *,
    by: Actor,
    at: dt.datetime,
    changes: Mapping[str, object],
) -> None:
    audit.record(
        f"growth.action.{act}",
        subject=action,
        by=by,
        at=at,
        about=action.employee_id,
        unit=plan.unit_id,
        changes=changes,
    )
