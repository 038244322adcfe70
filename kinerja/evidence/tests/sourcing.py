"""Indicators with sources, for the tests of this room and of the rooms above."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from kinerja.cycles.models import Period
from kinerja.evidence import operations
from kinerja.evidence.models import IndicatorSource, Realization
from kinerja.evidence.operations import Reached, SourceValues
from kinerja.foundation.actor import Actor, Via
from kinerja.plans.models import IndicatorContent, Plan
from kinerja.services.models import Service
from tests.factories import NOON, actor

MACHINE = Actor.system("evidence.refresh_sourced", via=Via.JOB)


def numbered(plan: Plan) -> IndicatorContent:
    """The first indicator of a plan: a number of which the latest value counts."""
    rows = IndicatorContent.objects.filter(plan_version__plan=plan, accumulation="LATEST")
    return rows.exclude(target=None).order_by("pk")[0]


def choose(
    plan: Plan,
    service: Service | None = None,
    *,
    kind: str = "INDEX",
    at: dt.datetime = NOON,
    **values: Any,
) -> IndicatorSource:
    """Let the first indicator of a plan take its values from a service, or what `values` name."""
    given = SourceValues(kind=kind, service_id=service.pk if service else None)
    return operations.choose_source(
        plan=plan,
        indicator_id=numbered(plan).indicator_id,
        values=given._replace(**values),
        by=actor(plan.employee, at),
        at=at,
    )


def night(at: dt.datetime = NOON) -> int:
    """Take all values anew, as the worker does."""
    return operations.refresh_sourced(by=MACHINE, at=at)


def reached(plan: Plan, no: int = 3) -> Realization:
    """What the first indicator reached in a period."""
    rows = Realization.objects.select_related("provenance")
    return rows.get(indicator=numbered(plan).indicator, period__no=no)


def report(plan: Plan, quarter: Period, at: dt.datetime = NOON) -> None:
    """Say what the other indicators reached, then send the report of a period."""
    for content in IndicatorContent.objects.filter(plan_version__plan=plan).exclude(
        pk=numbered(plan).pk
    ):
        is_number = content.target is not None
        said = Reached(value=Decimal(5)) if is_number else Reached(value_text="Berlaku")
        operations.save_realization(
            plan=plan,
            indicator_id=content.indicator_id,
            period=quarter,
            reached=said,
            lock_no=0,
            by=actor(plan.employee),
            at=at,
        )
    operations.send_report(plan=plan, period=quarter, by=actor(plan.employee), at=at)


def type_over(plan: Plan, quarter: Period, said: Reached, lock_no: int = 0) -> Realization:
    """Write something into the first indicator by hand."""
    return operations.save_realization(
        plan=plan,
        indicator_id=numbered(plan).indicator_id,
        period=quarter,
        reached=said,
        lock_no=lock_no,
        by=actor(plan.employee),
        at=NOON,
    )
