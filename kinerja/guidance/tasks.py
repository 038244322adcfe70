"""What of guidances waits, for Beranda."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import DateField, Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Trim

from kinerja.dialogue.tasks import city_day
from kinerja.foundation.actor import Actor
from kinerja.foundation.tasks import TaskKind, waiting
from kinerja.guidance.models import Guidance, StatementAnswers

KINDS = {
    "guidance.decide": TaskKind("Usul bimbingan untuk {about}", "guidance:guidance", "Putuskan"),
    "guidance.answer": TaskKind(
        "Jawab sembilan pernyataan tentang bimbingan oleh {about}", "guidance:statements", "Jawab"
    ),
    "guidance.close": TaskKind("Tutup bimbingan {about}", "guidance:guidance", "Buka"),
}


class _TwoWeeksBefore(Func):
    template = "(%(expressions)s - 14)"


class _MonthAfter(Func):
    template = "(%(expressions)s + 30)"


def _name(who: str) -> Trim:
    front = F(f"{who}__title_front")
    return Trim(Concat(front, Value(" "), F(f"{who}__name"), output_field=TextField()))


def tasks(actor: Actor, on: dt.date) -> QuerySet[Any, Any]:
    """Return the offers to decide, the statements to answer and the guidances to close."""
    offered = Guidance.objects.filter(
        Q(placement_id__any=actor.evaluates), ~Q(employee_id=actor.employee_key), state="OFFERED"
    )
    led = Guidance.objects.filter(Q(mentor_id=actor.employee_key), state="RUNNING", ends_on__lte=on)
    own = _unanswered(actor)
    running = own.filter(state="RUNNING").annotate(
        soon=_TwoWeeksBefore(F("ends_on"), output_field=DateField())
    )
    ended = own.filter(state__in=["FINISHED", "STOPPED"]).annotate(
        last=_MonthAfter(city_day("state_since"), output_field=DateField())
    )
    return waiting(offered, "guidance.decide", about=_name("employee")).union(
        waiting(led, "guidance.close", about=_name("employee"), due="ends_on"),
        waiting(
            running.filter(soon__lte=on), "guidance.answer", about=_name("mentor"), due="ends_on"
        ),
        waiting(ended.filter(last__gte=on), "guidance.answer", about=_name("mentor"), due="last"),
        all=True,
    )


def _unanswered(actor: Actor) -> QuerySet[Guidance]:
    answered = StatementAnswers.objects.filter(guidance=OuterRef("pk"))
    own = Guidance.objects.filter(Q(employee_id=actor.employee_key), mentor__isnull=False)
    return own.exclude(Exists(answered))
