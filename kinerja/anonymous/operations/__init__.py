"""What happens to a window: opened, answered, written anew each night, sealed."""

from __future__ import annotations

from kinerja.anonymous.operations.answering import MEMBERS_ONLY, asks, own_answer, save_answer
from kinerja.anonymous.operations.opening import open_window
from kinerja.anonymous.operations.rows import rewrite_open_rows
from kinerja.anonymous.operations.sealing import forget_stray_keys, seal, seal_due

__all__ = [
    "MEMBERS_ONLY",
    "asks",
    "forget_stray_keys",
    "open_window",
    "own_answer",
    "rewrite_open_rows",
    "save_answer",
    "seal",
    "seal_due",
]
