"""What was reached in a period, beside what was planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple, cast

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from kinerja.cycles import wording
from kinerja.cycles.models import Period
from kinerja.evidence.models import EvidenceUse, Realization, RealizationReport
from kinerja.evidence.operations.attaching import INDICATOR
from kinerja.evidence.sources import Sourced, SourceRow
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read, read_instances
from kinerja.plans.freezing import with_unit
from kinerja.plans.models import IndicatorContent, Plan, PlanVersion, ResultContent
from kinerja.plans.queries.content import (
    IndicatorRow,
    ResultRow,
    indicators_of,
    results_of,
)
from kinerja.plans.values import typed
from kinerja.ui import format as formats
from regulation.plan import Accumulation, Direction
from regulation.progress import (
    Progress,
    accumulated,
    date_progress,
    number_progress,
    text_progress,
)


class RealizationRow(NamedTuple):
    """One indicator in one period."""

    id: int
    indicator_id: int
    period_id: int
    period_no: int
    value: Decimal | None
    value_date: dt.date | None
    value_text: str
    note: str
    updated_at: dt.datetime
    lock_no: int
    #: where the value comes from by itself; None: somebody typed it
    label: str | None
    n: int | None
    low: Decimal | None
    high: Decimal | None
    basis: str | None
    frozen_at: dt.datetime | None

    @property
    def sourced(self) -> Sourced | None:
        """What a value that came by itself rests on."""
        if self.label is None:
            return None
        enough = self.value is not None
        return Sourced(self.label, self.n or 0, self.low, self.high, self.basis or "", enough)


class UseRow(NamedTuple):
    """One piece of evidence where it is used."""

    id: int
    evidence_id: int
    indicator_id: int
    kind: str
    name: str
    link: str
    size: int | None
    used_at: dt.datetime


class PeriodRow(NamedTuple):
    """A period of a plan's year: how much is filled, and whether it was sent."""

    id: int
    no: int
    label: str
    starts: dt.date
    due_on: dt.date
    closed_at: dt.datetime | None
    filled: int
    sent_at: dt.datetime | None
    is_late: bool | None

    @property
    def spoken(self) -> str:
        """triwulan III, inside a sentence"""
        return wording.spoken(self.label)


@dataclass(frozen=True)
class IndicatorView:
    """An indicator with what was reached in the period and so far."""

    row: IndicatorRow
    now: RealizationRow | None
    before: list[RealizationRow]
    uses: list[UseRow]
    #: from where it takes its values now
    source: SourceRow | None = None

    @property
    def id(self) -> int:
        return self.row.indicator_id

    @cached_property
    def is_filled(self) -> bool:
        return self.now is not None and self.shown != ""

    @cached_property
    def sourced(self) -> Sourced | None:
        """What the value of this period rests on, where it came by itself."""
        return self.now.sourced if self.now else None

    @property
    def is_typed(self) -> bool:
        """Whether the employee types the value of this period."""
        return self.source is None and not (self.sourced and self.now and self.now.frozen_at)

    @cached_property
    def caution(self) -> str:
        """What the interval says about the target."""
        if self.sourced is None or self.now is None:
            return ""
        return self.sourced.note(self.now.value, self.row.target)

    @cached_property
    def shown(self) -> str:
        """The value of this period as people write it, with its unit."""
        return written(self.row, self.now)

    @cached_property
    def figure_told(self) -> str:
        """The value that came by itself, without what it rests on; "" where too few spoke."""
        if self.now is None or self.now.value is None or self.sourced is None:
            return ""
        return with_unit(typed(self.now.value), self.row.unit)

    @cached_property
    def last(self) -> str:
        """The value of the period before, with its unit."""
        return written(self.row, self.before[-1]) if self.before else ""

    @cached_property
    def figure(self) -> Decimal | None:
        """What counts against the target: the sum so far, or the latest value."""
        rows = [*self.before, *([self.now] if self.now else [])]
        return accumulated(
            (row.value for row in rows), accumulation=Accumulation(self.row.accumulation)
        )

    @cached_property
    def progress(self) -> Progress:
        """How far it has come. Display only, never a rating."""
        row = self.row
        if row.target is not None:
            return number_progress(
                target=row.target, actual=self.figure, direction=Direction(row.direction)
            )
        if row.target_date is not None:
            day = self.now.value_date if self.now else None
            return date_progress(target=row.target_date, actual=day)
        return text_progress()

    @cached_property
    def total(self) -> str:
        """The sum so far where periods are added up and there is more than one."""
        if self.row.accumulation != Accumulation.TOTAL or not self.before or self.figure is None:
            return ""
        return f"{formats.number(self.figure)} {self.row.unit}".strip()


@dataclass(frozen=True)
class ResultView:
    """A result with its indicators in one period."""

    no: int
    row: ResultRow
    indicators: list[IndicatorView]


def written(indicator: IndicatorRow, reached: RealizationRow | None) -> str:
    """Return a value as it is read: number with unit, day, or words; "" where nothing is."""
    if reached is None:
        return ""
    sourced = reached.sourced
    if reached.value is not None:
        value = with_unit(typed(reached.value), indicator.unit)
        return f"{value} {sourced.interval}" if sourced else value
    if sourced:
        return sourced.few
    return formats.day(reached.value_date) or reached.value_text


@read(RealizationRow)
def realizations_until(plan_id: int, period_no: int) -> QuerySet[Realization]:
    """Return what a plan reached up to a period, in the order of the periods."""
    return (
        Realization.objects.filter(plan_id=plan_id, period__no__lte=period_no)
        .annotate(
            period_no=F("period__no"),
            label=F("provenance__label"),
            n=F("provenance__n"),
            low=F("provenance__low"),
            high=F("provenance__high"),
            basis=F("provenance__basis"),
            frozen_at=F("provenance__frozen_at"),
        )
        .order_by("period_no", "id")
    )


@read(UseRow)
def uses_in(plan_id: int, period_id: int) -> QuerySet[EvidenceUse]:
    """Return the evidence of a plan in a period, oldest first."""
    return (
        EvidenceUse.objects.filter(plan_id=plan_id, period_id=period_id, subject_kind=INDICATOR)
        .annotate(
            indicator_id=F("subject_id"),
            kind=F("evidence__kind"),
            name=F("evidence__name"),
            link=F("evidence__link"),
            size=F("evidence__size"),
        )
        .order_by("used_at", "id")
    )


def _report(column: str) -> Subquery:
    reports = RealizationReport.objects.filter(
        plan_id=OuterRef("of_plan"), period_id=OuterRef("pk")
    )
    return Subquery(reports.values(column)[:1])


def _filled() -> Subquery:
    rows = Realization.objects.filter(plan_id=OuterRef("of_plan"), period_id=OuterRef("pk"))
    written_rows = rows.exclude(value=None, value_date=None, value_text="", provenance=None)
    counted = written_rows.order_by().values("period").annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=BigIntegerField())


@read(PeriodRow)
def periods_of(plan_id: int, year_id: int) -> QuerySet[Period]:
    """Return the periods of a plan's year with how far their realization is."""
    return (
        Period.objects.filter(year_id=year_id)
        .annotate(of_plan=Cast(cast("Any", plan_id), BigIntegerField()))
        .annotate(
            starts=F("held__startswith"),
            due_on=F("realization_due_on"),
            filled=Coalesce(_filled(), 0),
            sent_at=_report("sent_at"),
            is_late=_report("is_late"),
        )
        .order_by("no")
    )


@read_instances(Plan)
def plans_seen(actor: Actor, plan_id: int) -> QuerySet[Plan]:
    """Return a plan that the actor may know, with the id of its agreed version."""
    agreed = PlanVersion.objects.filter(plan_id=OuterRef("pk"), state=PlanVersion.State.AGREED)
    return (
        Plan.objects.visible_to(actor)
        .filter(pk=plan_id)
        .select_related("employee", "year")
        .annotate(agreed_id=Subquery(agreed.values("pk")[:1]))
    )


@read_instances(Period)
def periods_in(plan_id: int, year_id: int, period_id: int) -> QuerySet[Period]:
    """Return a period if it is one of a year's, with when the plan's report was sent."""
    return (
        Period.objects.filter(pk=period_id, year_id=year_id)
        .annotate(of_plan=Cast(cast("Any", plan_id), BigIntegerField()))
        .annotate(sent_at=_report("sent_at"), is_late=_report("is_late"))
    )


@read(IndicatorRow)
def planned_indicator(version_id: int, indicator_id: int) -> QuerySet[IndicatorContent]:
    """Return one indicator of a version if its result still stands in it."""
    standing = ResultContent.objects.filter(
        plan_version=OuterRef("plan_version"), result=OuterRef("indicator__result"), deleted_at=None
    )
    return IndicatorContent.objects.filter(
        Exists(standing), plan_version_id=version_id, indicator_id=indicator_id
    ).annotate(result_id=F("indicator__result_id"))


def period_view(
    *, plan_id: int, version_id: int, period: Period, sources: Iterable[SourceRow] = ()
) -> list[ResultView]:
    """Return the results of a version with what was reached in a period, in four statements."""
    running = {source.indicator_id: source for source in sources}
    reached: dict[int, list[RealizationRow]] = {}
    for row in realizations_until(plan_id, period.no):
        reached.setdefault(row.indicator_id, []).append(row)
    uses: dict[int, list[UseRow]] = {}
    for use in uses_in(plan_id, period.pk):
        uses.setdefault(use.indicator_id, []).append(use)
    indicators: dict[int, list[IndicatorView]] = {}
    for line in indicators_of(version_id):
        view = _view(line, reached.get(line.indicator_id, []), uses, period, running)
        indicators.setdefault(line.result_id, []).append(view)
    return [
        ResultView(no=no, row=row, indicators=indicators.get(row.result_id, []))
        for no, row in enumerate(results_of(version_id), start=1)
    ]


def _view(
    line: IndicatorRow,
    rows: list[RealizationRow],
    uses: dict[int, list[UseRow]],
    period: Period,
    running: dict[int, SourceRow],
) -> IndicatorView:
    return IndicatorView(
        row=line,
        now=next((row for row in rows if row.period_id == period.pk), None),
        before=[row for row in rows if row.period_no < period.no],
        uses=uses.get(line.indicator_id, []),
        source=running.get(line.indicator_id),
    )
