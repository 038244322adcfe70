"""Indices of services and units, made of the sums per service and quarter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q

from kinerja.organization.models import UnitPeriod
from kinerja.services.models import Service
from kinerja.surveys.models import Basis, Index, Moment, Ruling
from kinerja.surveys.operations.closing import close
from kinerja.surveys.periods import LENGTHS, YEAR, Span, span_of
from kinerja.surveys.statistics import Estimate, Sums, estimate, total
from regulation.satisfaction import survey_grade


class YearOfSums:
    """All sums of a year: the indices of its quarters, its halves and its own follow from them."""

    def __init__(self, year: Span) -> None:
        rows = Moment.objects.filter(starts__gte=year.starts, starts__lt=year.ends)
        self.parts: dict[tuple[int, dt.date, bool], Sums] = {}
        for service_id, starts, unflagged, *sums in rows.values_list(
            "service_id", "starts", "unflagged", *Sums._fields
        ):
            self.parts[service_id, starts, unflagged] = Sums(*sums)
        self.left_out = _left_out(year)
        self.estimates: dict[str, Estimate] = {}

    def estimated(self, sums: Sums) -> Estimate:
        """Estimate the same sums once: mostly no ruling sets the official figure apart from all."""
        key = repr(sums)
        if key not in self.estimates:
            self.estimates[key] = estimate(sums)
        return self.estimates[key]

    def services(self) -> set[int]:
        return {service_id for service_id, _, _ in self.parts}

    def of_service(self, service_id: int, span: Span, basis: str) -> Sums | None:
        """Add up the quarters of the span, each with or without the answers that bear a signal."""
        keys = (
            (service_id, quarter.starts, self._unflagged(service_id, quarter.starts, basis))
            for quarter in span.quarters
        )
        return total(self.parts[key] for key in keys if key in self.parts)

    def _unflagged(self, service_id: int, starts: dt.date, basis: str) -> bool:
        if basis == Basis.RULED:
            return (service_id, starts) in self.left_out
        return basis == Basis.UNFLAGGED


def write_indices(touched: Mapping[dt.date, Collection[int]], today: dt.date) -> int:
    """Write the indices of the spans that hold these days, of these services and those above."""
    years: dict[Span, dict[Span, set[int]]] = defaultdict(lambda: defaultdict(set))
    for day, services in touched.items():
        for months in LENGTHS:
            years[span_of(day, YEAR)][span_of(day, months)].update(services)
    written = 0
    for year, spans in years.items():
        sums = YearOfSums(year)
        for span, services in spans.items():
            written += _write_span(sums, span, services, today)
        for span in sorted(spans, key=lambda span: span.months):
            close(span, _units_above(sums.services(), min(today, span.last_day)))
    return written


def _write_span(year: YearOfSums, span: Span, services: set[int], today: dt.date) -> int:
    above = _units_above(year.services() | services, min(today, span.last_day))
    units = {unit for service in services for unit in above[service]}
    rows: list[Index] = []
    for basis in Basis.values:
        of_units: dict[int, list[Sums]] = defaultdict(list)
        of_services: dict[int, Sums] = {}
        for service in above:
            if sums := year.of_service(service, span, basis):
                of_services[service] = sums
                for unit in above[service]:
                    of_units[unit].append(sums)
        said = {"starts": span.starts, "months": span.months, "basis": basis, "computed_on": today}
        rows += [
            _index(of_services[one], year, service_id=one, **said)
            for one in services
            if one in of_services
        ]
        rows += [
            _index(whole, year, unit_id=one, **said) for one, whole in _totals(of_units, units)
        ]
    # Whoever stood above under another tree, and does no more, goes with them.
    stale = Q(unit__isnull=False) & ~Q(unit_id__any=_all(above))
    ours = Q(service_id__any=list(services)) | Q(unit_id__any=list(units)) | stale
    Index.objects.filter(ours, starts=span.starts, months=span.months).delete()
    Index.objects.bulk_create(rows)
    return len(rows)


def _totals(of_units: Mapping[int, list[Sums]], units: set[int]) -> Iterable[tuple[int, Sums]]:
    for unit in sorted(units):
        if whole := total(of_units.get(unit, [])):
            yield unit, whole


def _all(above: Mapping[int, list[int]]) -> list[int]:
    return sorted({unit for units in above.values() for unit in units})


def _units_above(services: set[int], day: dt.date) -> dict[int, list[int]]:
    """Return, of each service, its unit and all above it, as the tree stood on that day.

    A unit that was no more has its last place, one that was not yet stands for itself.
    """
    unit_of = dict(Service.objects.filter(pk__any=list(services)).values_list("pk", "unit_id"))
    periods = (
        UnitPeriod.objects.filter(
            unit_id__any=sorted(set(unit_of.values())), valid__startswith__lte=day
        )
        .order_by("unit_id", "-valid__startswith")
        .distinct("unit_id")
    )
    paths = {
        unit_id: [int(part) for part in path.split("/") if part]
        for unit_id, path in periods.values_list("unit_id", "path")
    }
    return {service: paths.get(unit, [unit]) for service, unit in unit_of.items()}


def _left_out(year: Span) -> set[tuple[int, dt.date]]:
    """Return the services and quarters whose last ruling leaves answers with a signal out."""
    last = (
        Ruling.objects.filter(starts__gte=year.starts, starts__lt=year.ends)
        .order_by("service_id", "starts", "-at", "-id")
        .distinct("service_id", "starts")
    )
    rows = last.values_list("service_id", "starts", "leave_out")
    return {(service, starts) for service, starts, leave_out in rows if leave_out}


def _index(sums: Sums, year: YearOfSums, **where: Any) -> Index:
    found = year.estimated(sums)
    return Index(
        answers=sums.answers,
        counter_days=sums.counter_days,
        index=found.value,
        low=found.range.low,
        high=found.range.high,
        grade="" if found.value is None else survey_grade(found.value).value,
        design_effect=found.design_effect,
        elements=_elements(found),
        **where,
    )


def _elements(found: Estimate) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "n": one.n,
            "mean": _text(one.mean),
            "low": _text(one.range.low),
            "high": _text(one.range.high),
        }
        for one in found.elements
    ]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
