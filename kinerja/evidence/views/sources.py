"""From where an indicator takes its realization: chosen, changed, ended."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.audit.operations import once
from kinerja.evidence import access, operations
from kinerja.evidence.forms import SourceForm
from kinerja.evidence.queries import IndicatorView
from kinerja.evidence.sources import choices_for
from kinerja.evidence.views.finding import Sheet, sheet_of
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.format import url
from kinerja.ui.rendering import page

NOT_OWN = "Sumber realisasi dipilih oleh pegawai sendiri."


@require_http_methods(["GET", "HEAD", "POST"])
def source(request: ActorRequest, plan_id: int, period_id: int, indicator_id: int) -> HttpResponse:
    """Choose a service or unit whose survey or complaints say what was reached."""
    found, view = _chosen(request, plan_id, period_id, indicator_id)
    choices = choices_for(found.plan.unit_id, clock.today())
    if request.method != "POST":
        return _show(request, found, view, SourceForm(choices=choices))
    form = SourceForm(request.POST, choices=choices)
    if not form.is_valid():
        return _show(request, found, view, form, status=422)
    try:
        with once(request) as done:
            operations.choose_source(
                plan=found.plan,
                indicator_id=indicator_id,
                values=form.values,
                by=request.actor,
                at=clock.now(),
            )
            done.location = _sheet_of(plan_id, period_id, indicator_id)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show(request, found, view, form, refusal=refusal, status=409)
    messages.success(request, "Realisasi indikator ini sekarang diambil dari sumbernya.")
    return HttpResponseRedirect(done.location, status=303)


@require_POST
def source_end(
    request: ActorRequest, plan_id: int, period_id: int, indicator_id: int
) -> HttpResponse:
    """Let the realization be typed again."""
    found, view = _chosen(request, plan_id, period_id, indicator_id)
    try:
        with once(request) as done:
            operations.end_source(
                plan=found.plan, indicator_id=indicator_id, by=request.actor, at=clock.now()
            )
            done.location = _sheet_of(plan_id, period_id, indicator_id)
    except NotPermitted:
        raise
    except Refusal as refusal:
        choices = choices_for(found.plan.unit_id, clock.today())
        form = SourceForm(choices=choices)
        return _show(request, found, view, form, refusal=refusal, status=409)
    messages.success(request, "Sumber berakhir. Isi realisasinya sendiri.")
    return HttpResponseRedirect(done.location, status=303)


def _sheet_of(plan_id: int, period_id: int, indicator_id: int) -> str:
    place = url("evidence:sheet", plan_id, period_id)
    return f"{place}?indikator={indicator_id}#indikator-{indicator_id}"


def _chosen(
    request: ActorRequest, plan_id: int, period_id: int, indicator_id: int
) -> tuple[Sheet, IndicatorView]:
    found = sheet_of(request, plan_id, period_id)
    view = found.indicator(indicator_id)
    if view is None:
        raise Http404
    if not access.may_report(request.actor, found.plan):
        raise NotPermitted(NOT_OWN)
    return found, view


def _show(
    request: ActorRequest,
    found: Sheet,
    view: IndicatorView,
    form: SourceForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "plan": found.plan,
        "period": found.period,
        "view": view,
        "form": form,
        "refusal": refusal,
    }
    return page(request, "evidence/source.html", context, status=status)
