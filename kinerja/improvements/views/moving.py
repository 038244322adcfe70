"""One follow-up: how it stands, what came of it; begun, done, dropped, taken up again."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinerja.audit.acting import run
from kinerja.audit.steps import sent
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.improvements import access, operations
from kinerja.improvements.forms import DropForm, FinishForm, MoveForm
from kinerja.improvements.models import Improvement
from kinerja.improvements.queries.effects import effect_of
from kinerja.improvements.queries.lists import ImprovementRow
from kinerja.improvements.views.finding import row_or_404, the_improvement
from kinerja.surveys.wording import element_name
from kinerja.ui.format import url
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page

SAID = {"start": "Tindak lanjut dimulai.", "resume": "Tindak lanjut dilanjutkan lagi."}


@require_http_methods(["GET", "HEAD", "POST"])
def improvement(request: ActorRequest, improvement_id: int) -> HttpResponse:
    """One follow-up, with its effect in the next period; started or taken up again."""
    row = row_or_404(request, improvement_id)
    if request.method != "POST":
        return _show(request, row)
    if not access.may_report(request.actor, row.unit_id, row):
        raise NotPermitted(access.NOT_YOUR_WORK)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _show(request, row, status=422)
    act = form.cleaned_data["act"]

    def show(refusal: Refusal) -> HttpResponse:
        return _show(request, row_or_404(request, improvement_id), refusal=refusal, status=409)

    return run(
        request,
        lambda: _move(request, improvement_id, act),
        show,
        place=url("improvements:improvement", improvement_id),
        said=SAID[act],
    )


def _move(request: ActorRequest, improvement_id: int, act: str) -> None:
    found, at = the_improvement(request, improvement_id), clock.now()
    if act == "start":
        operations.start_improvement(improvement=found, by=request.actor, at=at)
    else:
        operations.resume_improvement(improvement=found, by=request.actor, at=at)


def _show(
    request: ActorRequest,
    row: ImprovementRow,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    today = clock.today()
    context = {
        "row": row,
        "label": Improvement.State(row.state).label,
        "element_name": element_name,
        "effect": effect_of(
            service_id=row.service_id,
            element=row.element,
            span=row.span,
            done_on=row.done_on,
            today=today,
        ),
        "may_plan": access.may_plan(request.actor, row.unit_id),
        "may_report": access.may_report(request.actor, row.unit_id, row),
        "today": today,
        "refusal": refusal,
    }
    return page(request, "improvements/improvement.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def improvement_finish(request: ActorRequest, improvement_id: int) -> HttpResponse:
    """Say that it is done, what changed, and where one sees it."""
    row = row_or_404(request, improvement_id)
    if not access.may_report(request.actor, row.unit_id, row):
        raise NotPermitted(access.NOT_YOUR_WORK)
    form = FinishForm(sent(request))

    def act() -> None:
        operations.finish_improvement(
            improvement=the_improvement(request, improvement_id),
            outcome=form.cleaned_data["outcome"],
            link=form.cleaned_data["link"],
            by=request.actor,
            at=clock.now(),
        )

    said = "Tindak lanjut selesai. Hasilnya dibandingkan pada periode berikut."
    return _answer(request, row, form, act, template="finish", said=said)


@require_http_methods(["GET", "HEAD", "POST"])
def improvement_drop(request: ActorRequest, improvement_id: int) -> HttpResponse:
    """Say that it cannot be done for now, and why."""
    row = row_or_404(request, improvement_id)
    if not access.may_plan(request.actor, row.unit_id):
        raise NotPermitted(access.NOT_YOURS)
    form = DropForm(sent(request))

    def act() -> None:
        operations.drop_improvement(
            improvement=the_improvement(request, improvement_id),
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=clock.now(),
        )

    said = "Tersimpan: tindak lanjut ini belum bisa dikerjakan."
    return _answer(request, row, form, act, template="drop", said=said)


def _answer(
    request: ActorRequest,
    row: ImprovementRow,
    form: Form,
    act: Callable[[], None],
    *,
    template: str,
    said: str,
) -> HttpResponse:
    """Draw a form about a follow-up, or run its operation."""

    def show(refusal: Refusal | None = None, *, status: int = 200) -> HttpResponse:
        context = {"row": row, "form": form, "refusal": refusal}
        return page(request, f"improvements/improvement_{template}.html", context, status=status)

    if request.method != "POST":
        return show()
    if not form.is_valid():
        return show(status=422)
    return run(
        request,
        act,
        lambda refusal: show(refusal, status=409),
        place=url("improvements:improvement", row.id),
        said=said,
    )
