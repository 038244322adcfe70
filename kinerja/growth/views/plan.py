"""One's own development plan with autosave, and the support of the superior."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.audit.operations import once
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.growth import access, operations
from kinerja.growth.forms import SupportForm, TextsForm
from kinerja.growth.models import Action, DevelopmentPlan
from kinerja.growth.operations import Texts
from kinerja.growth.queries.person import YearRow
from kinerja.growth.queries.plan import PlanRow, actions_of, plan_of
from kinerja.growth.refusals import StalePlan
from kinerja.growth.views import strengths
from kinerja.growth.views.finding import Chosen, chosen, own_key, training, year_tabs
from kinerja.ui.format import time, url
from kinerja.ui.rendering import page

STALE = "Ada isian yang lebih baru. Tekan Simpan untuk memilih."
SAVED = "Rencana pengembangan tersimpan."
NOTHING = {"strengths": "", "gaps": "", "aspiration": "", "lock_no": 0}


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: ActorRequest) -> HttpResponse:
    """Show one's own plan; store its texts. Two windows that write at once see both versions."""
    found = chosen(request, own_key(request))
    if found.year is None:
        return strengths.show(request, found)
    if request.method != "POST":
        return _show(request, found, found.year)
    form = TextsForm(request.POST)
    if not form.is_valid():
        return _show(request, found, found.year, form=form, status=422)
    try:
        _save(request, found.year, form)
    except NotPermitted:
        raise
    except StalePlan as refusal:
        return _conflict(request, found, found.year, form, refusal)
    except Refusal as refusal:
        return _show(request, found, found.year, form=form, refusal=refusal, status=409)
    messages.success(request, SAVED)
    return HttpResponseRedirect(f"{url('growth:plan')}?tahun={found.year.year}", status=303)


@require_POST
def plan_draft(request: ActorRequest) -> HttpResponse:
    """Autosave: say when it was stored; never overwrite what another window wrote."""
    found = chosen(request, own_key(request))
    form = TextsForm(request.POST)
    said: dict[str, Any] = {"failed": True, "version": request.POST.get("lock_no", "0")[:12]}
    if found.year is None or not form.is_valid():
        said["saved"] = "Belum tersimpan. Periksa isiannya."
        return page(request, "growth/saved.html", said)
    try:
        version = _save(request, found.year, form)
    except NotPermitted:
        raise
    except StalePlan:
        said["saved"] = STALE
    except Refusal as refusal:
        said["saved"] = refusal.message
    else:
        saved = f"Tersimpan pukul {time(clock.now())}"
        said = {"failed": False, "version": version, "saved": saved}
    return page(request, "growth/saved.html", said)


@require_POST
def support(request: ActorRequest, development_id: int) -> HttpResponse:
    """Stand behind the plan of somebody whom one assesses."""
    visible = DevelopmentPlan.objects.visible_to(request.actor).select_related("year")
    held = visible.filter(pk=development_id).first()
    if held is None:
        raise Http404
    if not access.may_support(request.actor, held):
        raise NotPermitted(access.NOT_YOUR_TEAM)
    form = SupportForm(request.POST)
    place = f"{url('growth:strengths_of', held.employee_id)}?tahun={held.year.year}"
    try:
        with once(request) as done:
            operations.support_plan(
                plan=held,
                content_no=form.cleaned_data["content_no"] if form.is_valid() else -1,
                by=request.actor,
                at=clock.now(),
            )
            done.location = f"{place}#rencana"
    except NotPermitted:
        raise
    except Refusal as refusal:
        found = chosen(request, held.employee_id)
        there = [year for year in found.years if year.id == held.year_id]
        found = found._replace(year=there[0] if there else found.year)
        return strengths.show(request, found, refusal=refusal, status=409)
    messages.success(request, "Dukungan Anda tercatat, dan pegawai diberi tahu.")
    return HttpResponseRedirect(done.location, status=303)


def _save(request: ActorRequest, year: YearRow, form: TextsForm) -> int:
    stored = operations.save_texts(
        year=PerformanceYear(pk=year.id),
        texts=form.texts,
        lock_no=form.cleaned_data["lock_no"] or 0,
        by=request.actor,
        at=clock.now(),
    )
    return stored.lock_no


def _conflict(
    request: ActorRequest, found: Chosen, year: YearRow, form: TextsForm, refusal: StalePlan
) -> HttpResponse:
    stored = plan_of.one(request.actor, found.person.employee_id, year.id)
    rows = [
        (name, form.fields[name].label, getattr(stored, name, ""), form.cleaned_data[name])
        for name in Texts._fields
    ]
    conflict = {
        "message": refusal.message,
        "rows": [row[1:] for row in rows if row[2] != row[3]],
        "own": [(name, own) for name, _, _, own in rows],
        "lock_no": stored.lock_no if stored else 0,
    }
    return _show(request, found, year, form=form, conflict=conflict, status=409)


def _show(
    request: ActorRequest,
    found: Chosen,
    year: YearRow,
    *,
    form: TextsForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    row = plan_of.one(request.actor, found.person.employee_id, year.id)
    actions = actions_of(request.actor, found.person.employee_id, year.id)
    context = {
        "person": found.person,
        "year": year,
        "row": row,
        "form": form or TextsForm(initial=_initial(row)),
        "actions": actions,
        "kinds": dict(Action.Kind.choices),
        "today": clock.today(),
        "training": training(found.person, actions),
        "tabs": year_tabs(found, url("growth:plan")),
        "refusal": None,
        "conflict": None,
        **more,
    }
    return page(request, "growth/plan.html", context, status=status)


def _initial(row: PlanRow | None) -> dict[str, Any]:
    return row._asdict() if row else NOTHING
