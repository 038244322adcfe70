"""Pages without a visitor: the same for everybody, so that anybody may keep them for minutes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from kinerja.city.queries import current_city
from kinerja.complaints.counting import ComplaintFigure
from kinerja.complaints.queries import public_figures_of
from kinerja.cycles.queries import policy_on
from kinerja.foundation import clock
from kinerja.public import data
from kinerja.public.queries import services as queries
from kinerja.public.queries.changes import newest_changes
from kinerja.public.queries.organizations import achievement_of
from kinerja.public.queries.units import Units, units_on
from kinerja.public.wording import borders, headline, largest
from kinerja.services.models import Service
from kinerja.surveys.charts import trend_of
from kinerja.surveys.periods import Span, quarter_of
from kinerja.ui.rendering import page
from regulation.satisfaction import Element

View = Callable[..., HttpResponseBase]
#: seconds for which a proxy or a phone may show what it has
KEPT = 300
#: services on the first page, and what was changed
MOST, FEW = 8, 5


class Complaints(NamedTuple):
    """The complaints of a quarter."""

    span: Span
    total: ComplaintFigure


def for_everybody(view: View) -> Any:
    """Let everybody open a page, on the city's time, and keep it for a while.

    Whoever is signed in sees what everybody sees: what a proxy keeps may name nobody.
    """

    @login_not_required
    @require_safe
    @wraps(view)
    def shown(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.city, request.actor, request.COOKIES = current_city(), None, {}
        with clock.in_zone(lambda: request.city.time_zone):
            response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = f"public, max-age={KEPT}"
        return response

    return shown


@for_everybody
def home(request: HttpRequest) -> HttpResponse:
    """The city in one minute: satisfaction, offices, complaints, what was changed."""
    today = clock.today()
    units, least = units_on(today), policy_on(today).privacy_min_cell
    span = queries.newest_span(units, today)
    board = queries.board_of(span, units) if span else None
    context = {
        "board": board,
        "headline": headline(board),
        "lines": largest(board, MOST) if board else [],
        "offices": achievement_of(units.offices, least_cell=least),
        "complaints": _complaints(units, span or quarter_of(today).previous, least),
        "changed": newest_changes(FEW),
        "borders": borders(),
        "files": data.FILES,
        "today": today,
    }
    return _page(request, "public/home.html", context)


@for_everybody
def services(request: HttpRequest) -> HttpResponse:
    """Every service, with those that too few have judged."""
    today = clock.today()
    units = units_on(today)
    span = queries.newest_span(units, today)
    board = queries.board_of(span, units) if span else None
    return _page(request, "public/services.html", {"board": board})


@for_everybody
def service(request: HttpRequest, service_id: int) -> HttpResponse:
    """One service: its index, its elements, its time, and what was changed."""
    today = clock.today()
    found = (
        Service.objects.filter(pk=service_id).values_list("name", "unit_id", "urgent_phone").first()
    )
    if found is None:
        raise Http404
    name, unit_id, phone = found
    units = units_on(today)
    span = queries.newest_span(units, today) or quarter_of(today).previous
    history = queries.history_of(service_id, span)
    context = {
        "name": name,
        "unit": units.names.get(unit_id, ""),
        "phone": phone,
        "span": span,
        "figure": history[-1][1],
        "trend": trend_of(history),
        "elements": {element.value: element.label for element in Element},
        "changed": newest_changes(FEW, service_id),
    }
    return _page(request, "public/service.html", context)


@for_everybody
def method(request: HttpRequest) -> HttpResponse:
    """How it is counted, in plain words and with the formula."""
    least = policy_on(clock.today()).privacy_min_cell
    return _page(request, "public/method.html", {"borders": borders(), "least": least})


@for_everybody
def open_data(_request: HttpRequest, data_name: str, data_form: str) -> HttpResponse:
    """A file of open data. 404 for one that does not exist."""
    if data_name not in data.FILES or data_form not in data.FORMS:
        raise Http404
    return data.FORMS[data_form](data_name, data.FILES[data_name].rows(clock.today()))


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """Draw a page without the messages of somebody's session: to look for them sets a cookie."""
    return page(request, name, {**context, "messages": ()})


def _complaints(units: Units, span: Span, least: int) -> Complaints | None:
    total, _ = public_figures_of(units.every, span.starts, span.ends, least_cell=least)
    return Complaints(span, total) if total else None
