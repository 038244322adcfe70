"""Reads of plans: lists and pages, each written once by the ORM."""

from __future__ import annotations

from kinerja.plans.queries.content import (
    AnnexRow,
    BehaviorRow,
    Content,
    IndicatorRow,
    ResultRow,
    ResultView,
    content_of,
    results_in,
)
from kinerja.plans.queries.lists import OwnRow, TeamRow, own_plans, team_of
from kinerja.plans.queries.plan import PlanHead, VersionRow, head_of, versions_of
from kinerja.plans.queries.superior import SuperiorRow, superior_results

__all__ = [
    "AnnexRow",
    "BehaviorRow",
    "Content",
    "IndicatorRow",
    "OwnRow",
    "PlanHead",
    "ResultRow",
    "ResultView",
    "SuperiorRow",
    "TeamRow",
    "VersionRow",
    "content_of",
    "head_of",
    "own_plans",
    "results_in",
    "superior_results",
    "team_of",
    "versions_of",
]
