"""What can be put on an agenda: a kind and a number become words, for whoever may see the thing.

Higher rooms add their kinds to `KINDS` when they are ready.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404
from django.urls import NoReverseMatch

from kinerja.coaching.models import Feedback
from kinerja.evidence.models import Evidence, EvidenceUse
from kinerja.foundation.actor import Actor
from kinerja.organization.models import Employee, Placement
from kinerja.plans.models import IndicatorContent, Plan, ResultContent
from kinerja.ui.format import url

LONGEST = 200


class Subject(NamedTuple):
    """A thing that both may talk about, and whose it is."""

    kind: str
    id: int
    label: str
    employee: Employee
    placement: Placement


class Labeled(NamedTuple):
    """The words of a thing, and the plan to which it belongs."""

    label: str
    plan: Plan


def find(actor: Actor, kind: str, key: int) -> Subject:
    """Return a thing that the actor may see; else 404."""
    finder = KINDS.get(kind)
    found = finder(actor, key) if finder else None
    if found is None:
        raise Http404
    return Subject(kind, key, found.label[:LONGEST], found.plan.employee, found.plan.placement)


def _indicator(actor: Actor, key: int) -> Labeled | None:
    row = (
        IndicatorContent.objects.filter(
            indicator_id=key, plan_version__plan__in=Plan.objects.visible_to(actor)
        )
        .select_related("plan_version__plan__employee", "plan_version__plan__placement")
        .order_by("-plan_version__no")
        .first()
    )
    return Labeled(row.text, row.plan_version.plan) if row else None


def _result(actor: Actor, key: int) -> Labeled | None:
    row = (
        ResultContent.objects.filter(
            result_id=key,
            deleted_at=None,
            plan_version__plan__in=Plan.objects.visible_to(actor),
        )
        .select_related("plan_version__plan__employee", "plan_version__plan__placement")
        .order_by("-plan_version__no")
        .first()
    )
    return Labeled(row.text, row.plan_version.plan) if row else None


def _evidence(actor: Actor, key: int) -> Labeled | None:
    row = (
        EvidenceUse.objects.filter(evidence_id=key, evidence__in=Evidence.objects.visible_to(actor))
        .select_related("evidence", "plan__employee", "plan__placement")
        .order_by("-pk")
        .first()
    )
    return Labeled(row.evidence.name, row.plan) if row else None


def _feedback(actor: Actor, key: int) -> Labeled | None:
    row = (
        Feedback.objects.visible_to(actor)
        .filter(pk=key, covered_at=None)
        .exclude(visibility="RECEIVER", author_id=actor.employee_key)
        .select_related("plan__employee", "plan__placement")
        .first()
    )
    if row is None:
        return None
    return Labeled(f"{row.get_kind_display()}: {row.label}", row.plan)


KINDS: dict[str, Callable[[Actor, int], Labeled | None]] = {
    "indicator": _indicator,
    "result": _result,
    "evidence": _evidence,
    "feedback": _feedback,
}
#: the pages of things, by their number
PLACES = {
    "self_evaluation": "evaluations:why",
    "evaluation": "evaluations:why",
    "guidance": "guidance:guidance",
    "anonymous_window": "anonymous:window",
    "development_action": "growth:action",
}
IN_PLAN = {"indicator", "result", "evidence"}


def place_of(kind: str, key: int, plan_id: int | None) -> str:
    """Return where a thing is read; nothing where it has no page of its own."""
    if kind in IN_PLAN:
        return url("plans:plan", plan_id) if plan_id else ""
    try:
        return url(PLACES[kind], key)
    except (KeyError, NoReverseMatch):
        return ""


#: how the kinds of all rooms are called on an agenda
WORDS = {
    "indicator": "Indikator",
    "result": "Hasil kerja",
    "evidence": "Bukti",
    "feedback": "Umpan balik",
    "self_evaluation": "Evaluasi diri",
    "evaluation": "Evaluasi",
    "anonymous_window": "Masukan anonim",
    "guidance": "Bimbingan",
    "development_action": "Rencana pengembangan",
}
