"""A plan as everybody reads it who may, and its paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinerja.documents.http import pdf_bytes_response, pdf_response
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.organization.queries import evaluator_of
from kinerja.plans import access, documents, parties
from kinerja.plans.models import PlanVersion
from kinerja.plans.queries import PlanHead, content_of, versions_of
from kinerja.plans.views.finding import head_or_404
from kinerja.plans.views.standing import evaluator_name, sentence, steps
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_safe
def plan(request: ActorRequest, plan_id: int) -> HttpResponse:
    head = head_or_404(request, plan_id)
    line = evaluator_of(head.placement_id, clock.today())
    is_owner = access.may_edit(request.actor, head)
    may_comment = access.may_comment(request.actor, head) and head.state != "CLOSED"
    context = {
        "head": head,
        "content": content_of(head.version_id),
        "versions": versions_of(head.id),
        "line": line,
        "evaluator": evaluator_name(line),
        "status": sentence(head, line, request.actor),
        "steps": steps(head, line),
        "is_owner": is_owner,
        "may_review": access.may_review(request.actor, head),
        "may_expect": access.may_expect(request.actor, head) and head.is_editable,
        "may_comment": may_comment,
        "speaks": _speaks(head, is_owner=is_owner, may_comment=may_comment),
        "editable": False,
    }
    return page(request, "plans/plan.html", context)


def _speaks(head: PlanHead, *, is_owner: bool, may_comment: bool) -> dict[str, str] | None:
    """Say where feedback on a part of the plan is given, or asked for by the owner."""
    if may_comment:
        return {"words": "Beri umpan balik", "href": url("coaching:feedback_new", head.id)}
    if is_owner and head.state == "AGREED":
        return {"words": "Minta umpan balik", "href": url("coaching:ask_whom")}
    return None


@require_safe
def pdf(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The official SKP once agreed, else a preview that says so."""
    head = head_or_404(request, plan_id)
    versions = PlanVersion.objects.visible_to(request.actor).select_related("plan")
    version = versions.get(pk=head.version_id)
    name = f"SKP-{head.year_no}-{head.full_name.replace(' ', '-')}.pdf"
    if head.is_agreed:
        issued = documents.issue_plan(version=version, by=request.actor, at=clock.now())
        return pdf_response(issued, name)
    signers = parties.parties_on(version.plan, clock.today())
    preview = documents.preview_plan(version=version, parties=signers, at=clock.now())
    return pdf_bytes_response(preview, f"Pratinjau-{name}")
