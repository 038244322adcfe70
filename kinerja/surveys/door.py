"""The survey's own door: before session, sign-in and CSRF; no cookie comes in or goes out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from kinerja.accounts.names import network_of
from kinerja.foundation import clock
from kinerja.surveys import limits, nonces, pages, places
from kinerja.surveys.nonces import Sending
from kinerja.surveys.posted import LONGEST_BODY, Parsed, fields_of, parsed
from kinerja.surveys.receipt import Outcome, receive
from kinerja.surveys.work import gate

Handler = Callable[[HttpRequest], HttpResponseBase]
PREFIX = "/s/"
WORKER = Path(__file__).with_name("worker.js")
ADDRESS = re.compile(r"/s/([^/]{1,40})(/terima-kasih|/layar)?/?")
FORM = "application/x-www-form-urlencoded"
READS = {"GET", "HEAD"}


class SurveyDoor:
    """Answer what is sent to /s/CODE before anything asks who sends it."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with gate.request():
            if request.path.startswith(PREFIX):
                return answer(request)
            return self._get_response(request)


def answer(request: HttpRequest) -> HttpResponse:
    """Answer without a trace: no line of a log says when somebody was here."""
    response = _answer(request)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Content-Length"] = str(len(response.content))
    setattr(response, "_has_been_logged", True)  # noqa: B010 - Django's own mark, private to it
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    if request.path == f"{PREFIX}sw.js":
        return _worker()
    found = ADDRESS.fullmatch(request.path)
    if found is None:
        return pages.unknown()
    code, page = found[1], found[2] or ""
    if not places.CODE.fullmatch(code):
        typed = code.strip().upper()
        known = request.method in READS and places.CODE.fullmatch(typed)
        return HttpResponseRedirect(f"{PREFIX}{typed}{page}") if known else pages.unknown()
    if request.method not in READS and (page or request.method != "POST"):
        return pages.only_opened("GET, HEAD" if page else "GET, HEAD, POST")
    try:
        return _opened(request, code, page) if request.method in READS else _sent(request, code)
    except OperationalError:  # the database is too busy, or away for a moment
        return pages.busy()


def _opened(request: HttpRequest, code: str, page: str) -> HttpResponse:
    with gate.turn(f"{request.method} {code}", code) as admitted:
        return _page_of(request, code, page) if admitted else pages.busy(opens=True)


def _page_of(request: HttpRequest, code: str, page: str) -> HttpResponse:
    at, address = clock.now(), network_of(request)
    act = f"{code}|{address}"
    proven = limits.is_proven(act, request.GET.get("bukti", ""), at)
    place = places.find(code, address, at, is_proven=proven)
    if place.state == "REFUSED":
        return pages.searched(place.city, limits.work_of(act, at))
    if place.state != "OPEN":
        return pages.gone(place)
    if page == "/layar":
        return pages.screen(place)
    if page:
        return pages.thanks(code, place)
    return pages.form(code, place, nonces.issue(at))


def _sent(request: HttpRequest, code: str) -> HttpResponse:
    with gate.turn(f"POST {code}", code) as admitted:
        if not admitted:
            return pages.busy()
        said = _read(request)
        return said if isinstance(said, HttpResponse) else _taken(request, code, said)


def _read(request: HttpRequest) -> Parsed | HttpResponse:
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_BODY:
            return pages.too_long()
        body = request.body if request.content_type == FORM else b""
        return parsed(fields_of(body))
    except (ValueError, RequestDataTooBig):
        return pages.too_long()


def _taken(request: HttpRequest, code: str, said: Parsed) -> HttpResponse:
    at, address = clock.now(), network_of(request)
    sending = nonces.read(said.typed.get("kunci", ""), at)
    if said.errors or sending is None:
        return _again(code, said, sending, address, at)
    act, proof = sending.key.hex, said.typed.get("bukti", "")
    proven = limits.is_proven(act, proof, at)
    outcome = receive(code, said.posted, sending, address, at, is_proven=proven)
    if outcome in {Outcome.KEPT, Outcome.TWICE}:
        return HttpResponse(status=303, headers={"Location": f"{PREFIX}{code}/terima-kasih"})
    if outcome is Outcome.UNKNOWN:
        place = places.find(code, address, at, is_proven=proven)
        if place.state != "REFUSED":
            return pages.gone(place)
    return pages.too_many(work="" if proof else limits.work_of(act, at))


def _again(
    code: str, said: Parsed, sending: Sending | None, address: str, at: dt.datetime
) -> HttpResponse:
    """Return the page with all that was typed: something is wrong with it, or it is late."""
    place = places.find(code, address, at)
    if place.state == "REFUSED":
        return pages.too_many(place.city)
    if place.state != "OPEN":
        return pages.gone(place)
    key = said.typed["kunci"] if sending else nonces.issue(at)
    return pages.form(code, place, key, said)


@cache
def _worker_text() -> str:
    return WORKER.read_text(encoding="utf-8")


def _worker() -> HttpResponse:
    response = HttpResponse(_worker_text(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
