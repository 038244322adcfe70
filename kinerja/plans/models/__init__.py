"""Plans with a stable identity; their content belongs to versions."""

from __future__ import annotations

from kinerja.plans.models.content import (
    AnnexLine,
    BehaviorContent,
    Indicator,
    IndicatorContent,
    Result,
    ResultContent,
)
from kinerja.plans.models.plan import Plan, PlanVersion

__all__ = [
    "AnnexLine",
    "BehaviorContent",
    "Indicator",
    "IndicatorContent",
    "Plan",
    "PlanVersion",
    "Result",
    "ResultContent",
]
