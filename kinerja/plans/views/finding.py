"""Finding what a page is about. What a person may not know exists is 404."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.plans import access
from kinerja.plans.models import Plan
from kinerja.plans.queries import Content, PlanHead, ResultView, head_of


def head_or_404(request: ActorRequest, plan_id: int) -> PlanHead:
    """Return the plan with its newest version, as rows."""
    head = head_of(request.actor, plan_id)
    if head is None:
        raise Http404
    return head


def own_head(request: ActorRequest, plan_id: int) -> PlanHead:
    """Return a plan that the person words himself. Raises NotPermitted for others who see it."""
    head = head_or_404(request, plan_id)
    if not access.may_edit(request.actor, head):
        raise NotPermitted("Hanya pemilik SKP yang dapat menyusunnya.")
    return head


def plan_or_404(request: ActorRequest, plan_id: int) -> Plan:
    """Return the plan for an operation."""
    return get_object_or_404(Plan.objects.visible_to(request.actor), pk=plan_id)


def result_or_404(content: Content, result_id: int) -> ResultView:
    """Return a result of this version; one of another plan does not exist here."""
    view = content.result(result_id)
    if view is None:
        raise Http404
    return view
