"""Reads that are more than a filter: who assesses whom, and how people are printed."""

from __future__ import annotations

from kinerja.organization.queries.evaluators import Line, evaluator_of, evaluators
from kinerja.organization.queries.parties import Party, parties_of, party_of

__all__ = ["Line", "Party", "evaluator_of", "evaluators", "parties_of", "party_of"]
