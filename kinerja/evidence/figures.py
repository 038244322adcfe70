"""What sources say of a stretch of days, for many sources at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from kinerja.complaints.queries import figures_of
from kinerja.evidence.models import IndicatorSource
from kinerja.organization.models import UnitPeriod
from kinerja.surveys.models import Basis, Index
from kinerja.surveys.periods import QUARTER, Span, quarter_of
from kinerja.surveys.queries.figures import COLUMNS, Figure, figure_of
from kinerja.surveys.wording import is_enough
from kinerja.ui import format as formats

Kind = IndicatorSource.Kind
SURVEYS = frozenset({Kind.INDEX, Kind.ELEMENT})
#: what is shorter is a month
LEAST_QUARTER = dt.timedelta(days=80)


class Asked(NamedTuple):
    """One source and the days of one period."""

    kind: str
    service_id: int | None
    unit_id: int | None
    element: str
    #: the name of the service or unit
    name: str
    starts: dt.date
    ends: dt.date


class Taken(NamedTuple):
    """What it says: the value is None where too few spoke."""

    value: Decimal | None
    label: str
    starts: dt.date
    ends: dt.date
    n: int
    low: Decimal | None
    high: Decimal | None
    grade: str
    basis: str


#: (service, unit, first day of the quarter)
Key = tuple[int | None, int | None, dt.date]


def taken_for(asked: Iterable[Asked], today: dt.date) -> list[Taken]:
    """Return what each says, in their order: one statement for all surveys."""
    wanted = list(asked)
    found = _indices([one for one in wanted if one.kind in SURVEYS])
    complaints = _Complaints(today)
    return [
        _of_survey(one, found.get(_key(one))) if one.kind in SURVEYS else complaints.taken(one)
        for one in wanted
    ]


def survey_span(starts: dt.date) -> Span:
    """Return the quarter that holds a period: a month takes that of its quarter so far."""
    return quarter_of(starts)


def _key(one: Asked) -> Key:
    return one.service_id, one.unit_id, survey_span(one.starts).starts


def _indices(wanted: list[Asked]) -> dict[Key, Figure]:
    """Read the official indices of all quarters asked for."""
    if not wanted:
        return {}
    services = sorted({one.service_id for one in wanted if one.service_id})
    units = sorted({one.unit_id for one in wanted if one.unit_id})
    quarters = {survey_span(one.starts).starts for one in wanted}
    rows: QuerySet[Index, Any] = Index.objects.filter(
        Q(service_id__any=services) | Q(unit_id__any=units),
        starts__in=quarters,
        months=QUARTER,
        basis=Basis.RULED,
    ).values_list("service_id", "unit_id", *COLUMNS)
    return {
        (service, unit, figure.starts): figure
        for service, unit, *columns in rows
        for figure in [figure_of(columns)]
    }


def _of_survey(one: Asked, figure: Figure | None) -> Taken:
    span = survey_span(one.starts)
    what = f"Unsur {one.element}" if one.kind == Kind.ELEMENT else "IKM"
    is_month = one.ends - one.starts < LEAST_QUARTER
    part = f" (memuat bulan {formats.MONTHS[one.starts.month - 1]})" if is_month else ""
    label = f"{what} {one.name}, {span.label}{part}"
    blank = _blank(label, span.starts, span.ends, 0, Basis.RULED.value)
    if figure is None:
        return blank
    n, value, low, high = _numbers(one, figure)
    if not is_enough(n) or value is None:
        return blank._replace(n=n)
    grade = figure.grade if one.kind == Kind.INDEX else ""
    return blank._replace(value=value, n=n, low=low, high=high, grade=grade)


def _blank(label: str, starts: dt.date, ends: dt.date, n: int, basis: str) -> Taken:
    """What too few said."""
    return Taken(None, label, starts, ends, n, None, None, "", basis)


def _numbers(
    one: Asked, figure: Figure
) -> tuple[int, Decimal | None, Decimal | None, Decimal | None]:
    if one.kind == Kind.INDEX:
        return figure.answers, figure.index, figure.low, figure.high
    for element in figure.elements:
        if element.code == one.element:
            return element.n, element.mean, element.low, element.high
    return 0, None, None, None


class _Complaints:
    """Figures of complaints, each unit and time counted once."""

    def __init__(self, today: dt.date) -> None:
        self.today = today
        self.known: dict[tuple[int, dt.date, dt.date], Any] = {}

    def taken(self, one: Asked) -> Taken:
        assert one.unit_id is not None
        figure = self._figure(one.unit_id, one.starts, one.ends)
        is_share = one.kind == Kind.COMPLAINT_SHARE
        what = "Aduan dijawab tepat waktu" if is_share else "Lama menjawab aduan"
        time = formats.span(one.starts, one.ends - dt.timedelta(days=1))
        n = figure.counted if is_share else figure.answered
        blank = _blank(f"{what} {one.name}, {time}", one.starts, one.ends, n, "")
        value = figure.share if is_share else figure.median_days
        if not is_enough(n) or value is None:
            return blank
        if not is_share:
            return blank._replace(value=value)
        return blank._replace(value=value, low=figure.low, high=figure.high)

    def _figure(self, unit_id: int, starts: dt.date, ends: dt.date) -> Any:
        key = unit_id, starts, ends
        if key not in self.known:
            below = units_with_below(unit_id, self.today)
            self.known[key] = figures_of(below, starts, ends, on=self.today)
        return self.known[key]


def units_with_below(unit_id: int, day: dt.date) -> list[int]:
    """Return a unit and all below it on a day; the unit alone where it is no more."""
    periods = UnitPeriod.objects.on(day)
    path = periods.filter(unit_id=unit_id).values_list("path", flat=True).first()
    if path is None:
        return [unit_id]
    below = periods.filter(path__gte=path, path__lt=path[:-1] + "0")
    return sorted(below.values_list("unit_id", flat=True))
