"""Check answers, then submit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.plans import operations
from kinerja.plans.queries import PlanHead
from kinerja.plans.refusals import NotEditable
from kinerja.plans.views.checks import checks_of
from kinerja.plans.views.editor import desk_of
from kinerja.plans.views.finding import head_or_404, own_head, plan_or_404
from kinerja.plans.views.standing import evaluator_name, sentence
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_safe
def check(request: ActorRequest, plan_id: int) -> HttpResponse:
    head = own_head(request, plan_id)
    if not head.is_editable:
        return redirect("plans:plan", head.id)
    return _show(request, head)


@require_POST
def submit(request: ActorRequest, plan_id: int) -> HttpResponse:
    head = head_or_404(request, plan_id)
    try:
        with once(request) as done:
            operations.submit_plan(
                plan=plan_or_404(request, plan_id), by=request.actor, at=clock.now()
            )
            done.location = url("plans:plan", head.id)
    except (NotPermitted, NotEditable):
        raise
    except Refusal as refusal:
        return _show(request, head, refusal)
    messages.success(request, f"SKP {head.year_no} sudah diajukan.")
    return HttpResponseRedirect(done.location, status=303)


def _show(request: ActorRequest, head: PlanHead, refusal: Refusal | None = None) -> HttpResponse:
    desk = desk_of(head)
    context = {
        "head": head,
        "content": desk.content,
        "line": desk.line,
        "evaluator": evaluator_name(desk.line),
        "checks": checks_of(head, desk.content, desk.line, desk.superior),
        "status": sentence(head, desk.line, request.actor),
        "refusal": refusal,
        "editable": True,
    }
    return page(request, "plans/check.html", context, status=409 if refusal else 200)
