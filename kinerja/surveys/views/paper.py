"""Papers: a grid to type them into. A view finds, calls one operation, and answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.services.models import Service
from kinerja.surveys.paper import operations, queries
from kinerja.surveys.paper.access import NOT_YOURS, may_enter
from kinerja.surveys.paper.forms import Asked, Shape, StackForm
from kinerja.surveys.paper.grid import COLUMNS, MOST_ROWS, Grid, empty_grid, grid_of
from kinerja.surveys.paper.papers import PROFILE, first_day
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: ActorRequest, service_id: int) -> HttpResponse:
    """Show a grid for a counter and a day, and take what was typed into it."""
    service = _service(request, service_id)
    counters = queries.open_counters(service, first_day(clock.today()))
    if request.method != "POST":
        asked = Asked(request.GET)
        form = StackForm(counters, initial=asked.stack(counters))
        return _show(request, service, form, empty_grid(), Shape.usual())
    form = StackForm(counters, request.POST)
    shape = Shape(request.POST)
    grid = grid_of(request.POST, shape.size)
    if shape.action != Shape.SAVE:
        form = StackForm(counters, initial=request.POST.dict())
        return _show(request, service, form, shape.changed(grid), shape)
    if not form.is_valid() or grid.faults:
        return _show(request, service, form, grid, shape, status=422)
    return _save(request, service, form, grid, shape)


def _save(
    request: ActorRequest, service: Service, form: StackForm, grid: Grid, shape: Shape
) -> HttpResponse:
    given = form.cleaned_data
    counter_id, day, half = int(given["loket"]), given["tanggal"], given["jam"]
    try:
        with once(request) as done:
            count = operations.enter_papers(
                service=service,
                papers=grid.papers(counter_id=counter_id, day=day, half=half),
                by=request.actor,
                at=clock.now(),
            )
            again = {"loket": counter_id, "tanggal": form["tanggal"].data, "jam": half}
            done.location = f"{url('surveys:paper', service.pk)}?{urlencode(again)}"
    except Refusal as refusal:
        return _show(request, service, form, grid, shape, refusal=refusal, status=409)
    messages.success(request, f"{count} lembar tersimpan. Ikut dihitung besok pagi.")
    return HttpResponseRedirect(done.location, status=303)


def _service(request: ActorRequest, service_id: int) -> Service:
    """Return a service whose papers the person enters. Raises Http404, NotPermitted."""
    found = queries.service_visible_to(request.actor, service_id)
    if found is None:
        raise Http404
    if not may_enter(request.actor, found.unit_id):
        raise NotPermitted(NOT_YOURS)
    return found


def _show(
    request: ActorRequest,
    service: Service,
    form: StackForm,
    grid: Grid,
    shape: Shape,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "service": service,
        "form": form,
        "grid": grid,
        "columns": COLUMNS,
        "profile": PROFILE,
        "has_profile": shape.profile or grid.has_profile,
        "may_grow": len(grid.rows) < MOST_ROWS,
        "first_day": max(first_day(clock.today()), service.opened_on),
        "refusal": refusal,
        "is_wrong": status == 422,  # noqa: PLR2004 - the number is the word
    }
    return page(request, "surveys/paper.html", context, status=status)
