"""Asking for feedback, and what the asked person does with it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from kinerja.audit.operations import once
from kinerja.coaching import access, operations
from kinerja.coaching.about import read_about
from kinerja.coaching.forms import RequestForm
from kinerja.coaching.models import FeedbackRequest
from kinerja.coaching.queries.people import line_above, may_be_asked
from kinerja.coaching.views.finding import own_plan, subject_choices
from kinerja.coaching.views.giving import get_or_post, search_context
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.models import Employee
from kinerja.plans.models import Plan
from kinerja.ui.format import ended, url
from kinerja.ui.rendering import page

LIST = "?tab=permintaan"
NO_PLAN = "Belum ada SKP Anda yang berjalan, jadi belum ada yang dimintakan umpan balik."


@require_safe
def ask_whom(request: ActorRequest) -> HttpResponse:
    """Choose whom to ask: the superiors first, then colleagues."""
    plan = own_plan(request.actor)
    line = line_above(plan, clock.today()) if plan else None
    context = {**search_context(request), "plan": plan, "line": line}
    return page(
        request, "coaching/ask_whom.html", context, status=200 if context["is_valid"] else 422
    )


@get_or_post
def ask(request: ActorRequest, employee_id: int) -> HttpResponse:
    """Ask one person."""
    plan, asked = _to_ask(request, employee_id)
    about = read_about(request.GET.get("tentang", "")[:60])
    form = RequestForm(
        request.POST if request.method == "POST" else None,
        subjects=subject_choices(plan.pk, sees_plan=True, about=None),
        initial={"about": about.written},
    )
    if request.method != "POST":
        return _show_form(request, plan, asked, form)
    if not form.is_valid():
        return _show_form(request, plan, asked, form, status=422)
    try:
        with once(request) as done:
            operations.ask_for_feedback(
                plan=plan,
                asked=asked,
                about=form.subject(),
                question=form.cleaned_data["question"],
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("coaching:feedback_list") + LIST
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show_form(request, plan, asked, form, refusal=refusal, status=409)
    messages.success(request, ended(f"Permintaan terkirim ke {asked.full_name}"))
    return HttpResponseRedirect(done.location, status=303)


def _to_ask(request: ActorRequest, employee_id: int) -> tuple[Plan, Employee]:
    """Return one's plan and the person. 404 for somebody outside; 403 without a plan."""
    asked = get_object_or_404(Employee.objects.all(), pk=employee_id)
    plan = own_plan(request.actor)
    if plan is None:
        if not Employee.objects.visible_to(request.actor).filter(pk=asked.pk).exists():
            raise Http404
        raise NotPermitted(NO_PLAN)
    if asked.pk == plan.employee_id:
        raise NotPermitted(access.NOT_YOUR_COLLEAGUE)
    if not may_be_asked(asked.pk, plan, clock.today()):
        raise Http404
    return plan, asked


def _show_form(
    request: ActorRequest,
    plan: Plan,
    asked: Employee,
    form: RequestForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"plan": plan, "asked": asked, "form": form, "refusal": refusal}
    return page(request, "coaching/ask.html", context, status=status)


@require_safe
def request_detail(request: ActorRequest, request_id: int) -> HttpResponse:
    """Show one request to either side."""
    return _show_request(request, _visible(request, request_id))


@require_POST
def decline(request: ActorRequest, request_id: int) -> HttpResponse:
    """Say kindly that one does not answer."""
    told = "Terima kasih. Kami sudah memberi tahu bahwa Anda belum bisa menjawab."
    return _end(request, request_id, operations.decline_request, told)


@require_POST
def withdraw(request: ActorRequest, request_id: int) -> HttpResponse:
    """Take one's own question back."""
    return _end(request, request_id, operations.withdraw_request, "Permintaan ditarik.")


def _end(
    request: ActorRequest, request_id: int, operation: Callable[..., None], told: str
) -> HttpResponse:
    found = _visible(request, request_id)
    try:
        with once(request) as done:
            operation(request=found, by=request.actor, at=clock.now())
            done.location = url("coaching:feedback_list") + LIST
    except NotPermitted:
        raise
    except Refusal as refusal:
        found.refresh_from_db()
        return _show_request(request, found, refusal=refusal, status=409)
    messages.success(request, told)
    return HttpResponseRedirect(done.location, status=303)


def _visible(request: ActorRequest, request_id: int) -> FeedbackRequest:
    visible = FeedbackRequest.objects.visible_to(request.actor)
    named = visible.select_related("employee", "asked", "plan__year", "answer")
    return get_object_or_404(named, pk=request_id)


def _show_request(
    request: ActorRequest,
    found: FeedbackRequest,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    is_asked = found.asked_id == request.actor.employee_key
    context = {
        "found": found,
        "is_asked": is_asked,
        "is_open": found.state == FeedbackRequest.State.OPEN,
        "state": found.get_state_display(),
        "refusal": refusal,
    }
    return page(request, "coaching/request.html", context, status=status)
