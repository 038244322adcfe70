"""How a follow-up goes on: begun, done, dropped with a reason, taken up again."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.improvements import access
from kinerja.improvements.models import Improvement
from kinerja.improvements.operations.planning import LIVE, taken
from kinerja.improvements.refusals import (
    AlreadyBegun,
    AlreadyEnded,
    LinkNotUsable,
    SayWhatChanged,
    SayWhy,
    StillRuns,
)

State = Improvement.State


@transaction.atomic
def start_improvement(*, improvement: Improvement, by: Actor, at: dt.datetime) -> Improvement:
    """Say that work has begun. Raises NotPermitted, AlreadyBegun."""
    held = _reported(improvement, by=by)
    if held.state != State.PLANNED:
        raise AlreadyBegun
    return _moved(held, State.RUNNING, by=by, at=at)


@transaction.atomic
def finish_improvement(
    *, improvement: Improvement, outcome: str, link: str = "", by: Actor, at: dt.datetime
) -> Improvement:
    """Say that it is done, what changed for citizens, and where one sees it.

    Raises NotPermitted, AlreadyEnded, SayWhatChanged, LinkNotUsable.
    """
    held = _reported(improvement, by=by)
    if held.state not in LIVE:
        raise AlreadyEnded
    held.outcome, held.evidence_link = outcome.strip(), link.strip()
    if not held.outcome:
        raise SayWhatChanged
    if held.evidence_link and not _opens(held.evidence_link):
        raise LinkNotUsable
    held.done_on = clock.local_date(at)
    return _moved(held, State.DONE, by=by, at=at)


@transaction.atomic
def drop_improvement(
    *, improvement: Improvement, reason: str, by: Actor, at: dt.datetime
) -> Improvement:
    """Say that it cannot be done for now, and why; whoever planned it decides that.

    Raises NotPermitted, AlreadyEnded, SayWhy.
    """
    held = _planned(improvement, by=by)
    if held.state not in LIVE:
        raise AlreadyEnded
    held.outcome = reason.strip()
    if not held.outcome:
        raise SayWhy
    return _moved(held, State.DROPPED, by=by, at=at)


@transaction.atomic
def resume_improvement(*, improvement: Improvement, by: Actor, at: dt.datetime) -> Improvement:
    """Take up again what was done or dropped; what was said of its end goes.

    Raises NotPermitted, StillRuns.
    """
    held = _planned(improvement, by=by)
    if held.state in LIVE:
        raise StillRuns
    state = State.RUNNING if held.state == State.DONE else State.PLANNED
    held.done_on, held.outcome, held.evidence_link = None, "", ""
    return _moved(held, state, by=by, at=at)


def _planned(improvement: Improvement, *, by: Actor) -> Improvement:
    held = taken(improvement)
    if not access.may_plan(by, held.service.unit_id):
        raise NotPermitted(access.NOT_YOURS)
    return held


def _reported(improvement: Improvement, *, by: Actor) -> Improvement:
    held = taken(improvement)
    if not access.may_report(by, held.service.unit_id, held):
        raise NotPermitted(access.NOT_YOUR_WORK)
    return held


def _opens(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "")


def _moved(held: Improvement, state: str, *, by: Actor, at: dt.datetime) -> Improvement:
    before, held.state = held.state, state
    held.lock_no += 1
    held.save(update_fields=["state", "done_on", "outcome", "evidence_link", "lock_no"])
    audit.record(
        f"improvements.improvement.{state.lower()}",
        subject=held,
        by=by,
        at=at,
        unit=held.service.unit_id,
        changes={"before": before, "state": state},
    )
    return held
