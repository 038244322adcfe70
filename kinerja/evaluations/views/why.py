""" "Mengapa predikat saya ini?": from the frozen version alone; and where the evaluation stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinerja.audit.operations import record_access
from kinerja.documents.shapes import iso_day
from kinerja.evaluations import access, queries
from kinerja.evaluations.explanation import Objection, explanation_of, objection_of
from kinerja.evaluations.forms import (
    NotRated,
    OutcomeForm,
    PaperReceipt,
    Receipt,
    RefusedReceipt,
)
from kinerja.evaluations.models import AnnualOutcome, Evaluation
from kinerja.evaluations.queries.standing import (
    EventRow,
    Step,
    VersionRow,
    ahead_of,
    delivery_day,
    events_of,
    shown_version,
    versions_of,
)
from kinerja.evaluations.views import common
from kinerja.evaluations.wording import ROLES, spoken_time_of, time_of
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import Refusal
from kinerja.guidance.models import Guidance
from kinerja.plans.models import Plan
from kinerja.ui.format import weekday
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page

PAGE = "evaluations/why.html"


@require_safe
def why(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Explain the predikat, or say where the evaluation stands while there is none to see."""
    return show(request, common.found(request, evaluation_id))


def show(
    request: ActorRequest,
    evaluation: Evaluation,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
    sent: dict[str, Form] | None = None,
) -> HttpResponse:
    """Draw the page; forms that were sent come back with what was typed."""
    context = {
        "evaluation": evaluation,
        "title": time_of(evaluation),
        "spoken": spoken_time_of(evaluation),
        "roles": ROLES,
        "iso_day": iso_day,
        "is_own": access.is_own(request.actor, evaluation),
        "forms": _Forms(sent or {}),
        "refusal": refusal,
        **_told(request, evaluation),
        **_acts(request, evaluation),
        **_outcome(request, evaluation),
        "guidance_id": _guidance_id(request, evaluation),
    }
    return page(request, PAGE, context, status=status)


def _told(request: ActorRequest, evaluation: Evaluation) -> dict[str, Any]:
    """Return the version that this person may read, what it says, and how it came about."""
    told = access.may_see_grade(request.actor, evaluation)
    version = shown_version(evaluation, sees_current=told)
    versions, events = versions_of(evaluation.pk), events_of(evaluation.pk)
    if not told:
        versions = [one for one in versions if version and one.no <= version.no]
        events = [one for one in events if version and one.version_id <= version.pk]
    objection = _objection(events, version.pk) if version else None
    if version is not None:
        _record_reading(request, evaluation)
    return {
        "version": version,
        "is_corrected": version is not None and not told,
        "explanation": explanation_of(version) if version else None,
        "objection": objection,
        "timeline": [
            *_past(evaluation, versions, events),
            *ahead_of(
                evaluation,
                due=common.due_of(evaluation),
                told=told or version is not None,
                is_own=access.is_own(request.actor, evaluation),
            ),
            *_later(objection),
        ],
    }


def _record_reading(request: ActorRequest, evaluation: Evaluation) -> None:
    record_access(
        by=request.actor,
        about=evaluation.employee_id,
        subject=evaluation,
        purpose="membaca hasil",
    )


def _past(evaluation: Evaluation, versions: list[VersionRow], events: list[EventRow]) -> list[Step]:
    words = getattr(evaluation, "self_evaluation", None)
    return queries.timeline_of(
        evaluation, sent_at=words.sent_at if words else None, versions=versions, events=events
    )


def _objection(events: list[EventRow], version_id: int) -> Objection:
    return objection_of(
        received=queries.receipt_day(events, version_id),
        delivered=delivery_day(events, version_id),
        on=clock.today(),
    )


def _later(objection: Objection | None) -> list[Step]:
    if objection is None or objection.last_day is None or objection.is_over:
        return []
    note = f"{weekday(objection.last_day)} pukul 23.59"
    return [Step("Hak keberatan berakhir", note, is_later=True)]


def _acts(request: ActorRequest, evaluation: Evaluation) -> dict[str, bool]:
    """Return what this person may do here, in this state."""
    actor, state = request.actor, evaluation.state
    rates = access.may_rate(actor, evaluation)
    return {
        "rates": rates,
        "may_deliver": rates and state == "DECIDED",
        "may_record": rates and state == "DELIVERED",
        "may_receive": access.may_receive(actor, evaluation) and state == "DELIVERED",
        "may_exempt": access.may_exempt(actor, evaluation) and state in {"OPEN", "SELF_SENT"},
        "may_reopen": access.may_exempt(actor, evaluation) and state == "NOT_RATED",
        "may_write": access.may_write_self(actor, evaluation) and state == "OPEN",
        "has_paper": state in access.TOLD or not access.may_see_grade(actor, evaluation),
    }


def _guidance_id(request: ActorRequest, evaluation: Evaluation) -> int | None:
    """Return what was suggested after this evaluation, to whoever decides about it."""
    if evaluation.state not in access.TOLD or not access.may_rate(request.actor, evaluation):
        return None
    found = Guidance.objects.visible_to(request.actor).filter(evaluation_id=evaluation.pk)
    return found.values_list("pk", flat=True).first()


class _Forms(dict[str, Form]):
    """The forms of the page; one that nobody draws is not made."""

    def __missing__(self, name: str) -> Form:
        made: Form = _FRESH[name]()
        return self.setdefault(name, made)


_FRESH: dict[str, Callable[[], Form]] = {
    "receipt": Receipt,
    "paper": lambda: PaperReceipt(initial={"received_on": clock.today()}),
    "refused": RefusedReceipt,
    "not_rated": NotRated,
    "outcome": OutcomeForm,
}


def _outcome(request: ActorRequest, evaluation: Evaluation) -> dict[str, Any]:
    """Return whether this annual predikat counts for the year, and whether one may choose it."""
    if evaluation.kind != "ANNUAL" or not access.may_see_grade(request.actor, evaluation):
        return {"outcome": None, "may_choose": False}
    outcome = (
        AnnualOutcome.objects.filter(
            employee_id=evaluation.employee_id, year_id=evaluation.plan.year_id
        )
        .select_related("evaluation_version")
        .first()
    )
    counts = outcome is not None and outcome.evaluation_version.evaluation_id == evaluation.pk
    plans = Plan.objects.filter(employee_id=evaluation.employee_id, year_id=evaluation.plan.year_id)
    latest = plans.order_by("-held").values_list("placement_id", flat=True).first()
    chooses = latest in request.actor.evaluates and not access.is_own(request.actor, evaluation)
    return {
        "outcome": outcome if counts else None,
        "may_choose": chooses and not counts and evaluation.current_version_id is not None,
    }
