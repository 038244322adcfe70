"""Indices of services and of the city, as far as ten citizens or more have answered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from kinerja.public.queries.units import Units
from kinerja.services.models import Service
from kinerja.surveys.changes import change
from kinerja.surveys.models import Basis, Index
from kinerja.surveys.periods import QUARTER, Span
from kinerja.surveys.privacy import FEWEST_PUBLIC, suppress
from kinerja.surveys.queries.figures import COLUMNS, Figure, figure_of, service_history
from kinerja.surveys.wording import Change

#: how far a line goes back
QUARTERS = 8
#: stands for the city among the services
CITY = 0


class Line(NamedTuple):
    """A service on the public page, or the city; no figure where too few have answered."""

    service_id: int
    name: str
    unit: str
    figure: Figure | None
    before: Figure | None

    @property
    def change(self) -> Change | None:
        """How the index moved since the period before."""
        return change(self.before, self.figure)


class Board(NamedTuple):
    """A quarter: the city, and every open service, the best index first."""

    span: Span
    city: Line
    services: list[Line]

    @property
    def measured(self) -> int:
        return sum(1 for line in self.services if line.figure)


def newest_span(units: Units, today: dt.date) -> Span | None:
    """Return the newest finished quarter in which enough citizens answered somewhere."""
    enough = Index.objects.filter(
        basis=Basis.RULED,
        months=QUARTER,
        unit_id=units.root,
        starts__lt=today,
        answers__gte=FEWEST_PUBLIC,
        index__isnull=False,
    )
    newest = enough.order_by("-starts").values_list("starts", flat=True)[:2]
    spans = [Span(starts, QUARTER) for starts in newest]
    return next((span for span in spans if span.ends <= today), None)


def board_of(span: Span, units: Units) -> Board:
    """Return the figures of a quarter beside those of the one before; services without any last."""
    figures = _figures(span, units)

    def line(pk: int, name: str, unit_id: int) -> Line:
        pair = (figures.get((pk, one.starts)) for one in (span, span.previous))
        return Line(pk, name, units.names.get(unit_id, ""), *pair)

    rows = Service.objects.filter(state=Service.State.OPEN).values_list("pk", "name", "unit_id")
    lines = sorted((line(*row) for row in rows), key=_best_first)
    return Board(span, line(CITY, units.names.get(units.root, ""), units.root), lines)


def history_of(service_id: int, span: Span) -> list[tuple[Span, Figure | None]]:
    """Return the last eight quarters up to this one; none for those with too few answers."""
    spans = [span]
    while len(spans) < QUARTERS:
        spans.insert(0, spans[0].previous)
    rows = _of([one.starts for one in spans]).filter(service__isnull=False)
    told = _told(rows.values_list("service_id", "starts", "answers"))
    known = {
        figure.starts: figure
        for figure in service_history(service_id, last=QUARTERS + 4)
        if (service_id, figure.starts) in told
    }
    return [(one, known.get(one.starts)) for one in spans]


def _of(starts: list[dt.date]) -> QuerySet[Index]:
    return Index.objects.filter(basis=Basis.RULED, months=QUARTER, starts__in=starts)


def _told(rows: Iterable[tuple[int | None, dt.date, int]]) -> set[tuple[int, dt.date]]:
    """Return whose figures may be told, and when: not those of few, nor what leads to them.

    The city's total is known, so a service that hides alone among the others follows from them.
    """
    counts: dict[dt.date, dict[int, int]] = defaultdict(dict)
    for service_id, starts, answers in rows:
        counts[starts][service_id or CITY] = answers
    return {
        (service_id, starts)
        for starts, of_services in counts.items()
        for service_id, answers in suppress(of_services, FEWEST_PUBLIC).items()
        if answers is not None
    }


def _best_first(line: Line) -> tuple[bool, float, str]:
    index = line.figure.index if line.figure else None
    return (index is None, -float(index or 0), line.name)


def _figures(span: Span, units: Units) -> dict[tuple[int, dt.date], Figure]:
    """Return the figures of services and of the city that may be told, of this span and before."""
    asked = Q(service__isnull=False) | Q(unit_id=units.root)
    rows = _of([span.starts, span.previous.starts]).filter(asked)
    named = rows.values_list("service_id", *COLUMNS)
    found = [(service_id or CITY, figure_of(columns)) for service_id, *columns in named]
    told = _told((pk, one.starts, one.answers) for pk, one in found if pk != CITY)
    return {
        (pk, one.starts): one
        for pk, one in found
        if one.index is not None
        and ((pk, one.starts) in told or (pk == CITY and one.answers >= FEWEST_PUBLIC))
    }
