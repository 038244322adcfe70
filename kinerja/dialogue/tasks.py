"""What of sessions and agreements waits, for Beranda."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import (
    DateField,
    DateTimeField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, Left, Trim

from kinerja.city.models import City
from kinerja.dialogue.models import Agreement, Confirmation, Session
from kinerja.foundation.actor import Actor
from kinerja.foundation.tasks import TaskKind, waiting

LONGEST = 110
KINDS = {
    "dialogue.accept": TaskKind("{about} meminta sesi dialog", "dialogue:session", "Buka"),
    "dialogue.asked": TaskKind("Permintaan sesi dialog Anda", "dialogue:session", "Lihat"),
    "dialogue.prepare": TaskKind(
        "Dialog kinerja dengan {about}", "dialogue:session", "Siapkan", is_dated=True
    ),
    "dialogue.record": TaskKind("Catat dialog dengan {about}", "dialogue:session", "Catat"),
    "dialogue.confirm": TaskKind(
        "Setujui catatan dialog dengan {about}", "dialogue:session", "Setujui"
    ),
    "dialogue.confirming": TaskKind("Persetujuan catatan dialog", "dialogue:session", "Lihat"),
    "dialogue.keep": TaskKind("Kesepakatan: {about}", "dialogue:agreement", "Buka"),
    "dialogue.kept": TaskKind("Kesepakatan: {about}", "dialogue:agreement", "Lihat"),
}


class _SevenBefore(Func):
    template = "(%(expressions)s - 7)"


def city_day(moment: str) -> Cast:
    """The day of the city at a moment, reckoned by the database in the city's own zone."""
    zone = Coalesce(
        Subquery(City.objects.values("time_zone")[:1]),
        Value(settings.TIME_ZONE),
        output_field=TextField(),
    )
    local = Func(zone, F(moment), function="timezone", output_field=DateTimeField())
    return Cast(local, DateField())


def _name(who: str) -> Trim:
    front = F(f"{who}__title_front")
    return Trim(Concat(front, Value(" "), F(f"{who}__name"), output_field=TextField()))


WORDS = Left("text", LONGEST)


def tasks(actor: Actor, on: dt.date) -> QuerySet[Any, Any]:
    """Return what the actor must do about sessions and agreements, and what he waits for."""
    own = Session.objects.filter(Q(employee_id=actor.employee_key))
    led = Session.objects.filter(Q(leader_id=actor.employee_key))
    asked = led.filter(state="REQUESTED")
    return waiting(asked, "dialogue.accept", about=_name("employee")).union(
        waiting(
            own.filter(state="REQUESTED"), "dialogue.asked", about="kind", waits_on=_name("leader")
        ),
        *_planned(own, "leader", on),
        *_planned(led, "employee", on),
        *_to_confirm(actor, own, "employee", "leader"),
        *_to_confirm(actor, led, "leader", "employee"),
        *_agreements(actor),
        all=True,
    )


def _planned(found: QuerySet[Session], other: str, on: dt.date) -> list[QuerySet[Any, Any]]:
    """Sessions of the coming week, dated; and those of before that nobody has recorded."""
    dated = found.filter(state="PLANNED").annotate(day=city_day("starts_at"))
    week = dated.annotate(week_before=_SevenBefore(F("day"), output_field=DateField()))
    soon = week.filter(day__gte=on, week_before__lte=on)
    past = dated.filter(day__lt=on)
    return [
        waiting(soon, "dialogue.prepare", about=_name(other), since="starts_at", due="day"),
        waiting(past, "dialogue.record", about=_name(other), since="starts_at"),
    ]


def _to_confirm(
    actor: Actor, found: QuerySet[Session], me: str, other: str
) -> list[QuerySet[Any, Any]]:
    """Held sessions that one has not confirmed; and those that wait for the other one."""
    said = Confirmation.objects.filter(session=OuterRef("pk"))
    mine = Exists(said.filter(person=OuterRef(me)))
    held = found.filter(state="HELD")
    return [
        waiting(held.exclude(mine), "dialogue.confirm", about=_name(other)),
        waiting(held.filter(mine), "dialogue.confirming", about="kind", waits_on=_name(other)),
    ]


def _agreements(actor: Actor) -> list[QuerySet[Any, Any]]:
    """One's own promises and those of the other; a superior's pass on with the position."""
    running = Agreement.objects.filter(state="OPEN")
    me = Q(responsible_id=actor.employee_key)
    of_employee = Q(employee_id=actor.employee_key)
    at_post = Q(placement_id__any=actor.evaluates)
    of_origin = ~Q(session__origin_kind="")
    of_superior = ~Q(responsible_id=F("employee_id"))
    mine = running.filter(me & (of_employee | at_post | of_origin))
    taken_over = running.filter(at_post & of_superior & ~me & ~of_origin & ~of_employee)
    theirs = running.filter(~me & (of_employee | (at_post & ~of_superior & ~of_origin)))
    mentored = running.filter(~me & Q(leader_id=actor.employee_key) & of_origin)
    since = "made_at"
    return [
        waiting(mine, "dialogue.keep", about=WORDS, since=since, due="due_on"),
        waiting(taken_over, "dialogue.keep", about=WORDS, since=since, due="due_on"),
        waiting(theirs, "dialogue.kept", about=WORDS, since=since, due="due_on",
                waits_on=_name("responsible")),
        waiting(mentored, "dialogue.kept", about=WORDS, since=since, due="due_on",
                waits_on=_name("responsible")),
    ]  # fmt: skip
