"""Who asks: found once for each request; signed in by default."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from kinerja.accounts import sessions
from kinerja.city.queries import CityRow, current_city
from kinerja.foundation import clock
from kinerja.foundation.traceless import is_traceless
from kinerja.organization.actors import SessionFacts, load
from kinerja.ui.format import url

View = Callable[..., HttpResponseBase]
#: url names that a person may use before having read the privacy notice
BEFORE_NOTICE = {"accounts:privacy", "accounts:sign_out"}


class ActorMiddleware:
    """Set `request.actor` and `request.city`; let nobody in where a page does not say so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = cast("Any", request)
        request.META.setdefault("kinerja.request_id", uuid.uuid4().hex[:12])
        asked.actor, asked.city, session = None, SimpleLazyObject(_city), None
        asked.shared_device = False
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        found = load(key, clock.now()) if _is_key(key) else None
        if found is not None:
            request_id = request.META["kinerja.request_id"]
            asked.actor = dataclasses.replace(found.actor, request_id=request_id)
            asked.city, session = found.city, found.session
            asked.shared_device = found.session.shared_device
        with clock.in_zone(lambda: str(asked.city.time_zone)):
            response = self._get_response(request)
        if session is not None and not is_traceless(request):
            _move_end(session, response)
        return response

    def process_view(
        self, request: HttpRequest, view: View, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Ask for a session, and for the privacy notice to have been read, before the view."""
        actor = cast("Any", request).actor
        if not getattr(view, "login_required", True):
            return None
        if actor is None:
            return _to_sign_in(request)
        match = request.resolver_match
        if not actor.informed and (match is None or match.view_name not in BEFORE_NOTICE):
            return HttpResponseRedirect(_with(url("accounts:privacy"), request))
        return None


def _city() -> CityRow:
    """Return the city for somebody without a session; a page of refusal needs no database."""
    try:
        return current_city()
    except DatabaseError:
        return CityRow()


def _is_key(key: str) -> bool:
    return key.isascii() and key.isalnum() and len(key) <= 40  # noqa: PLR2004 - the column's length


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead to the sign-in page and back; a form that was sent keeps what was typed."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Redirect": url(settings.LOGIN_URL)})
    if request.method not in {"GET", "HEAD"}:
        answer: HttpResponseBase = import_string(settings.SESSION_EXPIRED_VIEW)(request)
        return answer
    ended = {"berakhir": "1"} if settings.SESSION_COOKIE_NAME in request.COOKIES else {}
    return HttpResponseRedirect(_with(url(settings.LOGIN_URL), request, ended))


def _with(path: str, request: HttpRequest, more: dict[str, str] | None = None) -> str:
    """Name the page to come back to; what was sent by POST is not repeated."""
    onward = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    query = {**({"lanjut": onward} if onward != "/" else {}), **(more or {})}
    return f"{path}?{urlencode(query, safe='/')}" if query else path


def _move_end(session: SessionFacts, response: HttpResponseBase) -> None:
    """Let a session that is in use end later, at most once in five minutes."""
    until = clock.now() + sessions.lasts(shared_device=session.shared_device)
    if until - session.expires_at < sessions.MOVES_AFTER:
        return
    if settings.SESSION_COOKIE_NAME in response.cookies:  # signed out, or a new session
        return
    sessions.extend(session.key, until=until)
    response.set_cookie(
        settings.SESSION_COOKIE_NAME,
        session.key,
        max_age=None if session.shared_device else int(sessions.LASTS.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
