"""What of plans waits, for Beranda."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat, Trim

from kinerja.cycles.models import PerformanceYear
from kinerja.foundation.actor import Actor
from kinerja.foundation.tasks import EVALUATOR, TaskKind, waiting
from kinerja.organization.models import Placement, PlacementKind
from kinerja.plans.models import Plan

KINDS = {
    "plans.start": TaskKind("Susun {about}", "plans:start", "Mulai menyusun"),
    "plans.finish": TaskKind("Selesaikan {about}", "plans:edit", "Lanjutkan"),
    "plans.mend": TaskKind("Perbaiki {about}, ada catatan penilai", "plans:edit", "Perbaiki"),
    "plans.review": TaskKind("Tinjau SKP {about}", "plans:review", "Tinjau"),
    "plans.waiting": TaskKind("{about} menunggu persetujuan", "plans:plan", "Lihat"),
}
DUE = "year__plans_due_on"
SKP = Concat(Value("SKP "), Cast("year__year", TextField()), output_field=TextField())


def tasks(actor: Actor) -> QuerySet[Plan]:
    """Return what the actor must do about plans, and what he waits for."""
    own = Plan.objects.filter(Q(employee_id=actor.employee_id))
    team = Plan.objects.filter(placement_id__any=actor.evaluates, state=Plan.State.SUBMITTED)
    drafts, returned = own.filter(state=Plan.State.DRAFT), own.filter(state=Plan.State.RETURNED)
    return waiting(drafts, "plans.finish", about=SKP, due=DUE).union(
        waiting(returned, "plans.mend", about=SKP, due=DUE),
        waiting(team, "plans.review", about=_name()),
        waiting(
            own.filter(state=Plan.State.SUBMITTED), "plans.waiting", about=SKP, waits_on=EVALUATOR
        ),
        _to_start(actor),
        all=True,
    )


def _name() -> Trim:
    front = F("employee__title_front")
    return Trim(Concat(front, Value(" "), F("employee__name"), output_field=TextField()))


def _to_start(actor: Actor) -> QuerySet[PerformanceYear]:
    """The open years for which somebody with a position has no plan yet."""
    position = Placement.objects.filter(
        Q(employee_id=actor.employee_id), kind=PlacementKind.DEFINITIF, held__endswith__isnull=True
    ).exclude(employee__kind="PEJABAT_NEGARA")
    plan = Plan.objects.filter(Q(employee_id=actor.employee_id), held__overlap=OuterRef("held"))
    years = PerformanceYear.objects.filter(
        Exists(position), ~Exists(plan), state=PerformanceYear.State.OPEN
    )
    return waiting(
        years,
        "plans.start",
        about=Concat(Value("SKP "), Cast("year", TextField()), output_field=TextField()),
        since="opened_at",
        due="plans_due_on",
    )
