"""Planning a follow-up, and wording it anew."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.improvements import access, operations
from kinerja.improvements.forms import ImprovementForm, NewFilter
from kinerja.improvements.queries import lists
from kinerja.improvements.queries.lists import ImprovementRow, ServiceRow
from kinerja.improvements.queries.people import Candidate, candidates
from kinerja.improvements.refusals import StaleImprovement
from kinerja.improvements.views.finding import row_or_404, service_or_404, the_improvement
from kinerja.services.models import Service
from kinerja.surveys.periods import Span, quarter_of
from kinerja.surveys.queries.figures import service_figure
from kinerja.surveys.wording import element_name
from kinerja.ui.format import day as written_day
from kinerja.ui.format import url
from kinerja.ui.rendering import page

LABELS = {
    "element": "Unsur",
    "asked": "Yang diminta warga",
    "action": "Yang akan diubah",
    "responsible_id": "Penanggung jawab",
    "due_on": "Batas waktu",
    "is_public": "Halaman publik",
}


@require_http_methods(["GET", "HEAD", "POST"])
def improvement_new(request: ActorRequest) -> HttpResponse:
    """Plan a follow-up; `?layanan=7&unsur=U3&periode=2026-2` says what about."""
    wanted = NewFilter(request.GET)
    if not wanted.is_valid():
        raise Http404
    if not wanted.cleaned_data["layanan"]:
        return _choose_service(request)
    service = service_or_404(request, wanted.cleaned_data["layanan"])
    if not access.may_plan(request.actor, service.unit_id):
        raise NotPermitted(access.NOT_YOURS)
    span = wanted.cleaned_data["periode"] or quarter_of(clock.today()).previous
    people = candidates(service.unit_id, clock.today())
    if request.method != "POST":
        initial = {"element": wanted.cleaned_data["unsur"], "is_public": True}
        return _show_new(request, service, span, ImprovementForm(initial=initial, people=people))
    form = ImprovementForm(request.POST, people=people)
    if not form.is_valid():
        return _show_new(request, service, span, form, status=422)
    try:
        with once(request) as done:
            done.location = _plan(request, service, span, form)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show_new(request, service, span, form, refusal=refusal, status=409)
    messages.success(request, "Rencana tindak lanjut tersimpan.")
    return HttpResponseRedirect(done.location, status=303)


def _plan(request: ActorRequest, service: ServiceRow, span: Span, form: ImprovementForm) -> str:
    made = operations.plan_improvement(
        service=Service.objects.get(pk=service.id),
        span=span,
        values=form.values,
        by=request.actor,
        at=clock.now(),
    )
    return url("improvements:improvement", made.pk)


def _choose_service(request: ActorRequest) -> HttpResponse:
    if request.method == "POST":
        raise Http404
    units = access.units_planned(request.actor)
    if not units:
        raise NotPermitted(access.NOT_YOURS)
    context = {"services": lists.services_of(units, clock.today())}
    return page(request, "improvements/choose_service.html", context)


def _show_new(
    request: ActorRequest,
    service: ServiceRow,
    span: Span,
    form: ImprovementForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "service": service,
        "span": span,
        "figure": service_figure(service.id, span),
        "form": form,
        "refusal": refusal,
        "element_name": element_name,
    }
    return page(request, "improvements/improvement_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def improvement_edit(request: ActorRequest, improvement_id: int) -> HttpResponse:
    """Word a follow-up anew; two windows that write at once see both versions."""
    row = row_or_404(request, improvement_id)
    if not access.may_plan(request.actor, row.unit_id):
        raise NotPermitted(access.NOT_YOURS)
    people = candidates(row.unit_id, clock.today())
    if request.method != "POST":
        return _show_edit(request, row, ImprovementForm.of(row, people))
    form = ImprovementForm(request.POST, people=_with_present(people, row))
    if not form.is_valid():
        return _show_edit(request, row, form, status=422)
    try:
        with once(request) as done:
            _change(request, improvement_id, form)
            done.location = url("improvements:improvement", improvement_id)
    except NotPermitted:
        raise
    except StaleImprovement as refusal:
        fresh = row_or_404(request, improvement_id)
        conflict = _conflict(fresh, form, refusal, people)
        return _show_edit(request, fresh, form, conflict=conflict, status=409)
    except Refusal as refusal:
        return _show_edit(request, row, form, refusal=refusal, status=409)
    messages.success(request, "Tindak lanjut tersimpan.")
    return HttpResponseRedirect(done.location, status=303)


def _with_present(people: list[Candidate], row: ImprovementRow) -> list[Candidate]:
    """Let the form keep a person who has moved away since."""
    present = Candidate(row.responsible_id, row.front, row.person, row.back, "sudah pindah")
    known = {one.employee_id for one in people}
    return people if row.responsible_id in known else [*people, present]


def _change(request: ActorRequest, improvement_id: int, form: ImprovementForm) -> None:
    operations.change_improvement(
        improvement=the_improvement(request, improvement_id),
        values=form.values,
        lock_no=form.cleaned_data["lock_no"] or 0,
        by=request.actor,
        at=clock.now(),
    )


def _conflict(
    row: ImprovementRow,
    form: ImprovementForm,
    refusal: StaleImprovement,
    people: list[Candidate],
) -> dict[str, Any]:
    names = {one.employee_id: one.spoken for one in _with_present(people, row)}
    pairs = [
        (LABELS[name], _said(name, getattr(row, name), names), _said(name, own, names))
        for name, own in form.values._asdict().items()
    ]
    return {
        "message": refusal.message,
        "rows": [pair for pair in pairs if pair[1] != pair[2]],
        "own": [
            (bound.html_name, bound.value() or "") for bound in form if bound.name != "lock_no"
        ],
        "lock_no": row.lock_no,
    }


def _said(name: str, value: Any, names: dict[int, str]) -> str:
    match name:
        case "responsible_id":
            return names.get(value, "")
        case "due_on":
            return written_day(value)
        case "is_public":
            return "ya" if value else "tidak"
        case "element":
            return f"{value} {element_name(value)}"
    return str(value)


def _show_edit(
    request: ActorRequest,
    row: ImprovementRow,
    form: ImprovementForm,
    *,
    refusal: Refusal | None = None,
    conflict: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"row": row, "form": form, "refusal": refusal, "conflict": conflict}
    return page(request, "improvements/improvement_edit.html", context, status=status)
