"""The evaluator reads a submitted plan, agrees or returns it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.queries import evaluator_of
from kinerja.plans import access, operations
from kinerja.plans.forms import ReturnForm
from kinerja.plans.hints import hints_for
from kinerja.plans.queries import PlanHead, content_of
from kinerja.plans.views.finding import head_or_404, plan_or_404
from kinerja.plans.views.standing import sentence, steps
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_safe
def review(request: ActorRequest, plan_id: int) -> HttpResponse:
    head = _reviewed(request, plan_id)
    if not head.is_submitted:
        return redirect("plans:plan", head.id)
    return _show(request, head, ReturnForm())


@require_POST
def agree(request: ActorRequest, plan_id: int) -> HttpResponse:
    head = head_or_404(request, plan_id)
    with once(request) as done:
        operations.agree_plan(plan=plan_or_404(request, plan_id), by=request.actor, at=clock.now())
        done.location = url("plans:plan", head.id)
    messages.success(request, f"SKP {head.full_name} sudah disepakati.")
    return HttpResponseRedirect(done.location, status=303)


@require_POST
def give_back(request: ActorRequest, plan_id: int) -> HttpResponse:
    head = _reviewed(request, plan_id)
    form = ReturnForm(request.POST)
    if not form.is_valid() and head.is_submitted:
        return _show(request, head, form, status=422)
    with once(request) as done:
        operations.return_plan(
            plan=plan_or_404(request, plan_id),
            notes=form.cleaned_data.get("catatan", ""),
            by=request.actor,
            at=clock.now(),
        )
        done.location = url("plans:team")
    messages.success(request, f"SKP {head.full_name} sudah dikembalikan dengan catatan Anda.")
    return HttpResponseRedirect(done.location, status=303)


def _reviewed(request: ActorRequest, plan_id: int) -> PlanHead:
    head = head_or_404(request, plan_id)
    if not access.may_review(request.actor, head):
        raise NotPermitted("Hanya penilai langsung yang dapat meninjau SKP ini.")
    return head


def _show(
    request: ActorRequest, head: PlanHead, form: ReturnForm, *, status: int = 200
) -> HttpResponse:
    content = content_of(head.version_id)
    line = evaluator_of(head.placement_id, clock.today())
    context = {
        "head": head,
        "content": content,
        "line": line,
        "form": form,
        "hints": hints_for(content, []),
        "status": sentence(head, line, request.actor),
        "steps": steps(head, line),
        "editable": False,
    }
    return page(request, "plans/review.html", context, status=status)
