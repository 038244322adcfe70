"""What a page of a period needs: found once, invisible is 404."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.http import Http404

from kinerja.cycles.models import Period
from kinerja.evidence import queries
from kinerja.evidence.queries import IndicatorView, ResultView
from kinerja.evidence.sources import sources_of
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.plans.models import Plan


@dataclass(frozen=True)
class Sheet:
    """A plan in a period, with everything that was planned and reached."""

    plan: Plan
    period: Period
    version_id: int
    results: list[ResultView]

    @cached_property
    def indicators(self) -> list[IndicatorView]:
        return [indicator for result in self.results for indicator in result.indicators]

    @cached_property
    def filled(self) -> int:
        return sum(indicator.is_filled for indicator in self.indicators)

    def indicator(self, indicator_id: int | None) -> IndicatorView | None:
        return next((one for one in self.indicators if one.id == indicator_id), None)

    def next_empty(self) -> IndicatorView | None:
        """The next one that waits for the employee; what comes by itself does not."""
        empty = (one for one in self.indicators if not one.is_filled and one.is_typed)
        return next(empty, None)


def visible_plan(request: ActorRequest, plan_id: int) -> Plan:
    """Answer 404 for a plan the person may not know exists."""
    plan = queries.plans_seen.one(request.actor, plan_id)
    if plan is None:
        raise Http404
    return plan


def agreed_in(request: ActorRequest, plan_id: int, period_id: int) -> tuple[Plan, Period, int]:
    """Return a visible plan, a period of its year, and the id of its agreed version."""
    plan = visible_plan(request, plan_id)
    period = queries.periods_in.one(plan.pk, plan.year_id, period_id)
    version_id: int | None = cast("Any", plan).agreed_id  # plans_seen adds it
    if period is None or version_id is None:
        raise Http404
    return plan, period, version_id


def sheet_of(request: ActorRequest, plan_id: int, period_id: int) -> Sheet:
    """Return the sheet of a visible plan whose version is agreed, in a period of its year."""
    plan, period, version_id = agreed_in(request, plan_id, period_id)
    sources = sources_of(plan.pk, clock.today())
    results = queries.period_view(
        plan_id=plan.pk, version_id=version_id, period=period, sources=sources
    )
    return Sheet(plan, period, version_id, results)
