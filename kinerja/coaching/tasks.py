"""What of feedback waits, for Beranda."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Trim

from kinerja.coaching.models import FeedbackReport, FeedbackRequest
from kinerja.foundation.actor import Actor
from kinerja.foundation.tasks import TaskKind, waiting

KINDS = {
    "coaching.answer": TaskKind(
        "{about} meminta umpan balik Anda", "coaching:request", "Beri umpan balik"
    ),
    "coaching.asked": TaskKind("Umpan balik yang Anda minta: {about}", "coaching:request", "Lihat"),
    "coaching.report": TaskKind(
        "Jawab laporan tentang umpan balik untuk {about}", "coaching:report_answer", "Jawab"
    ),
}


def tasks(actor: Actor) -> QuerySet[Any, Any]:
    """Return the requests one should answer, those one waits for, and the reports one decides."""
    opened = FeedbackRequest.objects.filter(state=FeedbackRequest.State.OPEN)
    concerning = FeedbackReport.objects.filter(
        Q(reporter_id=actor.employee_key)
        | Q(feedback__author_id=actor.employee_key)
        | Q(feedback__employee_id=actor.employee_key),
        pk=OuterRef("pk"),
    )
    reports = FeedbackReport.objects.filter(
        ~Exists(concerning), state=FeedbackReport.State.OPEN, unit_id__any=actor.units_managed
    )
    return waiting(
        opened.filter(Q(asked_id=actor.employee_key)), "coaching.answer", about=_name("employee")
    ).union(
        waiting(
            opened.filter(Q(employee_id=actor.employee_key)),
            "coaching.asked",
            about="label",
            waits_on=_name("asked"),
        ),
        waiting(reports, "coaching.report", about=_name("feedback__employee"), since="reported_at"),
        all=True,
    )


def _name(who: str) -> Trim:
    front = F(f"{who}__title_front")
    return Trim(Concat(front, Value(" "), F(f"{who}__name"), output_field=TextField()))
