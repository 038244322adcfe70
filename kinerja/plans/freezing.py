"""From the rows of a plan version to plain JSON that no later change reaches."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Protocol

from django.db.models import F

from kinerja.city.queries import current_city
from kinerja.foundation.clock import local_date
from kinerja.foundation.fields import last_day
from kinerja.plans.frozen import (
    AnnexLine,
    BehaviorLine,
    IndicatorLine,
    Parties,
    PlanFrozen,
    ResultLine,
)
from kinerja.plans.models import IndicatorContent, PlanVersion, ResultContent
from kinerja.plans.values import typed
from kinerja.ui import format as formats
from regulation.plan import Accumulation, Perspective

PERSPECTIVES = dict(Perspective.choices())


def frozen_plan(version: PlanVersion, *, parties: Parties | None = None) -> PlanFrozen:
    """Return a version whole. `parties` is needed only while nobody has signed: for a preview."""
    plan = version.plan
    signed = version.parties if parties is None else parties
    if signed is None:
        raise ValueError(f"Version {version.pk} is not signed: say who the parties are.")
    return PlanFrozen(
        plan_id=plan.pk,
        version=version.no,
        institution=current_city().government,
        year=plan.held.lower.year,
        starts=plan.held.lower.isoformat(),
        ends=_end(plan.held).isoformat(),
        model=plan.model,
        approach=plan.approach,
        parties=signed,
        agreed_on=local_date(version.agreed_at).isoformat() if version.agreed_at else None,
        results=frozen_results(version),
        behaviors=frozen_behaviors(version),
        annex=_annex(version),
    )


def frozen_results(version: PlanVersion) -> list[ResultLine]:
    """Return the results with their indicators, in the order of the form."""
    indicators = _indicators(version)
    rows = (
        ResultContent.objects.filter(plan_version=version, deleted_at=None)
        .select_related("assigned_by")
        .order_by("-kind", "position", "pk")
    )
    parents = _parents(version)
    return [
        ResultLine(
            result_id=row.result_id,
            kind=row.kind,
            text=row.text,
            assigned_by=row.assigned_by.full_name if row.assigned_by else None,
            parent=parents.get(row.parent_result_id),
            no_parent_reason=row.no_parent_reason or None,
            perspective=PERSPECTIVES.get(row.perspective, row.perspective) or None,
            indicators=indicators.get(row.result_id, []),
        )
        for row in rows
    ]


def frozen_behaviors(version: PlanVersion) -> list[BehaviorLine]:
    """Return what is expected for each core value that the version words."""
    rows = version.behaviors.order_by("pk").values_list("core_value", "expectation")
    return [BehaviorLine(core_value=value, expectation=words) for value, words in rows]


def printed_target(row: IndicatorContent) -> str:
    """Return a target as it is printed: 15 kelurahan, 95,5%, 30 September 2026, or its words."""
    if row.target_date is not None:
        return formats.day(row.target_date)
    if row.target is None:
        return row.target_text
    return with_unit(typed(row.target), row.unit)


class Sourced(Protocol):
    """What of an indicator says whether its realization can come by itself."""

    @property
    def target(self) -> Decimal | None: ...
    @property
    def accumulation(self) -> str: ...
    @property
    def source(self) -> str: ...


def takes_source(indicator: Sourced) -> bool:
    """Say whether one number that comes by itself could be what was reached."""
    return indicator.target is not None and indicator.accumulation == Accumulation.LATEST


def agreed_source(indicator: Sourced) -> str:
    """Return from where the realization comes; nowhere once its target was worded otherwise."""
    return indicator.source if takes_source(indicator) else ""


def with_unit(number: str, unit: str) -> str:
    """95% stands close, 15 kelurahan apart"""
    if unit.strip().lower() in {"%", "persen"}:
        return f"{number}%"
    return f"{number} {unit}".strip()


def _end(held: object) -> dt.date:
    end = last_day(held)
    if end is None:
        raise ValueError("A plan ends with its year.")
    return end


def _indicators(version: PlanVersion) -> dict[int, list[IndicatorLine]]:
    lines: dict[int, list[IndicatorLine]] = {}
    rows = IndicatorContent.objects.filter(plan_version=version).select_related("indicator")
    for row in rows.order_by("position", "pk"):
        lines.setdefault(row.indicator.result_id, []).append(
            IndicatorLine(
                indicator_id=row.indicator_id,
                aspect=row.aspect or None,
                text=row.text,
                target=printed_target(row),
                unit=row.unit,
                source=agreed_source(row),
            )
        )
    return lines


def _parents(version: PlanVersion) -> dict[int | None, str]:
    """Return the superior's words as they stood when this version was agreed (now, if it is not).

    Of the wordings agreed by then the last one counts; where there was none yet, the first.
    """
    wordings = (
        ResultContent.objects.filter(result__served_by__plan_version=version)
        .annotate(agreed_at=F("plan_version__agreed_at"), no=F("plan_version__no"))
        .order_by("result_id", "no")
        .values_list("result_id", "text", "agreed_at")
    )
    words: dict[int | None, str] = {}
    for result_id, text, agreed_at in wordings:
        known = agreed_at and (version.agreed_at is None or agreed_at <= version.agreed_at)
        if known or result_id not in words:
            words[result_id] = text
    return words


def _annex(version: PlanVersion) -> list[AnnexLine]:
    rows = version.annex.order_by("position", "pk").values_list("part", "text")
    return [AnnexLine(part=part, text=text) for part, text in rows]
