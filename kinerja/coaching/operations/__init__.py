"""Changes of state: giving and asking for feedback, reporting it, taking it off the wall."""

from __future__ import annotations

from kinerja.coaching.about import About
from kinerja.coaching.operations.asking import ask_for_feedback, decline_request, withdraw_request
from kinerja.coaching.operations.giving import give_feedback, take_off_wall
from kinerja.coaching.operations.reporting import answer_report, report_feedback
from kinerja.coaching.refusals import NothingMeant

__all__ = [
    "About",
    "NothingMeant",
    "answer_report",
    "ask_for_feedback",
    "decline_request",
    "give_feedback",
    "report_feedback",
    "take_off_wall",
    "withdraw_request",
]
