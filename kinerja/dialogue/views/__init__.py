"""Session screens. A view finds, calls one operation, and answers."""

from __future__ import annotations

from kinerja.dialogue.views.acting import accept, cancel, confirm, hold, miss, move
from kinerja.dialogue.views.adding import agenda_add
from kinerja.dialogue.views.agenda import add_point, discussed, point, remove
from kinerja.dialogue.views.agreements import agree, agreement
from kinerja.dialogue.views.calendar import calendar, calendar_feed, calendar_revoke
from kinerja.dialogue.views.lists import coverage, overview, session_list
from kinerja.dialogue.views.notes import notes, notes_draft, private_note
from kinerja.dialogue.views.planning import ask, end_series, plan
from kinerja.dialogue.views.session import session

__all__ = [
    "accept",
    "add_point",
    "agenda_add",
    "agree",
    "agreement",
    "ask",
    "calendar",
    "calendar_feed",
    "calendar_revoke",
    "cancel",
    "confirm",
    "coverage",
    "discussed",
    "end_series",
    "hold",
    "miss",
    "move",
    "notes",
    "notes_draft",
    "overview",
    "plan",
    "point",
    "private_note",
    "remove",
    "session",
    "session_list",
]
