"""One follow-up: how it stands, what came of it; begun, done, dropped, taken up again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.improvements import access, operations
from kinerja.improvements.forms import DropForm, FinishForm, MoveForm
from kinerja.improvements.models import Improvement
from kinerja.improvements.queries.effects import effect_of
from kinerja.improvements.queries.lists import ImprovementRow
from kinerja.improvements.views.finding import row_or_404, the_improvement
from kinerja.surveys.wording import element_name
from kinerja.ui.format import url
from kinerja.ui.rendering import page

SAID = {"start": "Tindak lanjut dimulai.", "resume": "Tindak lanjut dilanjutkan lagi."}


@require_http_methods(["GET", "HEAD", "POST"])
def improvement(request: ActorRequest, improvement_id: int) -> HttpResponse:
    """One follow-up, with its effect in the next period; started or taken up again."""
    row = row_or_404(request, improvement_id)
    if request.method != "POST":
        return _show(request, row)
    if not access.may_report(request.actor, row.unit_id, row):
        raise NotPermitted(access.NOT_YOUR_WORK)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _show(request, row, status=422)
    act = form.cleaned_data["act"]
    try:
        with once(request) as done:
            _move(request, improvement_id, act)
            done.location = url("improvements:improvement", improvement_id)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show(request, row_or_404(request, improvement_id), refusal=refusal, status=409)
    messages.success(request, SAID[act])
    return HttpResponseRedirect(done.location, status=303)


def _move(request: ActorRequest, improvement_id: int, act: str) -> None:
    found, at = the_improvement(request, improvement_id), clock.now()
    if act == "start":
        operations.start_improvement(improvement=found, by=request.actor, at=at)
    else:
        operations.resume_improvement(improvement=found, by=request.actor, at=at)


def _show(
    request: ActorRequest,
    row: ImprovementRow,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    today = clock.today()
    context = {
        "row": row,
        "label": Improvement.State(row.state).label,
        "element_name": element_name,
        "effect": effect_of(
            service_id=row.service_id,
            element=row.element,
            span=row.span,
            done_on=row.done_on,
            today=today,
        ),
        "may_plan": access.may_plan(request.actor, row.unit_id),
        "may_report": access.may_report(request.actor, row.unit_id, row),
        "today": today,
        "refusal": refusal,
    }
    return page(request, "improvements/improvement.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def improvement_finish(request: ActorRequest, improvement_id: int) -> HttpResponse:
    """Say that it is done, what changed, and where one sees it."""
    row = row_or_404(request, improvement_id)
    if not access.may_report(request.actor, row.unit_id, row):
        raise NotPermitted(access.NOT_YOUR_WORK)
    form = FinishForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _show_form(request, row, "improvements/improvement_finish.html", form=form)
    if not form.is_valid():
        return _show_form(
            request, row, "improvements/improvement_finish.html", form=form, status=422
        )
    try:
        with once(request) as done:
            operations.finish_improvement(
                improvement=the_improvement(request, improvement_id),
                outcome=form.cleaned_data["outcome"],
                link=form.cleaned_data["link"],
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("improvements:improvement", improvement_id)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show_form(
            request,
            row,
            "improvements/improvement_finish.html",
            form=form,
            refusal=refusal,
            status=409,
        )
    messages.success(request, "Tindak lanjut selesai. Hasilnya dibandingkan pada periode berikut.")
    return HttpResponseRedirect(done.location, status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def improvement_drop(request: ActorRequest, improvement_id: int) -> HttpResponse:
    """Say that it cannot be done for now, and why."""
    row = row_or_404(request, improvement_id)
    if not access.may_plan(request.actor, row.unit_id):
        raise NotPermitted(access.NOT_YOURS)
    form = DropForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _show_form(request, row, "improvements/improvement_drop.html", form=form)
    if not form.is_valid():
        return _show_form(request, row, "improvements/improvement_drop.html", form=form, status=422)
    try:
        with once(request) as done:
            operations.drop_improvement(
                improvement=the_improvement(request, improvement_id),
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("improvements:improvement", improvement_id)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show_form(
            request,
            row,
            "improvements/improvement_drop.html",
            form=form,
            refusal=refusal,
            status=409,
        )
    messages.success(request, "Tersimpan: tindak lanjut ini belum bisa dikerjakan.")
    return HttpResponseRedirect(done.location, status=303)


def _show_form(
    request: ActorRequest,
    row: ImprovementRow,
    template: str,
    *,
    form: FinishForm | DropForm,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"row": row, "form": form, "refusal": refusal}
    return page(request, template, context, status=status)
