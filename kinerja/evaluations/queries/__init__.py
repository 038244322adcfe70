"""Reads that are more than a filter."""

from __future__ import annotations

from kinerja.evaluations.queries.content import (
    BehaviorView,
    Evidence,
    Feedback,
    IndicatorView,
    ResultView,
    Sheet,
    sheet_of,
)
from kinerja.evaluations.queries.history import Past, history_of
from kinerja.evaluations.queries.lists import (
    Counts,
    Missing,
    OwnRow,
    RatingRow,
    counts_of,
    missing_of_evaluator,
    missing_of_owner,
    neighbours_of,
    own_results,
    ratings_of,
)
from kinerja.evaluations.queries.organization import (
    OrganizationValue,
    UnitRow,
    organization_rating_of,
    units_above,
    units_to_rate,
)
from kinerja.evaluations.queries.rows import result_ids
from kinerja.evaluations.queries.standing import Step, receipt_day, timeline_of

__all__ = [
    "BehaviorView",
    "Counts",
    "Evidence",
    "Feedback",
    "IndicatorView",
    "Missing",
    "OrganizationValue",
    "OwnRow",
    "Past",
    "RatingRow",
    "ResultView",
    "Sheet",
    "Step",
    "UnitRow",
    "counts_of",
    "history_of",
    "missing_of_evaluator",
    "missing_of_owner",
    "neighbours_of",
    "organization_rating_of",
    "own_results",
    "ratings_of",
    "receipt_day",
    "result_ids",
    "sheet_of",
    "timeline_of",
    "units_above",
    "units_to_rate",
]
