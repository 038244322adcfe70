"""Every change of a guidance and of what belongs to it."""

from __future__ import annotations

from kinerja.guidance.operations.answering import answer_statements, word_statement
from kinerja.guidance.operations.beginning import Sessions, Terms, begin, plan_sessions
from kinerja.guidance.operations.offering import decline, offer
from kinerja.guidance.operations.running import extend, finish, rate_competence, stop

__all__ = [
    "Sessions",
    "Terms",
    "answer_statements",
    "begin",
    "decline",
    "extend",
    "finish",
    "offer",
    "plan_sessions",
    "rate_competence",
    "stop",
    "word_statement",
]
