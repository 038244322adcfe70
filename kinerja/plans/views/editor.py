"""The editor in three columns: the superior's results, one's own, what is missing."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.audit.operations import once
from kinerja.cycles.queries import policy_on
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.queries import Line, evaluator_of
from kinerja.plans import operations
from kinerja.plans.forms import Offers, ResultForm, ResultSheet
from kinerja.plans.hints import activity_example, shorten
from kinerja.plans.models import Plan
from kinerja.plans.queries import (
    Content,
    PlanHead,
    ResultView,
    SuperiorRow,
    content_of,
    results_in,
    superior_results,
)
from kinerja.plans.refusals import NotEditable, StaleResult
from kinerja.plans.views.checks import checks_of
from kinerja.plans.views.conflicts import rows_of
from kinerja.plans.views.finding import own_head, plan_or_404, result_or_404
from kinerja.plans.views.lists import earlier_plan
from kinerja.plans.views.standing import evaluator_name, sentence
from kinerja.ui.format import time, url
from kinerja.ui.rendering import page

EDIT = "plans/edit.html"


class Desk(NamedTuple):
    """All that a page of the editor knows."""

    head: PlanHead
    content: Content
    line: Line | None
    superior: list[SuperiorRow]


def desk_of(head: PlanHead) -> Desk:
    """Read what the editor shows."""
    line = evaluator_of(head.placement_id, clock.today())
    superior = (
        superior_results(line.evaluator_id, head.year_id) if line and line.evaluator_id else []
    )
    return Desk(head, content_of(head.version_id), line, superior)


@require_safe
def edit(request: ActorRequest, plan_id: int) -> HttpResponse:
    head = own_head(request, plan_id)
    if not head.is_editable:
        return redirect("plans:plan", head.id)
    return _show(request, desk_of(head))


@require_http_methods(["GET", "HEAD", "POST"])
def result_new(request: ActorRequest, plan_id: int) -> HttpResponse:
    """A new result; "Pakai untuk RHK" names the superior's result that it serves."""
    desk = desk_of(_editable(request, plan_id))
    offers = _offers(desk)
    if request.method != "POST":
        wanted = request.GET.get("induk", "")
        known = {key for key, _ in offers.parents}
        initial = {"induk": wanted if wanted in known else "", "jenis": "UTAMA"}
        return _show(request, desk, new_form=ResultForm(initial=initial, offers=offers))
    form = ResultForm(request.POST, offers=offers)
    if not form.is_valid():
        return _show(request, desk, new_form=form, status=422)
    try:
        with once(request) as done:
            plan = plan_or_404(request, plan_id)
            added = operations.add_result(
                plan=plan, values=form.values, by=request.actor, at=clock.now()
            )
            done.location = url("plans:result_edit", plan.pk, added.pk)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show(request, desk, new_form=form, refusal=refusal, status=409)
    return HttpResponseRedirect(done.location, status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def result_edit(request: ActorRequest, plan_id: int, result_id: int) -> HttpResponse:
    """One result open in the middle; its one form saves it with all its indicators."""
    desk = desk_of(_editable(request, plan_id))
    view = result_or_404(desk.content, result_id)
    if request.method != "POST":
        return _show(request, desk, sheet=ResultSheet(view, offers=_offers(desk, view)))
    sheet = ResultSheet(view, data=request.POST, offers=_offers(desk, view))
    step = _step(request.POST.get("langkah", ""), view)
    if not sheet.is_valid():
        return _show(request, desk, sheet=sheet, status=422)
    try:
        with once(request) as done:
            plan = plan_or_404(request, plan_id)
            _save(request, plan, sheet)
            done.location = _take(request, plan, view, step)
    except StaleResult as stale:
        conflict = rows_of(view, sheet)
        return _show(request, desk, sheet=sheet, stale=stale, conflict=conflict, status=409)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show(request, desk, sheet=sheet, refusal=refusal, status=409)
    if step == ("", 0):
        messages.success(request, f"RHK {view.no} tersimpan.")
    return HttpResponseRedirect(done.location, status=303)


@require_POST
def result_draft(request: ActorRequest, plan_id: int, result_id: int) -> HttpResponse:
    """Autosave: keep what is typed, say so, and touch nothing else on the page."""
    head = _editable(request, plan_id)
    content = Content(results_in(head.version_id), [], [])
    view = result_or_404(content, result_id)
    # The choices are those of the stored form: superior and positions do not change while typing.
    sheet = ResultSheet(view, data=request.POST, lenient=True, offers=_typed(request, view))
    if not request.htmx:
        return redirect("plans:result_edit", head.id, view.id)
    if not sheet.is_valid():
        return _saved(request, sheet, words="Belum tersimpan. " + sheet.errors[0][1], status=422)
    try:
        # Seen already, by the same rule: the operation locks and reads the plan itself.
        base = _save(request, Plan(pk=head.id), sheet)
    except StaleResult as stale:
        shown = None if request.POST.get("konflik") else rows_of(view, sheet)
        words = "Belum tersimpan. Pilih isian yang dipakai."
        return _saved(request, sheet, words=words, stale=stale, conflict=shown, status=409)
    except Refusal as refusal:
        return _saved(request, sheet, words=f"Belum tersimpan. {refusal.message}", status=409)
    return _saved(request, sheet, words=f"Tersimpan pukul {time(clock.now())}", base=base)


def _editable(request: ActorRequest, plan_id: int) -> PlanHead:
    head = own_head(request, plan_id)
    if not head.is_editable:
        raise NotEditable
    return head


def _save(request: ActorRequest, plan: Plan, sheet: ResultSheet) -> str:
    return operations.save_result(
        plan=plan,
        result_id=sheet.view.id,
        values=sheet.values,
        indicators=sheet.indicators,
        base=request.POST.get("versi_baru") or request.POST.get("versi", ""),
        by=request.actor,
        at=clock.now(),
    )


def _step(written: str, view: ResultView) -> tuple[str, int]:
    """Read which button was pressed: what to do once the form is saved."""
    name, _, key = written.partition("-")
    if not key:
        return name, 0
    ids = {str(row.indicator_id): row.indicator_id for row in view.indicators}
    if key not in ids:
        raise Http404
    return name, ids[key]


def _take(request: ActorRequest, plan: Plan, view: ResultView, step: tuple[str, int]) -> str:
    """Do what the button asked for; return where to go on."""
    name, key = step
    act: dict[str, Any] = {
        "plan": plan, "result_id": view.id, "by": request.actor, "at": clock.now()
    }  # fmt: skip
    here = url("plans:result_edit", plan.pk, view.id)
    if name == "tambah":
        added = operations.add_indicator(**act)
        return f"{here}#id_i{added.pk}-teks"
    if name in {"naik", "turun"} and key:
        operations.move_indicator(indicator_id=key, up=name == "naik", **act)
        return f"{here}#id_i{key}-teks"
    if name in {"naik", "turun"}:
        operations.move_result(up=name == "naik", **act)
        return here
    if name == "hapus" and key:
        return url("plans:indicator_delete", plan.pk, view.id, key)
    if name == "hapus":
        return url("plans:result_delete", plan.pk, view.id)
    return url("plans:check" if name == "periksa" else "plans:edit", plan.pk)


def _offers(desk: Desk, view: ResultView | None = None) -> Offers:
    """Return what the selects of a result offer; what is stored stays on offer."""
    parents = [(str(row.result_id), shorten(row.text, 120)) for row in desk.superior]
    givers = _givers(desk.line)
    perspectives: list[tuple[str, str]] = []
    if desk.head.model == Plan.Model.JPT:
        perspectives = [(name, name) for name in policy_on(clock.today()).perspectives]
    if view is not None:
        row = view.row
        _keep(parents, row.parent_result_id, shorten(row.parent_text or "", 120))
        _keep(givers, row.assigned_by_id, row.assigned_by)
        _keep(perspectives, row.perspective, row.perspective)
    return Offers(parents, givers, perspectives)


def _givers(line: Line | None) -> list[tuple[str, str]]:
    if line is None:
        return []
    named = ((line.evaluator_id, line.evaluator_name), (line.superior_id, line.superior_name))
    return [(str(key), name) for key, name in named if key]


def _keep(choices: list[tuple[str, str]], key: int | str | None, words: str) -> None:
    if key and str(key) not in {known for known, _ in choices}:
        choices.append((str(key), words))


def _typed(request: ActorRequest, view: ResultView) -> Offers:
    """For autosave: the stored choices suffice unless another was chosen. Typing asks little."""
    row = view.row
    stored = Offers([], [], [])
    _keep(stored.parents, row.parent_result_id, "")
    _keep(stored.givers, row.assigned_by_id, "")
    _keep(stored.perspectives, row.perspective, "")
    names = ("induk", "penugasan", "perspektif")
    for name, offered in zip(names, stored, strict=True):
        if request.POST.get(name, "") not in {"", *(key for key, _ in offered)}:
            return _offers(desk_of(own_head(request, _plan_id(request))), view)
    return stored


def _plan_id(request: ActorRequest) -> int:
    match = request.resolver_match
    return int(match.kwargs["plan_id"]) if match else 0


def _show(
    request: ActorRequest,
    desk: Desk,
    *,
    sheet: ResultSheet | None = None,
    new_form: ResultForm | None = None,
    refusal: Refusal | None = None,
    stale: StaleResult | None = None,
    conflict: list[tuple[str, str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    head, content, line, superior = desk
    served: dict[int | None, list[int]] = {}
    for view in content.results:
        served.setdefault(view.row.parent_result_id, []).append(view.no)
    context = {
        "head": head,
        "content": content,
        "line": line,
        "evaluator": evaluator_name(line),
        "superior": superior,
        "served": served,
        "checks": checks_of(head, content, line, superior),
        "status": sentence(head, line, request.actor),
        "sheet": sheet,
        "new_form": new_form,
        "example": activity_example(sheet.view.row.text) if sheet else "",
        "base": request.POST.get("versi") or (sheet.view.base(head.lock_no) if sheet else ""),
        "is_late": head.due_on < clock.today(),
        "source": None if content.results else earlier_plan(request, head.year_no),
        "refusal": refusal,
        "stale": stale,
        "conflict": conflict,
        "saved_words": "",
        "saved_failed": False,
    }
    return page(request, EDIT, context, status=status)


def _saved(
    request: ActorRequest,
    sheet: ResultSheet,
    *,
    words: str,
    base: str = "",
    stale: StaleResult | None = None,
    conflict: list[tuple[str, str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "sheet": sheet,
        "saved_words": words,
        "saved_failed": status != 200,  # noqa: PLR2004 - the status says it
        "base": base,
        "stale": stale,
        "conflict": conflict,
    }
    return page(request, "plans/saved.html", context, status=status)
