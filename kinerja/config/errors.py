"""Pages of refusal: plain Indonesian that says what to do and whom to call."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kinerja.foundation.refusals import Refusal
from kinerja.ui.rendering import page


def refused(request: HttpRequest, refusal: Refusal, *, status: int) -> HttpResponse:
    """Show why something was refused."""
    return page(request, f"{status}.html", {"refusal": refusal}, status=status)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return page(request, "403.html", {"refusal": None}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: it does not exist, or the person may not know that it does."""
    return page(request, "404.html", {}, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give the typed fields back when the form or the session has expired."""
    from kinerja.config.expired import expired_form  # noqa: PLC0415 - settings name this module

    return expired_form(request)
