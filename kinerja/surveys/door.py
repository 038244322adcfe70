"""The survey's own door: before session, sign-in and CSRF; no cookie comes in or goes out."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from kinerja.accounts.names import network_of
from kinerja.foundation import clock
from kinerja.surveys import nonces
from kinerja.surveys.receipt import Outcome, Posted, receive

Handler = Callable[[HttpRequest], HttpResponseBase]
PREFIX = "/s/"


class SurveyDoor:
    """Answer what is sent to /s/CODE before anything asks who sends it."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST" and request.path.startswith(PREFIX):
            return answer(request, request.path[len(PREFIX) :].strip("/"))
        return self._get_response(request)


def answer(request: HttpRequest, code: str) -> HttpResponse:
    fields = {name: values[-1] for name, values in parse_qs(request.body.decode()).items()}
    at = clock.now()
    sending = nonces.read(fields.get("kunci", ""), at)
    if sending is None:
        return HttpResponse(status=422)
    scores = tuple(
        int(fields[name]) if name in fields else None for name in (f"U{no}" for no in range(1, 10))
    )
    posted = Posted(scores, {}, "", "", "", "", fields.get("saran", ""))
    outcome = receive(code, posted, sending, network_of(request), at)
    status = {Outcome.KEPT: 303, Outcome.TWICE: 303, Outcome.UNKNOWN: 404, Outcome.TOO_MANY: 429}
    response = HttpResponse(status=status[outcome])
    response.headers["Location"] = f"/s/{code}/terima-kasih"
    response.headers["Content-Length"] = "0"
    return response
