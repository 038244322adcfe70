"""Reading feedback: received, given, requests, and the wall of appreciation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from kinerja.audit.operations import once
from kinerja.coaching import operations
from kinerja.coaching.forms import StreamFilter
from kinerja.coaching.models import FeedbackReport, FeedbackRequest
from kinerja.coaching.queries import requests, streams
from kinerja.coaching.views.finding import page_number, pages, tabs_of, window
from kinerja.coaching.wording import KINDS, ROLES
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.format import has_url, url
from kinerja.ui.rendering import page

GIVEN, REQUESTS = "diberikan", "permintaan"


@require_safe
def feedback_list(request: ActorRequest) -> HttpResponse:
    """Show one of the streams."""
    chosen = _chosen(request)
    tab, number = chosen.get("tab") or "", chosen.get("hal") or 1
    if tab == REQUESTS:
        return _requests(request, number)
    read = streams.given if tab == GIVEN else streams.received
    rows = read(request.actor, *window(number))
    context = {
        "rows": rows,
        "is_given": tab == GIVEN,
        "query": f"tab={tab}" if tab else "",
        **_shared(request, tab),
        **pages(number, rows[0].total if rows else 0),
    }
    return page(request, "coaching/feedback_list.html", context)


def _chosen(request: ActorRequest) -> dict[str, Any]:
    """Return tab and page; an address without a question needs no form."""
    if not request.GET:
        return {}
    filters = StreamFilter(request.GET)
    return filters.cleaned_data if filters.is_valid() else {}


def _requests(request: ActorRequest, number: int) -> HttpResponse:
    rows = requests.requests_of(request.actor, *window(number))
    context = {
        "rows": rows,
        "states": dict(FeedbackRequest.State.choices),
        "query": f"tab={REQUESTS}",
        **_shared(request, REQUESTS),
        **pages(number, rows[0].total if rows else 0),
    }
    return page(request, "coaching/request_list.html", context)


@require_safe
def wall(request: ActorRequest) -> HttpResponse:
    """Show the praise of one's perangkat daerah: newest first, nobody counted or ranked."""
    return _wall(request)


def _wall(
    request: ActorRequest, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    number = page_number(request.GET)
    units = streams.wall_units(request.actor, clock.today())
    rows = streams.on_wall(units, request.actor.employee_key, *window(number)) if units else []
    context = {
        "rows": rows,
        "refusal": refusal,
        "query": "",
        **_shared(request, "apresiasi"),
        **pages(number, rows[0].total if rows else 0),
    }
    return page(request, "coaching/wall.html", context, status=status)


def _shared(request: ActorRequest, tab: str) -> dict[str, Any]:
    return {
        "tabs": tabs_of(request.actor, tab),
        "kinds": KINDS,
        "roles": ROLES,
        "report_states": dict(FeedbackReport.State.choices),
        "own_id": request.actor.employee_key,
        "manages": bool(request.actor.units_managed),
        "has_agenda": has_url("dialogue:agenda_add"),
    }


@require_POST
def take_off(request: ActorRequest, feedback_id: int) -> HttpResponse:
    """Take praise of oneself off the wall."""
    visible = streams.readable(request.actor, clock.today())
    feedback = get_object_or_404(visible, pk=feedback_id)
    try:
        with once(request) as done:
            operations.take_off_wall(feedback=feedback, by=request.actor, at=clock.now())
            done.location = url("coaching:wall")
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _wall(request, refusal=refusal, status=409)
    messages.success(request, "Apresiasi diturunkan dari dinding. Anda tetap menyimpannya.")
    return HttpResponseRedirect(done.location, status=303)
