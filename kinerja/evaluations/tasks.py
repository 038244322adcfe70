"""What of evaluations waits, for Beranda."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Trim

from kinerja.cycles.wording import spoken_column
from kinerja.evaluations.models import Evaluation
from kinerja.foundation.actor import Actor
from kinerja.foundation.tasks import EVALUATOR, TaskKind, waiting

KINDS = {
    "evaluations.self": TaskKind("Tulis evaluasi diri {about}", "evaluations:self", "Tulis"),
    "evaluations.receive": TaskKind("Terima hasil evaluasi {about}", "evaluations:why", "Baca"),
    "evaluations.waiting": TaskKind("Evaluasi {about} sedang dinilai", "evaluations:why", "Lihat"),
    "evaluations.rate": TaskKind("Nilai {about}", "evaluations:rate", "Nilai"),
    "evaluations.deliver": TaskKind("Serahkan hasil {about}", "evaluations:why", "Serahkan"),
    "evaluations.unreceived": TaskKind(
        "Hasil {about} menunggu dinyatakan terima", "evaluations:why", "Lihat"
    ),
}
DUE = Coalesce("period__evaluation_due_on", "plan__year__annual_due_on")
LABEL = Case(
    When(period=None, then=Value("tahun")),
    default=spoken_column("period__label"),
    output_field=TextField(),
)
TIME = Concat(LABEL, Value(" "), Cast("plan__year__year", TextField()), output_field=TextField())
NAME = Trim(
    Concat(F("employee__title_front"), Value(" "), F("employee__name"), output_field=TextField())
)
WHO = Concat(NAME, Value(", "), TIME, output_field=TextField())


def tasks(actor: Actor) -> QuerySet[Any, Any]:
    """Return what the actor must do about evaluations, and what he waits for."""
    own, team = Evaluation.objects.own(actor), Evaluation.objects.rated_by(actor)
    return waiting(
        own.waiting_for_self_evaluation(), "evaluations.self", about=TIME, due=DUE
    ).union(
        waiting(own.waiting_for_receipt(), "evaluations.receive", about=TIME),
        waiting(
            own.filter(state__in=["SELF_SENT", "DECIDED"]),
            "evaluations.waiting",
            about=TIME,
            due=DUE,
            waits_on=EVALUATOR,
        ),
        waiting(team.filter(state="SELF_SENT"), "evaluations.rate", about=WHO, due=DUE),
        waiting(team.waiting_for_delivery(), "evaluations.deliver", about=WHO, due=DUE),
        waiting(team.waiting_for_receipt(), "evaluations.unreceived", about=WHO, waits_on=NAME),
        all=True,
    )
