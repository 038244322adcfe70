"""Which follow-ups wait for the person who answers for them, for Beranda."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import DateField, F, Func, QuerySet
from django.db.models.functions import Left

from kinerja.foundation.actor import Actor
from kinerja.foundation.tasks import TaskKind, waiting
from kinerja.improvements.models import Improvement

LONGEST = 110
KINDS = {"improvements.act": TaskKind("Tindak lanjut: {about}", "improvements:improvement", "Buka")}


class _FortnightBefore(Func):
    """What is due later than in two weeks does not wait yet."""

    template = "(%(expressions)s - 14)"


def tasks(actor: Actor, on: dt.date) -> QuerySet[Any, Any]:
    """Return one's own follow-ups that are overdue or due within two weeks."""
    own = Improvement.objects.filter(
        responsible_id=actor.employee_key, state__in=["PLANNED", "RUNNING"]
    )
    dated = own.annotate(since_day=_FortnightBefore(F("due_on"), output_field=DateField()))
    return waiting(
        dated.filter(since_day__lte=on),
        "improvements.act",
        about=Left("action", LONGEST),
        since=F("since_day"),
        due="due_on",
    )
