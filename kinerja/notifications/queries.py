"""One's own messages, newest first."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import QuerySet

from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.notifications.models import Notification


class Note(NamedTuple):
    """One message in the list."""

    id: int
    at: dt.datetime
    title: str
    body: str
    read_at: dt.datetime | None


PAGE = 50


@read(Note)
def newest(actor: Actor) -> QuerySet[Notification]:
    """Return the latest messages of a person."""
    return Notification.objects.visible_to(actor).order_by("-at", "-id")[:PAGE]
