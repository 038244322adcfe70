"""Feedback, requests and evidence as the tests of this room need them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from kinerja.coaching.models import Feedback, FeedbackRequest
from kinerja.coaching.operations import About, ask_for_feedback, give_feedback
from kinerja.cycles.models import Period
from kinerja.evidence.models import Evidence
from kinerja.evidence.operations import attach_link
from kinerja.foundation.actor import Actor
from kinerja.organization.models import Employee
from kinerja.plans.models import IndicatorContent, Plan
from tests.factories import NOON, actor

WORDS = "Antrean loket 3 cepat terurai karena Andi membuka loket tambahan."
SERVICE = About(core_value="BERORIENTASI_PELAYANAN")


def give(plan: Plan, by: Actor, about: About = SERVICE, **more: Any) -> Feedback:
    """Let somebody say something about a value, unless said otherwise."""
    given = {"kind": "APRESIASI", "text": WORDS, **more}
    return give_feedback(plan=plan, about=about, by=by, at=NOON, **given)


def ask(plan: Plan, asked: Employee, about: About = SERVICE, **more: Any) -> FeedbackRequest:
    """Let the holder of a plan ask somebody."""
    by = more.pop("by", None) or actor(plan.employee)
    question = more.pop("question", "Apa yang bisa lebih baik?")
    return ask_for_feedback(plan=plan, asked=asked, about=about, question=question, by=by, at=NOON)


def show_evidence(plan: Plan) -> Evidence:
    """Add a link as evidence to the first indicator of a plan."""
    period = Period.objects.get(year=plan.year, no=3)
    line = IndicatorContent.objects.get(plan_version__plan=plan)
    use = attach_link(
        plan=plan,
        indicator_id=line.indicator_id,
        period=period,
        link="https://drive.kotalama.go.id/rekap",
        by=actor(plan.employee),
        at=NOON,
    )
    return use.evidence


def form(**given: str) -> dict[str, str]:
    """Return the fields of the form of feedback as a browser sends them."""
    return {
        "visibility": "LEADERS",
        "about": "umum",
        "kind": "APRESIASI",
        "situation": "Senin pagi antrean penuh.",
        "behavior": WORDS,
        "impact": "Warga menunggu lebih singkat.",
        "kunci": str(uuid4()),
        **given,
    }
