"""Pages of refusal: plain Indonesian that says what to do and whom to call."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse

from kinerja.foundation.refusals import Refusal
from kinerja.ui.rendering import page

TOO_MUCH: dict[type[Exception], str] = {
    RequestDataTooBig: "Isian ini terlalu besar untuk satu kiriman. Pendekkan teksnya.",
    TooManyFieldsSent: "Kiriman ini memuat terlalu banyak isian. Bagi menjadi beberapa kiriman.",
    TooManyFilesSent: "Kiriman ini memuat terlalu banyak file. Unggah satu per satu.",
}


def refused(request: HttpRequest, refusal: Refusal, *, status: int) -> HttpResponse:
    """Show why something was refused."""
    return page(request, f"{status}.html", {"refusal": refusal}, status=status)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 413 for what is too much, 400 for what cannot be read at all."""
    if message := TOO_MUCH.get(type(exception)):
        return page(request, "413.html", {"message": message}, status=413)
    return page(request, "400.html", {}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return page(request, "403.html", {"refusal": None}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: it does not exist, or the person may not know that it does."""
    return page(request, "404.html", {}, status=404)


def only_sent(request: HttpRequest, allowed: str) -> HttpResponse:
    """Answer 405 to somebody who opens the address of a button."""
    response = page(request, "405.html", {}, status=405)
    response.headers["Allow"] = allowed
    return response
