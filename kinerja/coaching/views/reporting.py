"""Reporting feedback, and the queue of the pengelola."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kinerja.audit.operations import once, record_access
from kinerja.coaching import access, operations
from kinerja.coaching.forms import AnswerForm, ReportForm
from kinerja.coaching.models import Feedback, FeedbackReport
from kinerja.coaching.queries.requests import reports_for
from kinerja.coaching.queries.streams import readable
from kinerja.coaching.views.finding import page_number, pages, window
from kinerja.coaching.views.giving import get_or_post
from kinerja.coaching.wording import KINDS, ROLES
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.format import url
from kinerja.ui.rendering import page

STATES = dict(FeedbackReport.State.choices)
NOT_MANAGER = "Laporan umpan balik dijawab oleh pengelola kinerja."


@get_or_post
def report(request: ActorRequest, feedback_id: int) -> HttpResponse:
    """Report words of another person, or read how one's report was answered."""
    feedback = _reported(request, feedback_id)
    if not access.may_report(request.actor, feedback):
        raise NotPermitted("Anda tidak melaporkan tulisan Anda sendiri.")
    mine = FeedbackReport.objects.filter(
        feedback=feedback, reporter_id=request.actor.employee_key
    ).first()
    form = ReportForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "feedback": feedback,
        "mine": mine,
        "form": form,
        "refusal": None,
        **_words(),
    }
    if request.method != "POST":
        return page(request, "coaching/report.html", context)
    if not form.is_valid():
        return page(request, "coaching/report.html", context, status=422)
    try:
        with once(request) as done:
            operations.report_feedback(
                feedback=feedback,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("coaching:report", feedback.pk)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return page(request, "coaching/report.html", {**context, "refusal": refusal}, status=409)
    messages.success(request, "Laporan terkirim ke pengelola kinerja.")
    return HttpResponseRedirect(done.location, status=303)


def _reported(request: ActorRequest, feedback_id: int) -> Feedback:
    """Return what one may read, or has reported while one could."""
    reported = FeedbackReport.objects.filter(reporter_id=request.actor.employee_key)
    mine = Q(pk__in=reported.values("feedback_id"))
    seen = Q(pk__in=readable(request.actor, clock.today()).values("pk"))
    found = Feedback.objects.filter(seen | mine).select_related("author", "employee")
    return get_object_or_404(found, pk=feedback_id)


@require_safe
def report_list(request: ActorRequest) -> HttpResponse:
    """List what readers have reported in the units that one manages."""
    if not request.actor.units_managed:
        raise NotPermitted(NOT_MANAGER)
    number = page_number(request.GET)
    rows = reports_for(request.actor, *window(number))
    context = {
        "rows": rows,
        "states": STATES,
        **pages(number, rows[0].total if rows else 0),
    }
    return page(request, "coaching/report_list.html", context)


@get_or_post
def report_answer(request: ActorRequest, report_id: int) -> HttpResponse:
    """Read what was reported, and keep or cover it."""
    visible = FeedbackReport.objects.filter(unit_id__any=request.actor.units_managed)
    found = get_object_or_404(
        visible.select_related("feedback__author", "feedback__employee", "reporter"),
        pk=report_id,
    )
    concerned = {found.feedback.author_id, found.feedback.employee_id, found.reporter_id}
    if not access.may_answer_report(request.actor, unit_id=found.unit_id, concerned=concerned):
        raise NotPermitted(access.NO_JUDGE_OF_ONESELF)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _show(request, found, form)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        with once(request) as done:
            operations.answer_report(
                report=found,
                covers=form.cleaned_data["decision"] == FeedbackReport.State.COVERED,
                answer=form.cleaned_data["answer"],
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("coaching:report_list")
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show(request, found, form, refusal=refusal, status=409)
    messages.success(request, "Jawaban tersimpan. Pelapor dan penulis membacanya.")
    return HttpResponseRedirect(done.location, status=303)


def _show(
    request: ActorRequest,
    found: FeedbackReport,
    form: AnswerForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    feedback = found.feedback
    record_access(
        by=request.actor,
        about=feedback.employee_id,
        subject=feedback,
        purpose="menjawab laporan umpan balik",
    )
    context = {
        "report": found,
        "feedback": feedback,
        "form": form,
        "refusal": refusal,
        "states": STATES,
        **_words(),
    }
    return page(request, "coaching/report_answer.html", context, status=status)


def _words() -> dict[str, Any]:
    return {"kinds": KINDS, "roles": ROLES, "states": STATES}
