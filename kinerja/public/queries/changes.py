"""What citizens asked for and what came of it, also where it cannot be done; nobody is named."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from kinerja.improvements.models import Improvement

State = Improvement.State
#: what is only planned is no change yet
TOLD = [State.DONE, State.RUNNING, State.DROPPED]


class ChangeLine(NamedTuple):
    """A follow-up as citizens read it."""

    service: str
    asked: str
    action: str
    state: str
    outcome: str
    due_on: dt.date
    done_on: dt.date | None

    @property
    def state_label(self) -> str:
        return State(self.state).label


def newest_changes(limit: int, service_id: int | None = None) -> list[ChangeLine]:
    """Return the public follow-ups, the newest first, of one service or of all."""
    rows = _told() if service_id is None else _told().filter(service_id=service_id)
    named = rows.values_list("service__name", *ChangeLine._fields[1:])
    return [ChangeLine(*row) for row in named[:limit]]


def _told() -> QuerySet[Improvement, Improvement]:
    told = Improvement.objects.filter(is_public=True, state__in=TOLD)
    return told.order_by(Coalesce(F("done_on"), F("planned_on")).desc(), "-pk")
