"""The personal calendar: its address, and what programs read there."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.audit.operations import once
from kinerja.dialogue import calendar as writing
from kinerja.dialogue.operations.feed import make_feed, revoke_feed, token_hash
from kinerja.dialogue.queries import calendar as queries
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.foundation.traceless import traceless
from kinerja.organization.actors import actor_of
from kinerja.ui.format import url
from kinerja.ui.rendering import page

LONGEST_TOKEN = 64


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: ActorRequest) -> HttpResponse:
    """Say whether there is an address; make one and show it this once."""
    if request.method != "POST":
        return _show(request)
    with once(request) as done:
        token = make_feed(by=request.actor, at=clock.now())
        done.location = url("dialogue:calendar")
    return _show(request, address=settings.PUBLIC_URL + url("dialogue:calendar_feed", token))


@require_POST
def calendar_revoke(request: ActorRequest) -> HttpResponse:
    """End the address."""
    try:
        with once(request) as done:
            revoke_feed(by=request.actor, at=clock.now())
            done.location = url("dialogue:calendar")
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show(request, refusal=refusal, status=409)
    messages.success(request, "Alamat kalender dicabut.")
    return HttpResponseRedirect(done.location, status=303)


def _show(
    request: ActorRequest,
    *,
    address: str = "",
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "made_at": queries.made_at(request.actor),
        "address": address,
        "refusal": refusal,
    }
    return page(request, "dialogue/calendar.html", context, status=status)


@traceless  # whoever reads the log would know the address
@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Return the calendar to the program that knows its address, as of now."""
    at = clock.now()
    today = clock.local_date(at)
    user_id = None
    if len(token) <= LONGEST_TOKEN:
        user_id = queries.user_of(token_hash(token), today)
    if user_id is None:
        raise Http404
    actor, first = actor_of(user_id, at), dt.date(today.year, 1, 1)
    text = writing.feed(
        queries.sessions_of(actor, clock.start_of(first)),
        queries.deadlines_of(actor, first),
        at=at,
    )
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'inline; filename="kinerja.ics"',
    }
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
