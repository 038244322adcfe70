"""The survey's own door: before session, sign-in and CSRF; no cookie comes in or goes out."""

from __future__ import annotations

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
    at = clock.now()
    place = places.find(code, network_of(request), at)
    if place.is_refused:
        return pages.too_many(place.city)
    if place.state != "OPEN":
        return pages.gone(place)
    if page == "/layar":
        return pages.screen(place)
    if page:
        return pages.thanks(code, place)
    return pages.form(code, place, nonces.issue(at))


def _sent(request: HttpRequest, code: str) -> HttpResponse:
    with gate.sending(code) as admitted:
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
        place = places.find(code, address, at)
        if place.is_refused:
            return pages.too_many(place.city)
        if place.state != "OPEN":
            return pages.gone(place)
        key = said.typed["kunci"] if sending else nonces.issue(at)
        return pages.form(code, place, key, said)
    proof = said.typed.get("bukti", "")
    outcome = receive(code, said.posted, sending, address, at, proof)
    if outcome in {Outcome.KEPT, Outcome.TWICE}:
        return HttpResponse(status=303, headers={"Location": f"{PREFIX}{code}/terima-kasih"})
    if outcome is Outcome.UNKNOWN:
        return pages.gone(places.find(code, address, at))
    work = "" if proof else f"{limits.challenge_of(sending.key, at)} {limits.WORK_BITS}"
    return pages.too_many(work=work)


@cache
def _worker_text() -> str:
    return WORKER.read_text(encoding="utf-8")


def _worker() -> HttpResponse:
    response = HttpResponse(_worker_text(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
