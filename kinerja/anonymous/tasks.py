"""What of anonymous windows waits, for Beranda; and what the worker does each hour and night."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, QuerySet
from procrastinate.contrib.django import app

from kinerja.anonymous import operations
from kinerja.anonymous.models import Window
from kinerja.city.queries import on_city_time
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.tasks import TaskKind, waiting

KINDS = {
    "anonymous.answer": TaskKind(
        "Beri masukan anonim tentang {about}. Jika sudah menjawab, abaikan",
        "anonymous:answer",
        "Jawab",
    )
}


def tasks(actor: Actor, on: dt.date) -> QuerySet[Any, Any]:
    """Return the open windows that ask the actor: whether he has answered, nobody knows."""
    asking = Window.objects.asking(actor.employee_key, on)
    return waiting(
        asking, "anonymous.answer", about=F("subject__name"), since=F("opens"), due="closes"
    )


@app.periodic(cron="7 * * * *")
@app.task(name="anonymous.seal_due", queueing_lock="anonymous.seal_due")
def seal_due(timestamp: int) -> None:
    """Close the windows whose last day is over; forget keys that no open window names."""
    at = clock.now()
    with on_city_time():
        operations.seal_due(at=at)
    operations.forget_stray_keys(at=at)


@app.periodic(cron="27 18 * * *")
@app.task(name="anonymous.rewrite_open_rows", queueing_lock="anonymous.rewrite_open_rows")
def rewrite_open_rows(timestamp: int) -> None:
    """Write the rows of open windows anew in random order, each night."""
    with on_city_time():
        operations.rewrite_open_rows(at=clock.now())
