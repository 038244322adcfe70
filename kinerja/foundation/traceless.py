"""Pages whose use leaves no time behind: no later end of the session, no line in the log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]
MARK = "leaves_no_trace"


def traceless(view: View) -> View:
    """Let requests of a view not tell when somebody was here. The outermost decorator.

    What the page asks for next names our host as the sender, not the page: the log of a proxy
    would keep the whole address.
    """

    @wraps(view)
    def unseen(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.headers["Referrer-Policy"] = "origin"
        return response

    setattr(unseen, MARK, True)
    return unseen


def is_traceless(request: Any) -> bool:
    """Tell whether a request has reached a marked view."""
    match = getattr(request, "resolver_match", None)
    return match is not None and bool(getattr(match.func, MARK, False))


class WithoutTraces(logging.Filter):
    """Drops what a log would say of these pages, but for errors of ours: they are looked into."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.ERROR or not is_traceless(getattr(record, "request", None))
