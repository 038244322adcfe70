"""What happens in this room."""

from __future__ import annotations

from kinerja.counseling.operations.cases import (
    accept,
    agree_to_tell,
    ask,
    close,
    decline,
    end_without_counselor,
    refer,
    withdraw,
)
from kinerja.counseling.operations.keys import (
    change_passphrase,
    forget_unlocks,
    lock_key,
    make_key,
    open_key,
    opened_half,
    own_key,
    replace_key,
    understand_loss,
)
from kinerja.counseling.operations.meetings import cancel_meeting, hold_meeting, plan_meeting
from kinerja.counseling.operations.notes import write_note
from kinerja.counseling.operations.recovery import make_recovery_key, open_notes

__all__ = [
    "accept", "agree_to_tell", "ask", "cancel_meeting", "change_passphrase", "close", "decline",
    "end_without_counselor", "forget_unlocks", "hold_meeting", "lock_key", "make_key",
    "make_recovery_key", "open_key", "open_notes", "opened_half", "own_key", "plan_meeting",
    "refer", "replace_key", "understand_loss", "withdraw", "write_note",
]  # fmt: skip
