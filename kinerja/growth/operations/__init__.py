"""Changes of state of development plans and their actions."""

from __future__ import annotations

from kinerja.growth.operations.actions import (
    ActionValues,
    add_action,
    change_action,
    drop,
    finish,
    put_on_agenda,
    reopen,
)
from kinerja.growth.operations.plans import Texts, save_texts, support_plan

__all__ = [
    "ActionValues",
    "Texts",
    "add_action",
    "change_action",
    "drop",
    "finish",
    "put_on_agenda",
    "reopen",
    "save_texts",
    "support_plan",
]
