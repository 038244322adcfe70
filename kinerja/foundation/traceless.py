"""Pages whose use leaves no time behind: no later end of the session, no line in the log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
MARK = "leaves_no_trace"


def traceless(view: View) -> View:
    """Mark a view whose requests must not tell when somebody was here. The outermost decorator."""
    setattr(view, MARK, True)
    return view


def is_traceless(request: Any) -> bool:
    """Tell whether a request has reached a marked view."""
    match = getattr(request, "resolver_match", None)
    return match is not None and bool(getattr(match.func, MARK, False))


class WithoutTraces(logging.Filter):
    """Drops what a log would say of these pages, but for errors of ours: they are looked into."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.ERROR or not is_traceless(getattr(record, "request", None))
