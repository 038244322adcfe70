"""All that changes services, counters, codes and questions."""

from __future__ import annotations

from kinerja.services.operations.codes import code_of_day, new_code
from kinerja.services.operations.counters import (
    add_counter,
    change_counter,
    close_counter,
    reopen_counter,
)
from kinerja.services.operations.questions import ask_question, end_question
from kinerja.services.operations.services import (
    ServiceValues,
    change_service,
    close_service,
    open_service,
    reopen_service,
)

__all__ = [
    "ServiceValues",
    "add_counter",
    "ask_question",
    "change_counter",
    "change_service",
    "close_counter",
    "close_service",
    "code_of_day",
    "end_question",
    "new_code",
    "open_service",
    "reopen_counter",
    "reopen_service",
]
