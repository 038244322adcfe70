"""What everybody may read of follow-ups: what was asked and what changed, never who did it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from kinerja.foundation.reads import read
from kinerja.improvements.models import Improvement
from kinerja.surveys.periods import Span
from kinerja.surveys.promises import Promise

State = Improvement.State


class PublicRow(NamedTuple):
    """A promise to citizens. `outcome` is what changed; only of those done."""

    id: int
    service_id: int
    service_name: str
    element: str
    asked: str
    action: str
    state: str
    outcome: str
    due_on: dt.date
    done_on: dt.date | None

    @property
    def is_kept(self) -> bool:
        return self.state == State.DONE


class Kept(NamedTuple):
    """Of the promises that were due in a time: how many there were, and how many are kept."""

    due: int
    done: int
    in_time: int


def public_ones(limit: int) -> list[PublicRow]:
    """Return the public follow-ups that are done, the newest first."""
    return _newest(limit)


def newest_for(service_id: int) -> PublicRow | None:
    """Return the newest public follow-up of a service that is done."""
    return _of_service.one(service_id)


def promise_of(service_id: int) -> Promise | None:
    """Return the same as the thanks after a survey say it."""
    row = newest_for(service_id)
    return Promise(row.asked, row.outcome) if row else None


def kept_promises(span: Span) -> Kept:
    """Count the public promises that were due in a span; what was dropped counts as not kept."""
    due = Improvement.objects.filter(is_public=True, due_on__gte=span.starts, due_on__lt=span.ends)
    counted = due.aggregate(
        due=Count("pk"),
        done=Count("pk", filter=Q(state=State.DONE)),
        in_time=Count("pk", filter=Q(state=State.DONE, done_on__lte=F("due_on"))),
    )
    return Kept(**counted)


@read(PublicRow)
def _newest(limit: int) -> QuerySet[Improvement]:
    newest_first = [F("done_on").desc(), F("id").desc()]
    numbered = _done().annotate(place=Window(RowNumber(), order_by=newest_first))
    return numbered.filter(place__lte=limit).order_by("place")


@read(PublicRow)
def _of_service(service_id: int) -> QuerySet[Improvement]:
    return _done().filter(service_id=service_id).order_by("-done_on", "-id")[:1]


def _done() -> QuerySet[Improvement]:
    public = Improvement.objects.filter(is_public=True, state=State.DONE)
    return public.annotate(service_name=F("service__name"))
