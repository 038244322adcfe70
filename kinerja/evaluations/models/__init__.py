"""One slot per plan and period, a draft apart, immutable versions, appended events."""

from __future__ import annotations

from kinerja.evaluations.models.organization import OrganizationRating
from kinerja.evaluations.models.slot import Evaluation, EvaluationDraft, SelfEvaluation
from kinerja.evaluations.models.version import (
    AnnualOutcome,
    EvaluationEvent,
    EvaluationVersion,
    GradeRule,
)

__all__ = [
    "AnnualOutcome",
    "Evaluation",
    "EvaluationDraft",
    "EvaluationEvent",
    "EvaluationVersion",
    "GradeRule",
    "OrganizationRating",
    "SelfEvaluation",
]
