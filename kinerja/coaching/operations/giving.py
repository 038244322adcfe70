"""Giving feedback, and taking praise off the wall."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.coaching import access
from kinerja.coaching.about import About, stored_about
from kinerja.coaching.models import Feedback, FeedbackRequest
from kinerja.coaching.operations.common import held_open, named, tell
from kinerja.coaching.queries.people import tie_of
from kinerja.coaching.refusals import (
    NothingMeant,
    NotOnWall,
    NoWords,
    OwnWordsStay,
    RequestEnded,
    WallNeedsPraise,
)
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.plans.models import Plan
from kinerja.ui.format import url

Role, Visibility = Feedback.AuthorRole, Feedback.Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Who says what about which thing, and who is to read it."""

    author_id: int
    role: Feedback.AuthorRole
    about: About
    kind: str
    text: str
    visibility: str
    spoken_by: str


@transaction.atomic
def give_feedback(
    *,
    plan: Plan,
    about: About,
    kind: str,
    text: str,
    by: Actor,
    at: dt.datetime,
    visibility: str = Visibility.LEADERS,
    spoken_by: str = "",
    answering: FeedbackRequest | None = None,
) -> Feedback:
    """Say something about a person's work; unless it is for the receiver alone, it stands beside
    the evaluation and on the form. Who reads it is fixed here for good.

    Law: PermenPANRB 6/2022 Ps. 5 (pemberian umpan balik berkelanjutan).
    Raises NotPermitted, PlanClosed, NothingMeant, NoWords, WallNeedsPraise, OwnWordsStay,
    RequestEnded.
    """
    author_id, role = _author(plan, spoken_by=spoken_by, by=by, at=at)
    held = held_open(plan)
    request = _held_request(answering, held, about, by=by)
    words = _Words(
        author_id=author_id,
        role=role,
        about=about,
        kind=kind,
        text=text,
        visibility=visibility,
        spoken_by=spoken_by.strip() if role == Role.PENERIMA_LAYANAN else "",
    )
    _must_be_lawful(words)
    if about.is_of_plan and request is None:
        _must_know(held, by=by)
    made = _written(held, words, at=at)
    _answer(request, made, by=by, at=at)
    _record("coaching.feedback.given", made, by=by, at=at, kind=kind, visibility=visibility)
    _tell(made, is_answer=request is not None, by=by, at=at)
    return made


def _author(
    plan: Plan, *, spoken_by: str, by: Actor, at: dt.datetime
) -> tuple[int, Feedback.AuthorRole]:
    """Return who speaks, and in which role."""
    tie = tie_of(by.employee_id, plan, clock.local_date(at))
    role = access.author_role(by, plan, tie)
    if role is None or by.employee_id is None:
        raise NotPermitted(access.NOT_YOURS)
    if not spoken_by.strip():
        return by.employee_id, role
    if not access.may_type_for_others(by, plan, tie):
        raise NotPermitted("Kata penerima layanan ditulis oleh rekan seunit, bukan oleh Anda.")
    return by.employee_id, Role.PENERIMA_LAYANAN


def _must_be_lawful(words: _Words) -> None:
    if not words.text.strip():
        raise NoWords
    if words.visibility != Visibility.UNIT:
        return
    if words.role == Role.DIRI:
        raise OwnWordsStay
    if words.kind != Feedback.Kind.APRESIASI:
        raise WallNeedsPraise


def _written(plan: Plan, words: _Words, *, at: dt.datetime) -> Feedback:
    label, result_id = named(plan, words.about)
    return Feedback.objects.create(
        plan=plan,
        employee_id=plan.employee_id,
        placement_id=plan.placement_id,
        unit_id=plan.unit_id,
        author_id=words.author_id,
        author_role=words.role,
        spoken_by=words.spoken_by,
        kind=words.kind,
        visibility=words.visibility,
        subject_kind=words.about.kind,
        result_id=result_id,
        evidence_id=words.about.evidence_id,
        core_value=words.about.core_value,
        label=label,
        text=words.text,
        given_at=at,
    )


def _must_know(plan: Plan, *, by: Actor) -> None:
    """A colleague does not know what stands in the plan of another."""
    if not Plan.objects.visible_to(by).filter(pk=plan.pk).exists():
        raise NothingMeant


def _held_request(
    answering: FeedbackRequest | None, plan: Plan, about: About, *, by: Actor
) -> FeedbackRequest | None:
    if answering is None:
        return None
    held = FeedbackRequest.objects.select_for_update(of=["self"]).get(pk=answering.pk)
    if held.asked_id != by.employee_id or held.plan_id != plan.pk:
        raise NotPermitted
    if held.state != FeedbackRequest.State.OPEN:
        raise RequestEnded
    asked = stored_about(held.subject_kind, held.subject_id, held.core_value)
    if about.is_of_plan and about != asked:
        _must_know(plan, by=by)
    return held


def _answer(request: FeedbackRequest | None, made: Feedback, *, by: Actor, at: dt.datetime) -> None:
    if request is None:
        return
    request.state, request.state_since = FeedbackRequest.State.ANSWERED, at
    request.answer = made
    request.save(update_fields=["state", "state_since", "answer"])
    audit.record(
        "coaching.request.answered",
        subject=request,
        by=by,
        at=at,
        about=request.employee_id,
        unit=made.unit_id,
        changes={"plan": made.plan_id},
    )


def _record(action: str, made: Feedback, *, by: Actor, at: dt.datetime, **changes: str) -> None:
    audit.record(
        action,
        subject=made,
        by=by,
        at=at,
        about=made.employee_id,
        unit=made.unit_id,
        changes={"plan": made.plan_id, **changes},
    )


def _tell(made: Feedback, *, is_answer: bool, by: Actor, at: dt.datetime) -> None:
    if made.author_role == Role.DIRI:
        return
    tell(
        made.employee_id,
        kind="coaching.feedback",
        title=(
            f"{by.name} menjawab permintaan umpan balik Anda"
            if is_answer
            else f"{by.name} memberi umpan balik"
        ),
        body="Buka untuk membacanya. Umpan balik ini membantu Anda sebelum penilaian.",
        place=url("coaching:feedback_list"),
        at=at,
    )


@transaction.atomic
def take_off_wall(*, feedback: Feedback, by: Actor, at: dt.datetime) -> None:
    """Take praise off the wall; the praised person keeps it. Raises NotPermitted, NotOnWall."""
    held = Feedback.objects.select_for_update(of=["self"]).get(pk=feedback.pk)
    if not access.may_take_off_wall(by, held):
        raise NotPermitted("Hanya orang yang diapresiasi yang dapat menurunkannya.")
    if held.visibility != Visibility.UNIT or held.off_wall_at is not None:
        raise NotOnWall
    Feedback.objects.filter(pk=held.pk).update(off_wall_at=at)
    _record("coaching.feedback.off_wall", held, by=by, at=at)
