"""Answers as they come and as they stay, what is computed of them, and what people decide."""

from __future__ import annotations

from kinerja.surveys.models.answers import (
    Answer,
    Comment,
    Flag,
    InboxAnswer,
    Pace,
    Source,
    UsedKey,
)
from kinerja.surveys.models.figures import Basis, Index, Moment, Rollup, Ruling
from kinerja.surveys.models.limits import OfficeNetwork, Rate
from kinerja.surveys.models.paper import PaperImport

__all__ = [
    "Answer",
    "Basis",
    "Comment",
    "Flag",
    "InboxAnswer",
    "Index",
    "Moment",
    "OfficeNetwork",
    "Pace",
    "PaperImport",
    "Rate",
    "Rollup",
    "Ruling",
    "Source",
    "UsedKey",
]
