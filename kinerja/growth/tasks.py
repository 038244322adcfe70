"""Which actions of one's own plan are due, for Beranda."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import DateField, F, Func, QuerySet
from django.db.models.functions import Left

from kinerja.foundation.actor import Actor
from kinerja.foundation.tasks import TaskKind, waiting
from kinerja.growth.models import Action

LONGEST = 110
KINDS = {"growth.act": TaskKind("Rencana pengembangan: {about}", "growth:action", "Buka")}


class _FortnightBefore(Func):
    """What is due later than in two weeks does not wait yet."""

    template = "(%(expressions)s - 14)"


def tasks(actor: Actor, on: dt.date) -> QuerySet[Any, Any]:
    """Return one's own open actions that are overdue or due within two weeks."""
    running = Action.objects.filter(employee_id=actor.employee_key, state=Action.State.OPEN)
    dated = running.annotate(since_day=_FortnightBefore(F("due_on"), output_field=DateField()))
    return waiting(
        dated.filter(since_day__lte=on), "growth.act", about=Left("text", LONGEST), due="due_on"
    )
