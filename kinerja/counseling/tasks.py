"""What of counseling waits, for Beranda, and what the worker forgets."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from procrastinate.contrib.django import app

from kinerja.city.queries import on_city_time
from kinerja.counseling.models import Case, Meeting
from kinerja.counseling.operations.keys import forget_unlocks
from kinerja.counseling.querysets import acts_as_himself
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.tasks import TaskKind, waiting

#: no names and no reasons: somebody may look over the shoulder
KINDS = {
    "counseling.accept": TaskKind("Kasus baru", "counseling:case", "Buka"),
    "counseling.meeting": TaskKind(
        "Pertemuan di {about}", "counseling:case", "Buka", is_dated=True
    ),
}


def tasks(actor: Actor, on: dt.date) -> QuerySet[Any, Any]:
    """Return the counselor's new cases and the employee's coming meetings."""
    new = Case.objects.filter(
        Q(counselor_id=actor.employee_key), acts_as_himself(actor), state=Case.State.REQUESTED
    )
    meetings = Meeting.objects.filter(
        Q(case__employee_id=actor.employee_key),
        acts_as_himself(actor),
        state=Meeting.State.PLANNED,
        day__gte=on,
    )
    return waiting(new, "counseling.accept", about=Value("")).union(
        waiting(
            meetings,
            "counseling.meeting",
            about="place",
            since=F("state_since"),
            due="day",
            object_id="case_id",
        ),
        all=True,
    )


@app.periodic(cron="43 18 * * *")
@app.task(name="counseling.forget_unlocks", queueing_lock="counseling.forget_unlocks")
def forget(timestamp: int) -> None:
    """Delete what sessions have opened and no longer may."""
    with on_city_time():
        forget_unlocks(at=clock.now())
