"""Asking for feedback, declining kindly, withdrawing."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.coaching import access
from kinerja.coaching.about import About
from kinerja.coaching.models import FeedbackRequest
from kinerja.coaching.operations.common import held_open, named, tell
from kinerja.coaching.queries.people import may_be_asked
from kinerja.coaching.refusals import AlreadyAsked, RequestEnded
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.models import Employee
from kinerja.plans.models import Plan
from kinerja.ui.format import url

State = FeedbackRequest.State


@transaction.atomic
def ask_for_feedback(
    *, plan: Plan, asked: Employee, about: About, question: str, by: Actor, at: dt.datetime
) -> FeedbackRequest:
    """Ask somebody what they think of one's work.

    Law: PermenPANRB 6/2022 Ps. 5 (umpan balik berkelanjutan).
    Raises NotPermitted, PlanClosed, NothingMeant, AlreadyAsked.
    """
    if by.employee_id != plan.employee_id:
        raise NotPermitted("Anda hanya meminta umpan balik tentang pekerjaan Anda sendiri.")
    if not may_be_asked(asked.pk, plan, clock.local_date(at)):
        raise NotPermitted(access.NOT_YOUR_COLLEAGUE)
    held = held_open(plan)
    made = _made(held, asked, about, question, at=at)
    _record("coaching.request.made", made, held.unit_id, by=by, at=at)
    tell(
        asked.pk,
        kind="coaching.request",
        title=f"{by.name} meminta umpan balik Anda",
        body="Beberapa kalimat sudah cukup. Anda juga boleh tidak menjawab.",
        place=url("coaching:request", made.pk),
        at=at,
    )
    return made


def _made(
    plan: Plan, asked: Employee, about: About, question: str, *, at: dt.datetime
) -> FeedbackRequest:
    """Write the question down, once as long as it is open. Raises NothingMeant, AlreadyAsked."""
    label, _ = named(plan, about)
    same = {
        "employee_id": plan.employee_id,
        "asked": asked,
        "subject_kind": about.kind,
        "subject_id": about.subject_id,
        "core_value": about.core_value,
    }
    if FeedbackRequest.objects.filter(**same, state=State.OPEN).exists():
        raise AlreadyAsked
    return FeedbackRequest.objects.create(
        plan=plan, label=label, question=question, state_since=at, **same
    )


@transaction.atomic
def decline_request(*, request: FeedbackRequest, by: Actor, at: dt.datetime) -> None:
    """Say kindly that one does not answer. Raises NotPermitted, RequestEnded."""
    held = _held(request)
    if held.asked_id != by.employee_id:
        raise NotPermitted("Hanya orang yang diminta yang dapat menjawab permintaan ini.")
    _end(held, State.DECLINED, by=by, at=at)
    tell(
        held.employee_id,
        kind="coaching.request",
        title=f"{by.name} belum bisa memberi umpan balik",
        body="Anda bisa meminta orang lain yang mengikuti pekerjaan itu.",
        place=url("coaching:request", held.pk),
        at=at,
    )


@transaction.atomic
def withdraw_request(*, request: FeedbackRequest, by: Actor, at: dt.datetime) -> None:
    """Take one's own question back. Raises NotPermitted, RequestEnded."""
    held = _held(request)
    if held.employee_id != by.employee_id:
        raise NotPermitted("Hanya orang yang meminta yang dapat menarik permintaan ini.")
    _end(held, State.WITHDRAWN, by=by, at=at)
    tell(
        held.asked_id,
        kind="coaching.request",
        title=f"{by.name} menarik permintaan umpan balik",
        body="Anda tidak perlu menjawab lagi.",
        place=url("coaching:request", held.pk),
        at=at,
    )


def _held(request: FeedbackRequest) -> FeedbackRequest:
    requests = FeedbackRequest.objects.select_for_update(of=["self"]).select_related("plan")
    return requests.get(pk=request.pk)


def _end(
    held: FeedbackRequest, state: FeedbackRequest.State, *, by: Actor, at: dt.datetime
) -> None:
    if held.state != State.OPEN:
        raise RequestEnded
    held.state, held.state_since = state, at
    held.save(update_fields=["state", "state_since"])
    _record(f"coaching.request.{state.lower()}", held, held.plan.unit_id, by=by, at=at)


def _record(
    action: str, request: FeedbackRequest, unit_id: int, *, by: Actor, at: dt.datetime
) -> None:
    audit.record(
        action,
        subject=request,
        by=by,
        at=at,
        about=request.employee_id,
        unit=unit_id,
        changes={"plan": request.plan_id},
    )
