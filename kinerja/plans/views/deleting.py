"""Pages that ask before something of a draft is deleted."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.plans import operations
from kinerja.plans.hints import shorten
from kinerja.plans.queries import Content, PlanHead, content_of
from kinerja.plans.refusals import NotEditable
from kinerja.plans.views.finding import own_head, plan_or_404, result_or_404
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_http_methods(["GET", "HEAD", "POST"])
def result_delete(request: ActorRequest, plan_id: int, result_id: int) -> HttpResponse:
    head, content = _draft(request, plan_id)
    view = result_or_404(content, result_id)
    if request.method == "POST":
        with once(request) as done:
            operations.delete_result(
                plan=plan_or_404(request, plan_id),
                result_id=view.id,
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("plans:edit", head.id)
        messages.success(request, "RHK terhapus.")
        return HttpResponseRedirect(done.location, status=303)
    count = len(view.indicators)
    context = {
        "head": head,
        "title": f"Hapus RHK {view.no}?",
        "words": shorten(view.row.text, 160),
        "consequence": f"{count} indikatornya ikut terhapus. Ini tidak bisa dibatalkan."
        if count
        else "Ini tidak bisa dibatalkan.",
        "action": "Hapus RHK",
        "back": url("plans:result_edit", head.id, view.id),
    }
    return page(request, "plans/delete.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_delete(
    request: ActorRequest, plan_id: int, result_id: int, indicator_id: int
) -> HttpResponse:
    head, content = _draft(request, plan_id)
    view = result_or_404(content, result_id)
    row = next((line for line in view.indicators if line.indicator_id == indicator_id), None)
    if row is None:
        raise Http404
    back = url("plans:result_edit", head.id, view.id)
    if request.method == "POST":
        with once(request) as done:
            operations.delete_indicator(
                plan=plan_or_404(request, plan_id),
                result_id=view.id,
                indicator_id=indicator_id,
                by=request.actor,
                at=clock.now(),
            )
            done.location = back
        messages.success(request, "Indikator terhapus.")
        return HttpResponseRedirect(back, status=303)
    context = {
        "head": head,
        "title": f"Hapus indikator dari RHK {view.no}?",
        "words": shorten(row.text, 160) or "Indikator ini belum ditulis.",
        "consequence": "Targetnya ikut terhapus. Ini tidak bisa dibatalkan.",
        "action": "Hapus indikator",
        "back": back,
    }
    return page(request, "plans/delete.html", context)


def _draft(request: ActorRequest, plan_id: int) -> tuple[PlanHead, Content]:
    head = own_head(request, plan_id)
    if not head.is_editable:
        raise NotEditable
    return head, content_of(head.version_id)
