"""The list of follow-ups, and what the last finished period asks for."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.improvements import access
from kinerja.improvements.forms import STATES, ListFilter
from kinerja.improvements.models import Improvement
from kinerja.improvements.queries import lists
from kinerja.improvements.queries.lists import PER_PAGE, ListRow, ServiceRow
from kinerja.improvements.queries.offers import ServiceOffer, offers_for
from kinerja.improvements.views.finding import service_or_404
from kinerja.surveys.wording import element_name
from kinerja.ui.rendering import page

LIVE = ["PLANNED", "RUNNING"]
LATE = "lewat"
NEVER = dt.date(9999, 1, 1)
#: how many services with open offers stand on the list of all services
MOST_OFFERS = 6


@require_safe
def improvement_list(request: ActorRequest) -> HttpResponse:
    """Follow-ups by the day on which they are due, with offers for the weakest elements."""
    form = ListFilter(request.GET)
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    service = service_or_404(request, given["layanan"]) if given["layanan"] else None
    number = given["hal"] or 1
    rows = _rows(request, service, given["tahap"], number)
    offers = _offers(request, service)
    total = rows[0].total if rows else 0
    context = {
        "rows": rows,
        "total": total,
        "number": number,
        "pages": -(-total // PER_PAGE),
        "per_page": PER_PAGE,
        "query": _query(service, given["tahap"]),
        "states": STATES,
        "chosen": given["tahap"],
        "service": service,
        "offers": offers if service else offers[:MOST_OFFERS],
        "more_offers": 0 if service else max(0, len(offers) - MOST_OFFERS),
        "may_plan": bool(access.units_planned(request.actor)),
        "labels": dict(Improvement.State.choices),
        "element_name": element_name,
        "today": clock.today(),
    }
    return page(request, "improvements/improvement_list.html", context)


def _rows(
    request: ActorRequest, service: ServiceRow | None, state: str, number: int
) -> list[ListRow]:
    states = LIVE if state == LATE else [state] if state else list(Improvement.State.values)
    before = clock.today() if state == LATE else NEVER
    past, until = PER_PAGE * (number - 1), PER_PAGE * number
    if service is None:
        return lists.improvements_seen(request.actor, states, before, past, until)
    return lists.improvements_of(request.actor, service.id, states, before, past, until)


def _offers(request: ActorRequest, service: ServiceRow | None) -> list[ServiceOffer]:
    """Return the services that still wait for a follow-up, among those one may plan for."""
    units = access.units_planned(request.actor)
    if service is not None:
        units = [service.unit_id] if access.may_plan(request.actor, service.unit_id) else []
    found = offers_for(units, clock.today()) if units else []
    if service is not None:
        return [one for one in found if one.service_id == service.id]
    return [one for one in found if not one.is_answered]


def _query(service: ServiceRow | None, state: str) -> str:
    chosen = {"layanan": service.id if service else "", "tahap": state}
    return urlencode({key: value for key, value in chosen.items() if value})
