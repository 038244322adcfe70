"""Every change of a session, of its agenda and of what was agreed."""

from __future__ import annotations

from kinerja.dialogue.operations.agenda import (
    add_point,
    edit_point,
    mark_discussed,
    put_on_agenda,
    remove_point,
)
from kinerja.dialogue.operations.agreements import agree, drop, finish, reopen
from kinerja.dialogue.operations.asking import accept, ask_for_session
from kinerja.dialogue.operations.holding import confirm, hold, miss
from kinerja.dialogue.operations.notes import save_notes, save_private_note
from kinerja.dialogue.operations.planning import cancel, move, plan_session
from kinerja.dialogue.operations.repeating import end_series, extend_series, plan_series
from kinerja.dialogue.operations.times import Meeting

__all__ = [
    "Meeting",
    "accept",
    "add_point",
    "agree",
    "ask_for_session",
    "cancel",
    "confirm",
    "drop",
    "edit_point",
    "end_series",
    "extend_series",
    "finish",
    "hold",
    "mark_discussed",
    "miss",
    "move",
    "plan_series",
    "plan_session",
    "put_on_agenda",
    "remove_point",
    "reopen",
    "save_notes",
    "save_private_note",
]
