"""What every page of results looks for first: the period, the service, the unit."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.http import Http404

from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.services.access import may_administer
from kinerja.surveys import access
from kinerja.surveys.forms import PeriodFilter
from kinerja.surveys.periods import HALF, QUARTER, YEAR, Span, quarter_of, span_of
from kinerja.surveys.queries import results
from kinerja.surveys.queries.results import ServiceHead, UnitHead

#: a quarter younger than this is shown only on request, if there is one before it
YOUNG = dt.timedelta(days=30)
QUARTERS, HALVES, YEARS = 8, 4, 3
ONE_DAY = dt.timedelta(days=1)


class Chosen(NamedTuple):
    """The period that is looked at, and those one may choose."""

    span: Span
    spans: list[Span]
    today: dt.date

    @property
    def day(self) -> dt.date:
        """The day whose organisation counts: the last of the period, or today."""
        return min(self.span.last_day, self.today)

    @property
    def is_running(self) -> bool:
        return self.today < self.span.ends

    @property
    def query(self) -> str:
        return f"?periode={self.span.code}"


def chosen(form: PeriodFilter) -> Chosen:
    """Return the period that was asked for, else the one that says most. Raises Http404."""
    if not form.is_valid():
        raise Http404
    today = clock.today()
    span = form.cleaned_data["periode"] or _usual(today)
    return Chosen(span, spans_to_choose(today, span), today)


def spans_to_choose(today: dt.date, span: Span) -> list[Span]:
    """Return the last quarters, halves and years, and the one that is looked at."""
    found = [
        *_back(span_of(today, QUARTER), QUARTERS),
        *_back(span_of(today, HALF), HALVES),
        *_back(span_of(today, YEAR), YEARS),
    ]
    return found if span in found else [span, *found]


def _usual(today: dt.date) -> Span:
    """The running quarter once it is a month old, else the last one with answers."""
    running = quarter_of(today)
    if today - running.starts >= YOUNG:
        return running
    known = [row.starts for row in results.last_quarters() if row.starts < running.starts]
    return Span(known[0], QUARTER) if known else running


def _back(span: Span, count: int) -> list[Span]:
    found = [span]
    while len(found) < count:
        found.append(found[-1].previous)
    return found


def service_or_404(request: ActorRequest, service_id: int) -> ServiceHead:
    """Return a service whose results one sees. Raises Http404."""
    head = results.service_head.one(request.actor, service_id, clock.today())
    if head is None:
        raise Http404
    return head


def unit_or_404(request: ActorRequest, unit_id: int, day: dt.date) -> UnitHead:
    """Return a unit whose results one sees. Raises Http404."""
    head = results.unit_head.one(request.actor, unit_id, day)
    if head is None:
        raise Http404
    return head


def must_see_results(actor: Actor) -> None:
    """Raises NotPermitted for whoever has no unit of any kind."""
    if not access.units_seen(actor):
        raise NotPermitted(access.NOT_YOURS)


def must_administer(actor: Actor, unit_id: int) -> None:
    """Raises NotPermitted."""
    if not may_administer(actor, unit_id):
        raise NotPermitted(access.NOT_YOUR_RULING)
