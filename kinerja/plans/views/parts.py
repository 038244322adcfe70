"""Behavior and annex: one form each."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.queries import evaluator_of
from kinerja.plans import access, operations
from kinerja.plans.forms import AnnexForm, BehaviorForm, VersionForm
from kinerja.plans.models import Plan
from kinerja.plans.queries import PlanHead, content_of
from kinerja.plans.refusals import NotEditable, StalePart
from kinerja.plans.views.finding import head_or_404, own_head, plan_or_404
from kinerja.plans.views.standing import evaluator_name, sentence
from kinerja.ui.format import url
from kinerja.ui.rendering import page

Row = tuple[str, str, str]


@require_http_methods(["GET", "HEAD", "POST"])
def behaviors(request: ActorRequest, plan_id: int) -> HttpResponse:
    """What the superior expects for each core value."""
    head = head_or_404(request, plan_id)
    if not access.may_expect(request.actor, head):
        raise NotPermitted("Ekspektasi ditulis oleh penilai dan pemilik SKP.")
    if not head.is_editable and request.method != "POST":
        return redirect("plans:plan", head.id)
    rows = content_of(head.version_id).behaviors
    initial = {"versi": head.lock_no}
    form = BehaviorForm(request.POST or None, rows=rows, initial=initial)
    context: dict[str, object] = {"rows": rows, "back": _back(request, head)}

    def save(plan: Plan) -> None:
        operations.change_expectations(
            plan=plan,
            expectations=form.expectations,
            lock_no=_lock_no(request, form),
            by=request.actor,
            at=clock.now(),
        )

    return _answer(request, head, form, "plans/behaviors.html", context, save)


@require_http_methods(["GET", "HEAD", "POST"])
def annex(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The three parts of the annex, one line a row."""
    head = own_head(request, plan_id)
    if not head.is_editable and request.method != "POST":
        return redirect("plans:plan", head.id)
    content = content_of(head.version_id)
    form = AnnexForm(request.POST or None, content=content, initial={"versi": head.lock_no})

    def save(plan: Plan) -> None:
        operations.change_annex(
            plan=plan,
            parts=form.parts,
            lock_no=_lock_no(request, form),
            by=request.actor,
            at=clock.now(),
        )

    return _answer(request, head, form, "plans/annex.html", {"back": _back(request, head)}, save)


def _answer(
    request: ActorRequest,
    head: PlanHead,
    form: VersionForm,
    template: str,
    context: dict[str, object],
    save: Callable[[Plan], None],
) -> HttpResponse:
    line = evaluator_of(head.placement_id, clock.today())
    context |= {
        "head": head,
        "form": form,
        "evaluator": evaluator_name(line),
        "status": sentence(head, line, request.actor),
        "is_owner": access.may_edit(request.actor, head),
        "refusal": None,
        "conflict": None,
    }
    if not form.is_bound:
        return page(request, template, context)
    if not form.is_valid():
        return page(request, template, context, status=422)
    try:
        with once(request) as done:
            save(plan_or_404(request, head.id))
            done.location = str(context["back"])
    except (NotPermitted, NotEditable):
        raise
    except StalePart as stale:
        answer = {"refusal": stale, "conflict": _differences(form)}
        return page(request, template, context | answer, status=409)
    except Refusal as refusal:
        return page(request, template, context | {"refusal": refusal}, status=409)
    messages.success(request, "Tersimpan.")
    return HttpResponseRedirect(done.location, status=303)


def _lock_no(request: ActorRequest, form: VersionForm) -> int:
    """The version the form was drawn from, or the newer one that the person has chosen."""
    chosen = request.POST.get("versi_baru", "")
    return int(chosen) if chosen.isdecimal() and len(chosen) < 10 else form.cleaned_data["versi"]  # noqa: PLR2004


def _differences(form: VersionForm) -> list[Row]:
    rows = [
        (str(bound.label), str(bound.initial or ""), str(form.cleaned_data[bound.name]))
        for bound in form
        if bound.name != "versi"
    ]
    return [row for row in rows if row[1].split() != row[2].split()]


def _back(request: ActorRequest, head: PlanHead) -> str:
    name = "plans:edit" if access.may_edit(request.actor, head) else "plans:plan"
    return url(name, head.id)
