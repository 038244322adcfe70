"""Giving feedback."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.coaching import access
from kinerja.coaching.models import Feedback
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee
from kinerja.plans.models import Plan, ResultContent
from regulation.behavior import CoreValue


class NothingMeant(Refusal):
    """The result or the behavior that the feedback is about does not exist in this plan."""

    code = "feedback_about_nothing"
    message = "Pilih hasil kerja atau perilaku yang Anda maksud."


@dataclass(frozen=True, slots=True)
class About:
    """What feedback is about: a result of the plan, or one of the seven values."""

    result_id: int | None = None
    core_value: str = ""


@transaction.atomic
def give_feedback(
    *, plan: Plan, about: About, kind: str, text: str, by: Actor, at: dt.datetime
) -> Feedback:
    """Say something about a result or a behavior; it stands beside the evaluation and on the form.

    Law: PermenPANRB 6/2022 Ps. 5 (pemberian umpan balik berkelanjutan).
    Raises NotPermitted, WrongState, NothingMeant.
    """
    held = Plan.objects.select_for_update(of=["self"]).select_related("year").get(pk=plan.pk)
    role = access.author_role(by, held)
    if role is None or by.employee_id is None:
        raise NotPermitted("Umpan balik di sini diberikan oleh penilai dan pimpinan di atasnya.")
    if held.state == Plan.State.CLOSED or held.year.state == PerformanceYear.State.CLOSED:
        raise WrongState("SKP ini sudah ditutup. Berikan umpan balik pada SKP yang berjalan.")
    made = Feedback.objects.create(
        plan=held,
        employee_id=held.employee_id,
        placement_id=held.placement_id,
        unit_id=held.unit_id,
        author_id=by.employee_id,
        author_role=role,
        kind=kind,
        subject_kind="result" if about.result_id else "behavior",
        result_id=about.result_id,
        core_value=about.core_value,
        label=_label(held, about),
        text=text,
        given_at=at,
    )
    audit.record(
        "coaching.feedback.given",
        subject=made,
        by=by,
        at=at,
        about=held.employee_id,
        unit=held.unit_id,
        changes={"plan": held.pk, "kind": kind},
    )
    _tell(made, by=by, at=at)
    return made


def _label(plan: Plan, about: About) -> str:
    """The words of what is meant, as they stand today. Raises NothingMeant."""
    if about.result_id is not None:
        content = ResultContent.objects.filter(result__plan=plan, result_id=about.result_id)
        newest = content.filter(deleted_at=None).order_by("-plan_version__no").first()
        if newest is None or about.core_value:
            raise NothingMeant
        return newest.text
    try:
        return CoreValue(about.core_value).label
    except ValueError as error:
        raise NothingMeant from error


def _tell(feedback: Feedback, *, by: Actor, at: dt.datetime) -> None:
    person = Employee.objects.get(pk=feedback.employee_id)
    notify(
        [(person.user_id, person.email or None)],
        kind="coaching.feedback",
        title=f"{by.name} memberi umpan balik",
        body="Buka untuk membacanya. Umpan balik ini membantu Anda sebelum penilaian.",
        location="/umpan-balik/",
        at=at,
    )
