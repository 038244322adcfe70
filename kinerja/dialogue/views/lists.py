"""One's own sessions, the team of a superior, and what is covered in the units of a head."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinerja.cycles import queries as cycles
from kinerja.dialogue.models import Series, Session
from kinerja.dialogue.models.session import Kind
from kinerja.dialogue.queries import coverage as covering
from kinerja.dialogue.queries import lists, session
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.ui.format import has_url, url
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page

PAST = "lalu"
QUARTER = dt.timedelta(days=90)
NOT_MET, LATE = "belum", "lewat"
#: what the page may show -> how it is found, and how many there are
TEAMS: dict[str, tuple[Any, Callable[[lists.Counted], int]]] = {
    "": (lists.team_of, attrgetter("people")),
    NOT_MET: (lists.team_not_met, attrgetter("not_met")),
    LATE: (lists.team_late, attrgetter("late")),
}


class Filters(Form):
    tab = forms.ChoiceField(choices=[("", ""), (PAST, "")], required=False)
    saring = forms.ChoiceField(choices=[("", ""), (NOT_MET, ""), (LATE, "")], required=False)
    hal = forms.IntegerField(min_value=1, max_value=10_000, required=False)


def _chosen(request: ActorRequest) -> dict[str, Any]:
    filters = Filters(request.GET)
    return filters.cleaned_data if filters.is_valid() else {}


@require_safe
def session_list(request: ActorRequest) -> HttpResponse:
    chosen, actor = _chosen(request), request.actor
    number = chosen.get("hal") or 1
    is_past = chosen.get("tab") == PAST
    find = lists.past_sessions if is_past else lists.coming_sessions
    rows = find(actor, lists.PAGE * (number - 1), lists.PAGE * number)
    total = rows[0].all_rows if rows else 0
    context = {
        "rows": rows,
        "is_past": is_past,
        "number": number,
        "pages": max(1, -(-total // lists.PAGE)),
        "total": total,
        "per_page": lists.PAGE,
        "points": session.waiting_points(actor),
        "agreements": session.open_agreements(actor),
        "series": lists.series_of(actor),
        "today": clock.today(),
        "now": clock.now(),
        "me": actor.employee_id,
        "links": _links(request),
        **_words(),
    }
    return page(request, "dialogue/session_list.html", context)


def _words() -> dict[str, Any]:
    return {
        "kinds": dict(Kind.choices),
        "states": STATES,
        "tones": TONES,
        "rhythms": dict(Series.Rhythm.choices),
    }


#: how a state reads in a list, and how it is tinted
STATES = {**dict(Session.State.choices), "HELD": "Perlu disetujui"}
TONES = {
    "REQUESTED": "bp",
    "PLANNED": "sea",
    "HELD": "bp",
    "CONFIRMED": "b",
    "CANCELED": "n",
    "MISSED": "k",
}
#: pages of other rooms to which the list leads, as far as they exist
BESIDE = (
    ("dialogue:calendar", "Kalender pribadi"),
    ("guidance:guidance_list", "Bimbingan"),
    ("counseling:case_list", "Konseling"),
)


def _links(request: ActorRequest) -> list[tuple[str, str]]:
    found = [(words, url(name)) for name, words in BESIDE if has_url(name)]
    if request.actor.evaluates:
        found.insert(0, ("Pembinaan tim", url("dialogue:overview")))
    if covering.units_of(request.actor):
        found.append(("Cakupan per atasan", url("dialogue:coverage")))
    return found


class Span(NamedTuple):
    """The time in which sessions count, in words."""

    since: dt.datetime
    until: dt.datetime
    words: str


def span_on(day: dt.date) -> Span:
    """The period of a day; without one the last 90 days."""
    period = cycles.period_on(day)
    if period is None:
        now = clock.start_of(day + dt.timedelta(days=1))
        return Span(now - QUARTER, now, "dalam 90 hari terakhir")
    held: Any = period.held
    return Span(clock.start_of(held.lower), clock.start_of(held.upper), f"pada {period.spoken}")


@require_safe
def overview(request: ActorRequest) -> HttpResponse:
    """The rhythm of a superior's team: who was met, who will be, what is overdue."""
    actor, on = request.actor, clock.today()
    if not actor.evaluates:
        raise NotPermitted("Halaman ini untuk pejabat penilai.")
    chosen, span = _chosen(request), span_on(on)
    number, only = chosen.get("hal") or 1, chosen.get("saring") or ""
    size, (find, count) = lists.TEAM_PAGE, TEAMS[only]
    rows = find(actor, on, span.since, size * (number - 1), size * number)
    counted = lists.counted_team.one(actor, on, span.since) or lists.Counted(0, 0, 0)
    total = count(counted)
    context = {
        "rows": rows,
        "counted": counted,
        "only": only,
        "span": span,
        "number": number,
        "pages": max(1, -(-total // size)),
        "total": total,
        "per_page": size,
        "query": f"saring={only}" if only else "",
        "today": on,
        "midnight": clock.start_of(on),
        "oversees": bool(covering.units_of(actor)),
        **_words(),
    }
    return page(request, "dialogue/overview.html", context)


@require_safe
def coverage(request: ActorRequest) -> HttpResponse:
    """Counts per superior, for whoever heads, manages or audits the units."""
    actor, on = request.actor, clock.today()
    if not covering.units_of(actor):
        raise NotPermitted("Halaman ini untuk kepala unit, pengelola kinerja, dan auditor.")
    span, number = span_on(on), _chosen(request).get("hal") or 1
    rows = covering.coverage_of(
        actor, since=span.since, until=span.until, on=on, now=clock.now(), page=number
    )
    total = rows[0].all_rows if rows else 0
    context = {
        "rows": rows,
        "span": span,
        "people": rows[0].all_people if rows else 0,
        "met": rows[0].all_met if rows else 0,
        "number": number,
        "pages": max(1, -(-total // covering.PAGE)),
        "total": total,
        "per_page": covering.PAGE,
        "is_evaluator": bool(actor.evaluates),
    }
    return page(request, "dialogue/coverage.html", context)
