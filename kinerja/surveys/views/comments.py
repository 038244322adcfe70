"""What people wrote: read month by month, hidden with a reason."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.services.access import may_read_words
from kinerja.services.models import Service
from kinerja.surveys import access
from kinerja.surveys.forms import CommentFilter, HideForm, ReadForm
from kinerja.surveys.models import Comment
from kinerja.surveys.operations import comments as operations
from kinerja.surveys.queries.comments import PER_PAGE, MonthRow, comments_of, months_of
from kinerja.surveys.queries.results import ServiceHead
from kinerja.surveys.views.finding import service_or_404
from kinerja.ui.format import MONTHS, url
from kinerja.ui.rendering import page


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: ActorRequest, service_id: int) -> HttpResponse:
    """A month's comments of a service; those on a page can be marked as read together."""
    head = _readable(request, service_id)
    filters = CommentFilter(request.GET)
    if not filters.is_valid():
        raise Http404
    if request.method != "POST":
        return _show(request, head, filters)
    form = ReadForm(request.POST)
    if not form.is_valid():
        return _show(request, head, filters, status=422)
    with once(request) as done:
        count = operations.mark_read(
            service=Service.objects.get(pk=service_id),
            ids=form.cleaned_data["ids"],
            by=request.actor,
            at=clock.now(),
        )
        month = filters.cleaned_data["bulan"]
        done.location = url("surveys:comments", service_id) + (
            f"?bulan={month:%Y-%m}" if month else ""
        )
    messages.success(request, f"{count} saran ditandai sudah dibaca.")
    return HttpResponseRedirect(done.location, status=303)


def _readable(request: ActorRequest, service_id: int) -> ServiceHead:
    head = service_or_404(request, service_id)
    if not may_read_words(request.actor, head.unit_id):
        raise NotPermitted(access.NOT_YOUR_WORDS)
    return head


def _show(
    request: ActorRequest, head: ServiceHead, filters: CommentFilter, *, status: int = 200
) -> HttpResponse:
    months = months_of(head.id)
    month = filters.cleaned_data["bulan"] or (months[0].month if months else None)
    state = filters.cleaned_data["keadaan"] or Comment.State.NEW.value
    at = filters.cleaned_data["hal"] or 1
    rows = comments_of(head.id, month, state, (at - 1) * PER_PAGE, at * PER_PAGE) if month else []
    total = rows[0].total if rows else 0
    context = {
        "head": head,
        "months": [(f"{one.month:%Y-%m}", month_name(one.month)) for one in months],
        "month": month,
        "month_code": f"{month:%Y-%m}" if month else "",
        "month_name": month_name(month) if month else "",
        "tabs": _tabs(head.id, month, state, months),
        "state": state,
        "rows": rows,
        "fresh_ids": " ".join(str(row.id) for row in rows if row.state == Comment.State.NEW),
        "current": at,
        "pages": -(-total // PER_PAGE),
        "total": total,
        "per_page": PER_PAGE,
        "query": f"bulan={month:%Y-%m}&keadaan={state}" if month else "",
    }
    return page(request, "surveys/comments.html", context, status=status)


def _tabs(
    service_id: int, month: dt.date | None, state: str, months: list[MonthRow]
) -> list[tuple[str, str, bool, int]]:
    chosen = next((one for one in months if one.month == month), None)
    if chosen is None:
        return []
    place = url("surveys:comments", service_id) + f"?bulan={chosen.month:%Y-%m}&keadaan="
    return [
        (one.label, place + one.value, one.value == state, chosen.of(one.value))
        for one in Comment.State
    ]


def month_name(day: dt.date) -> str:
    """Juli 2026"""
    return f"{MONTHS[day.month - 1]} {day.year}"


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: ActorRequest, service_id: int, comment_id: uuid.UUID) -> HttpResponse:
    """One comment: hide it with a reason, or show it again."""
    head = _readable(request, service_id)
    found = _comment(service_id, comment_id)
    if request.method != "POST":
        return _show_one(request, head, found, HideForm())
    form = HideForm(request.POST)
    if not form.is_valid():
        return _show_one(request, head, found, form, status=422)
    try:
        with once(request) as done:
            _settle(request, found, form)
            month = f"{found.month:%Y-%m}"
            done.location = url("surveys:comments", service_id) + f"?bulan={month}"
    except NotPermitted:
        raise
    except Refusal as refusal:
        fresh = _comment(service_id, comment_id)
        return _show_one(request, head, fresh, form, refusal=refusal, status=409)
    hidden = form.cleaned_data["act"] == "hide"
    messages.success(request, "Saran disembunyikan." if hidden else "Saran ditampilkan lagi.")
    return HttpResponseRedirect(done.location, status=303)


def _comment(service_id: int, comment_id: uuid.UUID) -> Comment:
    found = Comment.objects.filter(
        service_id=service_id, pk=comment_id, mixed_on__isnull=False
    ).first()
    if found is None:
        raise Http404
    return found


def _settle(request: ActorRequest, found: Comment, form: HideForm) -> None:
    if form.cleaned_data["act"] == "hide":
        operations.hide(
            comment=found, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now()
        )
    else:
        operations.show(comment=found, by=request.actor, at=clock.now())


def _show_one(
    request: ActorRequest,
    head: ServiceHead,
    found: Comment,
    form: HideForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "head": head,
        "comment": found,
        "month_name": month_name(found.month),
        "back": url("surveys:comments", head.id) + f"?bulan={found.month:%Y-%m}",
        "form": form,
        "refusal": refusal,
    }
    return page(request, "surveys/comment.html", context, status=status)
