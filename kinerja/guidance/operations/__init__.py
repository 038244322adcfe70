"""Every change of a guidance and of what belongs to it."""

from __future__ import annotations

from kinerja.guidance.operations.answering import answer_statements, word_statement
from kinerja.guidance.operations.beginning import Sessions, Terms, begin, plan_sessions
from kinerja.guidance.operations.changing import change_mentor
from kinerja.guidance.operations.offering import decline, offer, withdraw
from kinerja.guidance.operations.running import extend, finish, rate_competence, stop

__all__ = [
    "Sessions",
    "Terms",
    "answer_statements",
    "begin",
    "change_mentor",
    "decline",
    "extend",
    "finish",
    "offer",
    "plan_sessions",
    "rate_competence",
    "stop",
    "withdraw",
    "word_statement",
]
