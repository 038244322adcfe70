"""Screens of feedback."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from kinerja.audit.operations import once
from kinerja.coaching import access, operations, queries
from kinerja.coaching.forms import FeedbackForm
from kinerja.coaching.models import Feedback
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.plans.models import Plan, ResultContent
from kinerja.ui.format import ended, url
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page

GIVEN = "diberikan"


class Filters(Form):
    tab = forms.ChoiceField(choices=[("", ""), (GIVEN, "")], required=False)
    hal = forms.IntegerField(min_value=1, max_value=10_000, required=False)


@require_GET
def feedback_list(request: ActorRequest) -> HttpResponse:
    filters = Filters(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    is_given = chosen.get("tab") == GIVEN
    found = queries.given(request.actor) if is_given else queries.received(request.actor)
    number, total = chosen.get("hal") or 1, found.count()
    context = {
        "rows": queries.rows(found, number=number),
        "is_given": is_given,
        "kinds": dict(Feedback.Kind.choices),
        "roles": dict(Feedback.AuthorRole.choices),
        "number": number,
        "pages": max(1, -(-total // queries.PAGE)),
        "total": total,
        "per_page": queries.PAGE,
    }
    return page(request, "coaching/feedback_list.html", context)


@require_http_methods(["GET", "POST"])
def feedback_new(request: ActorRequest, plan_id: int) -> HttpResponse:
    plans = Plan.objects.visible_to(request.actor).select_related("employee", "year")
    plan = get_object_or_404(plans, pk=plan_id)
    if not access.may_give(request.actor, plan):
        raise NotPermitted("Umpan balik di sini diberikan oleh penilai dan pimpinan di atasnya.")
    form = FeedbackForm(
        request.POST or None,
        results=_results(plan),
        initial={"about": request.GET.get("tentang", "")[:60]},
    )
    if request.method == "GET":
        return _show(request, plan, form)
    return _give(request, plan, form) if form.is_valid() else _show(request, plan, form, status=422)


def _give(request: ActorRequest, plan: Plan, form: FeedbackForm) -> HttpResponse:
    place = url("plans:plan", plan.pk)
    try:
        with once(request) as done:
            operations.give_feedback(
                plan=plan,
                about=form.subject(),
                kind=form.cleaned_data["kind"],
                text=form.cleaned_data["text"],
                by=request.actor,
                at=clock.now(),
            )
            done.location = place
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show(request, plan, form, refusal=refusal, status=409)
    messages.success(request, ended(f"Umpan balik terkirim ke {plan.employee.full_name}"))
    return redirect(place)


def _show(
    request: ActorRequest,
    plan: Plan,
    form: FeedbackForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"plan": plan, "form": form, "refusal": refusal}
    return page(request, "coaching/feedback_new.html", context, status=status)


def _results(plan: Plan) -> list[tuple[int, str]]:
    """The results of the newest version, in the order of the form."""
    contents = ResultContent.objects.filter(plan_version__plan=plan, deleted_at=None)
    newest = contents.aggregate(no=Max("plan_version__no"))["no"]
    rows = contents.filter(plan_version__no=newest).exclude(text="")
    ordered = rows.order_by("-kind", "position", "pk")
    return [(row.result_id, row.text) for row in ordered]
