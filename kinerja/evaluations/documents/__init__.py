"""The two evaluation forms on paper, from the frozen inputs of a decision alone."""

from __future__ import annotations

from kinerja.evaluations.documents.issuing import (
    EVALUATION,
    EVALUATION_DOCUMENT,
    evaluation_filename,
    issue_document,
    issue_evaluation,
)
from kinerja.evaluations.documents.printing import document_print, evaluation_print

__all__ = [
    "EVALUATION",
    "EVALUATION_DOCUMENT",
    "document_print",
    "evaluation_filename",
    "evaluation_print",
    "issue_document",
    "issue_evaluation",
]
