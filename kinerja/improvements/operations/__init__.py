"""Every change of a follow-up."""

from __future__ import annotations

from kinerja.improvements.operations.planning import (
    ImprovementValues,
    change_improvement,
    plan_improvement,
)
from kinerja.improvements.operations.reporting import (
    drop_improvement,
    finish_improvement,
    resume_improvement,
    start_improvement,
)

__all__ = [
    "ImprovementValues",
    "change_improvement",
    "drop_improvement",
    "finish_improvement",
    "plan_improvement",
    "resume_improvement",
    "start_improvement",
]
