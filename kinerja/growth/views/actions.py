"""Actions: born from what was said, worded anew, done or dropped, put on an agenda."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.audit.operations import once
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.growth import access, operations, origins
from kinerja.growth.forms import KIND_NOTES, ActionForm, OriginFilter, OutcomeForm
from kinerja.growth.models import Action
from kinerja.growth.operations import ActionValues
from kinerja.growth.origins import Origin
from kinerja.growth.queries.person import YearRow
from kinerja.growth.queries.plan import ActionRow, action_of
from kinerja.growth.refusals import StaleAction
from kinerja.growth.views.finding import chosen, own_key
from kinerja.ui.format import day as written_day
from kinerja.ui.format import number, url
from kinerja.ui.rendering import page

#: how long an action runs when nobody has said otherwise
USUAL = dt.timedelta(days=90)
ONE_DAY = dt.timedelta(days=1)
SAID = {
    "finish": "Tindakan selesai. Jam pelajarannya dihitung.",
    "drop": "Tindakan tidak dilanjutkan.",
    "reopen": "Tindakan dibuka lagi.",
}
LABELS = {
    "text": "Tindakan",
    "kind": "Cara belajar",
    "evidence": "Bukti selesai",
    "due_on": "Batas waktu",
    "hours": "Jam pelajaran",
}


@require_http_methods(["GET", "HEAD", "POST"])
def action_new(request: ActorRequest) -> HttpResponse:
    """Add an action; `?dari=feedback&id=12` fills it in from what was said."""
    found = chosen(request, own_key(request))
    origin = _origin(request)
    if found.year is None:
        raise Http404
    if request.method != "POST":
        return _show_new(request, found.year, origin, _fresh(found.year, origin))
    form = ActionForm(request.POST)
    if not form.is_valid():
        return _show_new(request, found.year, origin, form, status=422)
    try:
        with once(request) as done:
            _add(request, found.year, origin, form)
            done.location = f"{url('growth:plan')}?tahun={found.year.year}#tindakan"
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show_new(request, found.year, origin, form, refusal=refusal, status=409)
    messages.success(request, "Tindakan masuk ke rencana pengembangan Anda.")
    return HttpResponseRedirect(done.location, status=303)


def _origin(request: ActorRequest) -> Origin | None:
    """Return what the action is born from, if the actor may see it; else 404."""
    form = OriginFilter(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        raise Http404
    kind, key = form.cleaned_data["dari"], form.cleaned_data["id"]
    if not kind and key is None:
        return None
    return origins.find(request.actor, kind, key or 0)


def _fresh(year: YearRow, origin: Origin | None) -> ActionForm:
    last = year.next_first_day - ONE_DAY
    due_on = min(clock.today() + USUAL, last) if clock.today() < last else None
    proposal = origin.proposal if origin else ""
    return ActionForm(initial={"text": proposal, "due_on": due_on, "kind": "PENGALAMAN"})


def _add(request: ActorRequest, year: YearRow, origin: Origin | None, form: ActionForm) -> None:
    operations.add_action(
        year=PerformanceYear.objects.get(pk=year.id),
        values=form.values,
        origin=origin,
        by=request.actor,
        at=clock.now(),
    )


def _show_new(
    request: ActorRequest,
    year: YearRow,
    origin: Origin | None,
    form: ActionForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "year": year,
        "origin": origin,
        "form": form,
        "notes": KIND_NOTES,
        "refusal": refusal,
    }
    return page(request, "growth/action_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def action(request: ActorRequest, action_id: int) -> HttpResponse:
    """One action: how it stands; done, dropped, or open again."""
    row = _row(request, action_id)
    if request.method != "POST":
        return _show(request, row)
    if not access.may_write(request.actor, row):
        raise NotPermitted(access.NOT_YOURS)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _show(request, row, outcome=form, status=422)
    try:
        with once(request) as done:
            _settle(_instance(request, action_id), form, request)
            done.location = url("growth:action", action_id)
    except NotPermitted:
        raise
    except Refusal as refusal:
        fresh = _row(request, action_id)
        return _show(request, fresh, outcome=form, refusal=refusal, status=409)
    messages.success(request, SAID[form.cleaned_data["act"]])
    return HttpResponseRedirect(done.location, status=303)


def _settle(found: Action, form: OutcomeForm, request: ActorRequest) -> None:
    act, outcome, at = form.cleaned_data["act"], form.cleaned_data["outcome"], clock.now()
    if act == "finish":
        operations.finish(action=found, outcome=outcome, by=request.actor, at=at)
    elif act == "drop":
        operations.drop(action=found, outcome=outcome, by=request.actor, at=at)
    else:
        operations.reopen(action=found, by=request.actor, at=at)


@require_POST
def change(request: ActorRequest, action_id: int) -> HttpResponse:
    """Word an open action anew; two windows that write at once see both versions."""
    row = _row(request, action_id)
    if not access.may_write(request.actor, row):
        raise NotPermitted(access.NOT_YOURS)
    form = ActionForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form=form, status=422)
    try:
        with once(request) as done:
            operations.change_action(
                action=_instance(request, action_id),
                values=form.values,
                lock_no=form.cleaned_data["lock_no"] or 0,
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("growth:action", action_id)
    except NotPermitted:
        raise
    except StaleAction as refusal:
        fresh = _row(request, action_id)
        conflict = _conflict(fresh, form, refusal)
        return _show(request, fresh, form=form, conflict=conflict, status=409)
    except Refusal as refusal:
        fresh = _row(request, action_id)
        return _show(request, fresh, form=form, refusal=refusal, status=409)
    messages.success(request, "Tindakan tersimpan.")
    return HttpResponseRedirect(done.location, status=303)


def _conflict(row: ActionRow, form: ActionForm, refusal: StaleAction) -> dict[str, Any]:
    pairs = [
        (LABELS[name], _said(name, getattr(row, name)), _said(name, getattr(form.values, name)))
        for name in ActionValues._fields
    ]
    return {
        "message": refusal.message,
        "rows": [pair for pair in pairs if pair[1] != pair[2]],
        "own": [(name, form[name].value() or "") for name in ActionValues._fields],
        "lock_no": row.lock_no,
    }


def _said(name: str, value: Any) -> str:
    match name:
        case "kind":
            return Action.Kind(value).label
        case "due_on":
            return written_day(value)
        case "hours":
            return f"{number(value)} JP"
    return str(value)


@require_POST
def to_agenda(request: ActorRequest, action_id: int) -> HttpResponse:
    """Put an action onto the agenda of the next session: its owner, or his superior."""
    row = _row(request, action_id)
    try:
        with once(request) as done:
            item = operations.put_on_agenda(
                action=_instance(request, action_id), by=request.actor, at=clock.now()
            )
            there = item.session_id
            place = url("dialogue:session", there) if there else ""
            done.location = f"{place}#agenda" if there else url("growth:action", action_id)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show(request, row, refusal=refusal, status=409)
    messages.success(
        request,
        "Masuk ke agenda sesi berikutnya."
        if there
        else "Tersimpan. Butir ini masuk ke agenda begitu sesi berikutnya dijadwalkan.",
    )
    return HttpResponseRedirect(done.location, status=303)


def _row(request: ActorRequest, action_id: int) -> ActionRow:
    row = action_of.one(request.actor, action_id)
    if row is None:
        raise Http404
    return row


def _instance(request: ActorRequest, action_id: int) -> Action:
    visible = Action.objects.visible_to(request.actor)
    return visible.select_related("plan__placement", "employee").get(pk=action_id)


def _show(
    request: ActorRequest,
    row: ActionRow,
    *,
    form: ActionForm | None = None,
    outcome: OutcomeForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    is_own = access.may_write(request.actor, row)
    context = {
        "row": row,
        "is_own": is_own,
        "kind": Action.Kind(row.kind).label,
        "state": Action.State(row.state).label,
        "changes": is_own and row.state == Action.State.OPEN and row.year_state == "OPEN",
        "reopens": is_own and row.state == Action.State.DONE and row.year_state == "OPEN",
        "form": form or ActionForm.of(row),
        "outcome": outcome or OutcomeForm(initial={"outcome": row.outcome}),
        "notes": KIND_NOTES,
        "origin_place": origins.place_of(row.origin_kind, row.origin_id) if is_own else "",
        "today": clock.today(),
        "refusal": None,
        "conflict": None,
        **more,
    }
    return page(request, "growth/action.html", context, status=status)
