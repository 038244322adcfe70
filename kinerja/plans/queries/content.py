"""What stands in a version: results with indicators, behaviors, annex; and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Coalesce

from kinerja.foundation.reads import read
from kinerja.organization.models.people import full_name
from kinerja.plans.freezing import agreed_source, takes_source, with_unit
from kinerja.plans.models import AnnexLine, BehaviorContent, IndicatorContent, ResultContent
from kinerja.plans.values import IndicatorValues, ResultValues, base_of, typed
from kinerja.ui import format as formats
from regulation import plan as law
from regulation.behavior import CoreValue
from regulation.ruling import Ruling


class ResultRow(NamedTuple):
    """One result of a version."""

    result_id: int
    kind: str
    text: str
    perspective: str
    assigned_by_id: int | None
    giver_front: str
    giver_name: str
    giver_back: str
    parent_result_id: int | None
    parent_text: str | None
    no_parent_reason: str
    position: int

    @property
    def assigned_by(self) -> str:
        if self.assigned_by_id is None:
            return ""
        return full_name(self.giver_front, self.giver_name, self.giver_back)


class IndicatorRow(NamedTuple):
    """One indicator of a version."""

    indicator_id: int
    result_id: int
    aspect: str
    text: str
    target: Decimal | None
    target_date: dt.date | None
    target_text: str
    unit: str
    direction: str
    accumulation: str
    source: str

    @property
    def takes_source(self) -> bool:
        """Whether its realization could come by itself."""
        return takes_source(self)

    @property
    def agreed_source(self) -> str:
        """From where its realization comes by itself."""
        return agreed_source(self)

    @property
    def written_target(self) -> str:
        """The target as it goes into its one field."""
        if self.target_date is not None:
            return formats.day(self.target_date)
        return typed(self.target) if self.target is not None else self.target_text

    @property
    def shown_target(self) -> str:
        """The target with its unit, as the form prints it."""
        written = self.written_target
        return with_unit(written, self.unit) if self.target is not None else written

    @property
    def values(self) -> IndicatorValues:
        return IndicatorValues(**{name: getattr(self, name) for name in INDICATOR_FIELDS})


INDICATOR_FIELDS = tuple(IndicatorValues.__dataclass_fields__)


class BehaviorRow(NamedTuple):
    """One core value with what is expected of this person."""

    core_value: str
    expectation: str

    @property
    def value(self) -> CoreValue:
        return CoreValue(self.core_value)


class AnnexRow(NamedTuple):
    """One line of the annex."""

    part: str
    text: str


@dataclass(frozen=True)
class ResultView:
    """A result with its indicators and its number in the whole plan."""

    no: int
    row: ResultRow
    indicators: list[IndicatorRow]

    @property
    def id(self) -> int:
        return self.row.result_id

    @property
    def values(self) -> ResultValues:
        row = self.row
        return ResultValues(
            text=row.text,
            kind=row.kind,
            perspective=row.perspective,
            parent_result_id=row.parent_result_id,
            no_parent_reason=row.no_parent_reason,
            assigned_by_id=row.assigned_by_id,
        )

    @property
    def indicator_values(self) -> dict[int, IndicatorValues]:
        return {row.indicator_id: row.values for row in self.indicators}

    def base(self, lock_no: int) -> str:
        return base_of(lock_no, self.values, self.indicator_values)

    @property
    def summary(self) -> str:
        """2 indikator: 15 kelurahan, 95%"""
        if not self.indicators:
            return "Belum ada indikator"
        targets = [row.shown_target for row in self.indicators]
        missing = targets.count("")
        count = f"{len(targets)} indikator"
        if missing:
            return f"{count}, {missing} target belum diisi"
        return f"{count}: {', '.join(targets)}"


@dataclass(frozen=True)
class Content:
    """Everything in one version."""

    results: list[ResultView]
    behaviors: list[BehaviorRow]
    annex: list[AnnexRow]

    @property
    def main(self) -> list[ResultView]:
        return [result for result in self.results if result.row.kind == "UTAMA"]

    @property
    def additional(self) -> list[ResultView]:
        return [result for result in self.results if result.row.kind != "UTAMA"]

    @cached_property
    def number_of(self) -> dict[int, int]:
        return {result.id: result.no for result in self.results}

    def result(self, result_id: int) -> ResultView | None:
        return next((one for one in self.results if one.id == result_id), None)

    def annex_parts(self) -> Iterator[tuple[law.AnnexPart, list[str]]]:
        for part in law.AnnexPart:
            yield part, [line.text for line in self.annex if line.part == part]

    def ruling(self, *, model: str, approach: str) -> Ruling[bool]:
        """Say whether this is a lawful SKP, and what is missing.

        Law: PermenPANRB 6/2022, Lampiran (penetapan dan klarifikasi ekspektasi);
        PermenPANRB 6/2022, Lampiran (formulir SKP).
        """
        return law.lawful_plan(
            law.PlanContent(
                model=law.PlanModel(model),
                approach=law.Approach(approach),
                results=tuple(_lawful(result) for result in self.results),
                core_values=frozenset(row.value for row in self.behaviors),
                annex=tuple((law.AnnexPart(line.part), line.text) for line in self.annex),
            )
        )


def _lawful(result: ResultView) -> law.ResultContent:
    row = result.row
    return law.ResultContent(
        id=f"rhk-{row.result_id}",
        kind=law.ResultKind(row.kind),
        text=row.text,
        indicators=tuple(
            law.IndicatorContent(
                id=f"indikator-{line.indicator_id}",
                text=line.text,
                aspect=law.Aspect(line.aspect) if line.aspect else None,
                target=line.target,
                target_date=line.target_date,
                target_text=line.target_text,
                unit=line.unit,
            )
            for line in result.indicators
        ),
        perspective=row.perspective,
        parent_id=str(row.parent_result_id or ""),
        no_parent_reason=row.no_parent_reason,
    )


def _parent_text() -> Subquery:
    """The superior's words: of the agreed version, else of the newest that has them."""
    wordings = ResultContent.objects.filter(result_id=OuterRef("parent_result_id"))
    newest = wordings.order_by("-plan_version__no").values("text")
    agreed = newest.filter(plan_version__state="AGREED")
    return Coalesce(  # type: ignore[return-value]
        Subquery(agreed[:1]), Subquery(newest[:1]), output_field=TextField()
    )


@read(ResultRow)
def results_of(version_id: int) -> QuerySet[ResultContent]:
    """Return the results of a version in the order of the form: utama before tambahan."""
    return (
        ResultContent.objects.filter(plan_version_id=version_id, deleted_at=None)
        .annotate(
            giver_front=F("assigned_by__title_front"),
            giver_name=F("assigned_by__name"),
            giver_back=F("assigned_by__title_back"),
            parent_text=_parent_text(),
        )
        .order_by("-kind", "position", "id")
    )


@read(IndicatorRow)
def indicators_of(version_id: int) -> QuerySet[IndicatorContent]:
    """Return the indicators of a version in their order."""
    return (
        IndicatorContent.objects.filter(plan_version_id=version_id)
        .annotate(result_id=F("indicator__result_id"))
        .order_by("position", "id")
    )


@read(BehaviorRow)
def behaviors_of(version_id: int) -> QuerySet[BehaviorContent]:
    """Return the core values of a version in the order of the law."""
    return BehaviorContent.objects.filter(plan_version_id=version_id).order_by("id")


@read(AnnexRow)
def annex_of(version_id: int) -> QuerySet[AnnexLine]:
    """Return the lines of the annex."""
    return AnnexLine.objects.filter(plan_version_id=version_id).order_by("position", "id")


def content_of(version_id: int) -> Content:
    """Return all that stands in a version, in four statements. The caller has asked whether."""
    return Content(
        results=results_in(version_id),
        behaviors=behaviors_of(version_id),
        annex=annex_of(version_id),
    )


def results_in(version_id: int) -> list[ResultView]:
    """Return the results of a version with their indicators, in two statements."""
    indicators: dict[int, list[IndicatorRow]] = {}
    for line in indicators_of(version_id):
        indicators.setdefault(line.result_id, []).append(line)
    return [
        ResultView(no=no, row=row, indicators=indicators.get(row.result_id, []))
        for no, row in enumerate(results_of(version_id), start=1)
    ]
