"""The shared agenda: adding, wording, ticking and removing points."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.audit.operations import once
from kinerja.dialogue import operations
from kinerja.dialogue.forms import PointForm
from kinerja.dialogue.models import AgendaItem
from kinerja.dialogue.operations.agenda import may_remove
from kinerja.dialogue.refusals import StalePoint
from kinerja.dialogue.views.acting import done_on_page
from kinerja.dialogue.views.finding import head_or_404, item_or_404, session_or_404
from kinerja.dialogue.views.session import show
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.format import url
from kinerja.ui.rendering import page

AGENDA = "#agenda"


@require_POST
def add_point(request: ActorRequest, session_id: int) -> HttpResponse:
    found = session_or_404(request, session_id)
    form = PointForm(request.POST)
    if not form.is_valid():
        return show(request, head_or_404(request, session_id), point_form=form, status=422)

    def act(**how: Any) -> None:
        operations.add_point(session=found, title=form.cleaned_data["title"], **how)

    return done_on_page(request, session_id, act, "Butir agenda ditambahkan.", AGENDA)


@require_POST
def discussed(request: ActorRequest, item_id: int) -> HttpResponse:
    """Tick a point, or take the tick away: `dibahas=1` or 0."""
    item = item_or_404(request, item_id)
    ticked = request.POST.get("dibahas") == "1"

    def act(**how: Any) -> None:
        operations.mark_discussed(item=item, discussed=ticked, **how)

    if item.session_id is None:
        act(by=request.actor, at=clock.now())  # raises: nobody discusses what waits
    session_id = item.session_id or 0
    if request.htmx:
        act(by=request.actor, at=clock.now())
        return show(request, head_or_404(request, session_id), block="agenda")
    said = "Butir agenda ditandai dibahas." if ticked else "Butir agenda dibuka lagi."
    return done_on_page(request, session_id, act, said, AGENDA)


@require_http_methods(["GET", "HEAD", "POST"])
def point(request: ActorRequest, item_id: int) -> HttpResponse:
    """Word a point anew; two who do so at once see both."""
    item = item_or_404(request, item_id)
    place = _place(item)
    if item.discussed_at is not None and request.method != "POST":
        return redirect(place)
    given = {"title": item.title, "lock_no": item.lock_no}
    form = PointForm(request.POST or None, initial=given)
    if request.method != "POST":
        return _show(request, item, form)
    if not form.is_valid():
        return _show(request, item, form, status=422)
    try:
        with once(request) as done:
            operations.edit_point(
                item=item,
                title=form.cleaned_data["title"],
                lock_no=form.cleaned_data["lock_no"] or 0,
                by=request.actor,
                at=clock.now(),
            )
            done.location = place
    except NotPermitted:
        raise
    except Refusal as refusal:
        fresh = item_or_404(request, item_id)
        return _show(request, fresh, form, refusal=refusal, status=409)
    messages.success(request, "Butir agenda disimpan.")
    return HttpResponseRedirect(done.location, status=303)


@require_POST
def remove(request: ActorRequest, item_id: int) -> HttpResponse:
    item = item_or_404(request, item_id)
    place = _place(item)
    with once(request) as done:
        operations.remove_point(item=item, by=request.actor, at=clock.now())
        done.location = place
    messages.success(request, "Butir agenda dihapus.")
    return HttpResponseRedirect(done.location, status=303)


def _place(item: AgendaItem) -> str:
    if item.session_id is None:
        return url("dialogue:session_list")
    return url("dialogue:session", item.session_id) + AGENDA


def _show(
    request: ActorRequest,
    item: AgendaItem,
    form: PointForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "item": item,
        "form": form,
        "place": _place(item),
        "refusal": refusal,
        "is_stale": isinstance(refusal, StalePoint),
        "removes": may_remove(request.actor, item, item.session),
    }
    return page(request, "dialogue/point.html", context, status=status)
