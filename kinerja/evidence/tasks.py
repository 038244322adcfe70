"""What of realizations waits, for Beranda."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from kinerja.cycles.models import Period
from kinerja.cycles.wording import spoken_column
from kinerja.evidence.models import RealizationReport
from kinerja.foundation.actor import Actor
from kinerja.foundation.tasks import TaskKind, waiting
from kinerja.plans.models import Plan

KINDS = {"evidence.report": TaskKind("Isi realisasi {about}", "evidence:own_sheet", "Isi")}
ABOUT = Concat(
    spoken_column("label"), Value(" "), Cast("year__year", TextField()), output_field=TextField()
)


def tasks(actor: Actor, on: dt.date) -> QuerySet[Any, Any]:
    """Return the begun periods whose realization the actor has not sent yet."""
    plan = Plan.objects.filter(
        Q(employee_id=actor.employee_key),
        state=Plan.State.AGREED,
        year=OuterRef("year"),
        held__overlap=OuterRef("held"),
    )
    sent = RealizationReport.objects.filter(
        Q(plan__employee_id=actor.employee_key), period=OuterRef("pk")
    )
    periods = Period.objects.filter(
        Exists(plan), ~Exists(sent), closed_at=None, held__startswith__lte=on
    )
    return waiting(
        periods,
        "evidence.report",
        about=ABOUT,
        since=F("held__startswith"),
        due="realization_due_on",
    )
