"""Satisfaction indices as the nights computed them: of services, of units, over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from kinerja.surveys.models import Basis, Index
from kinerja.surveys.periods import QUARTER, Span
from kinerja.surveys.statistics import inside_one_grade


class ElementFigure(NamedTuple):
    """The mean of one element (NRR), 1.00 to 4.00, with its 95 % interval."""

    code: str
    n: int
    mean: Decimal | None
    low: Decimal | None
    high: Decimal | None


class Figure(NamedTuple):
    """An index with its interval. `is_certain`: the whole interval lies inside one grade."""

    answers: int
    index: Decimal | None  # type: ignore[assignment]  # no tuple asks for places
    low: Decimal | None
    high: Decimal | None
    grade: str
    is_certain: bool
    design_effect: float | None
    elements: list[ElementFigure]
    starts: dt.date
    months: int
    computed_on: dt.date
    counter_days: int

    @property
    def span(self) -> Span:
        return Span(self.starts, self.months)

    @property
    def weakest_first(self) -> list[ElementFigure]:
        """Return the elements with an answer, the lowest mean first."""
        known = [element for element in self.elements if element.mean is not None]
        return sorted(known, key=lambda element: (element.mean, element.code))


class ServiceFigure(NamedTuple):
    """A service of a unit and its figure."""

    service_id: int
    name: str
    unit_id: int
    served_a_year: int | None
    figure: Figure


#: the columns of `Index` in the order in which `_figure` takes them
COLUMNS = (
    "answers",
    "index",
    "low",
    "high",
    "grade",
    "design_effect",
    "elements",
    "starts",
    "months",
    "computed_on",
    "counter_days",
)


def service_figure(service_id: int, span: Span, basis: str = Basis.RULED) -> Figure | None:
    """Return the figure of a service; None where no answer of the span has had its night."""
    return _first(_rows(span, basis).filter(service_id=service_id))


def unit_figure(unit_id: int, span: Span, basis: str = Basis.RULED) -> Figure | None:
    """Return the figure of a unit with all below it; that of the root is the city's."""
    return _first(_rows(span, basis).filter(unit_id=unit_id))


def service_history(
    service_id: int, *, months: int = QUARTER, last: int = 8, basis: str = Basis.RULED
) -> list[Figure]:
    """Return the last figures of a service, the oldest first; periods without answers are none."""
    return _history(Index.objects.filter(service_id=service_id), months, last, basis)


def unit_history(
    unit_id: int, *, months: int = QUARTER, last: int = 8, basis: str = Basis.RULED
) -> list[Figure]:
    """Return the last figures of a unit with all below it, the oldest first."""
    return _history(Index.objects.filter(unit_id=unit_id), months, last, basis)


def figures_below(
    unit_ids: Sequence[int], span: Span, basis: str = Basis.RULED
) -> list[ServiceFigure]:
    """Return all services of these units that have a figure, by name, in one statement."""
    named = ("service_id", "service__name", "service__unit_id", "service__served_a_year")
    rows = (
        _rows(span, basis)
        .filter(service__unit_id__any=list(unit_ids))
        .order_by("service__name", "service_id")
        .values_list(*named, *COLUMNS)
    )
    return [
        ServiceFigure(service_id, name, unit_id, served, _figure(columns))
        for service_id, name, unit_id, served, *columns in rows
    ]


def figure_of(row: Sequence[Any]) -> Figure:
    """Return the figure of a row of `COLUMNS`."""
    return _figure(row)


def _rows(span: Span, basis: str) -> QuerySet[Index, Index]:
    return Index.objects.filter(starts=span.starts, months=span.months, basis=basis)


def _history(found: QuerySet[Index, Index], months: int, last: int, basis: str) -> list[Figure]:
    rows = found.filter(months=months, basis=basis).order_by("-starts").values_list(*COLUMNS)
    return [_figure(row) for row in reversed(rows[:last])]


def _first(found: QuerySet[Index, Index]) -> Figure | None:
    row = found.values_list(*COLUMNS).first()
    return _figure(row) if row else None


def _figure(row: Sequence[Any]) -> Figure:
    answers, index, low, high, grade, design_effect, elements, *rest = row
    return Figure(
        answers,
        index,
        low,
        high,
        grade,
        inside_one_grade(low, high),
        design_effect,
        [_element(one) for one in elements],
        *rest,
    )


def _element(stored: dict[str, Any]) -> ElementFigure:
    mean, low, high = (
        None if stored[key] is None else Decimal(stored[key]) for key in ("mean", "low", "high")
    )
    return ElementFigure(stored["code"], stored["n"], mean, low, high)
