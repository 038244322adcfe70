"""Sessions of superior and employee, and what they lead to."""

from __future__ import annotations

from kinerja.dialogue.models.agreement import Agreement
from kinerja.dialogue.models.calendar import CalendarFeed
from kinerja.dialogue.models.session import (
    AgendaItem,
    Confirmation,
    PrivateNote,
    Series,
    Session,
    SessionMove,
)

__all__ = [
    "AgendaItem",
    "Agreement",
    "CalendarFeed",
    "Confirmation",
    "PrivateNote",
    "Series",
    "Session",
    "SessionMove",
]
