"""From where an indicator takes its realization: chosen, changed, ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.audit.operations import once
from kinerja.evidence import access, operations
from kinerja.evidence.forms import SourceForm
from kinerja.evidence.sources import Choices, SourceRow, choices_for, source_of
from kinerja.evidence.views.finding import sheet_of
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.plans.models import Plan
from kinerja.plans.queries import head_of
from kinerja.plans.queries.content import IndicatorRow, indicators_of
from kinerja.plans.refusals import NotEditable
from kinerja.ui.format import url
from kinerja.ui.rendering import page

NOT_OWN = "Sumber realisasi dipilih oleh pegawai sendiri."


@dataclass(frozen=True, kw_only=True)
class Desk:
    """An indicator whose source is chosen, and the page from which one comes."""

    plan: Plan
    indicator: IndicatorRow
    source: SourceRow | None
    here: str
    end: str
    back: str
    back_to: str
    #: in a draft nothing has been typed yet, and the superior agrees to the source
    is_draft: bool = False
    is_typed: bool = False

    @cached_property
    def choices(self) -> Choices:
        return choices_for(self.plan.unit_id, clock.today())


@require_http_methods(["GET", "HEAD", "POST"])
def source(request: ActorRequest, plan_id: int, period_id: int, indicator_id: int) -> HttpResponse:
    """Choose a service or unit whose survey or complaints say what was reached."""
    return _choose(request, _of_sheet(request, plan_id, period_id, indicator_id))


@require_POST
def source_end(
    request: ActorRequest, plan_id: int, period_id: int, indicator_id: int
) -> HttpResponse:
    """Let the realization be typed again."""
    return _end(request, _of_sheet(request, plan_id, period_id, indicator_id))


@require_http_methods(["GET", "HEAD", "POST"])
def planned(request: ActorRequest, plan_id: int, indicator_id: int) -> HttpResponse:
    """Name the source in a draft, so that the superior agrees to it with the target."""
    return _choose(request, _of_draft(request, plan_id, indicator_id))


@require_POST
def planned_end(request: ActorRequest, plan_id: int, indicator_id: int) -> HttpResponse:
    """Take the source out of a draft."""
    return _end(request, _of_draft(request, plan_id, indicator_id))


def _choose(request: ActorRequest, desk: Desk) -> HttpResponse:
    if request.method != "POST":
        return _show(request, desk, SourceForm(choices=desk.choices))
    form = SourceForm(request.POST, choices=desk.choices)
    if not form.is_valid():
        return _show(request, desk, form, status=422)

    def choose() -> None:
        operations.choose_source(
            plan=desk.plan,
            indicator_id=desk.indicator.indicator_id,
            values=form.values,
            by=request.actor,
            at=clock.now(),
        )

    words = "Realisasi indikator ini sekarang diambil dari sumbernya."
    return _done(request, desk, form, choose, words)


def _end(request: ActorRequest, desk: Desk) -> HttpResponse:
    def end() -> None:
        operations.end_source(
            plan=desk.plan,
            indicator_id=desk.indicator.indicator_id,
            by=request.actor,
            at=clock.now(),
        )

    words = "Sumber berakhir. Isi realisasinya sendiri."
    return _done(request, desk, SourceForm(choices=desk.choices), end, words)


def _done(
    request: ActorRequest, desk: Desk, form: SourceForm, act: Callable[[], None], words: str
) -> HttpResponse:
    """Do it once and go back; a refusal stands on the same page."""
    try:
        with once(request) as done:
            act()
            done.location = desk.back
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show(request, desk, form, refusal=refusal, status=409)
    messages.success(request, words)
    return HttpResponseRedirect(done.location, status=303)


def _of_sheet(request: ActorRequest, plan_id: int, period_id: int, indicator_id: int) -> Desk:
    found = sheet_of(request, plan_id, period_id)
    view = found.indicator(indicator_id)
    if view is None:
        raise Http404
    if not access.may_report(request.actor, found.plan):
        raise NotPermitted(NOT_OWN)
    keys = plan_id, period_id, indicator_id
    sheet = url("evidence:sheet", plan_id, period_id)
    return Desk(
        plan=found.plan,
        indicator=view.row,
        source=view.source,
        here=url("evidence:source", *keys),
        end=url("evidence:source_end", *keys),
        back=f"{sheet}?indikator={indicator_id}#indikator-{indicator_id}",
        back_to=f"Realisasi {found.period.spoken} {found.plan.year.year}",
        is_typed=view.is_filled and view.source is None,
    )


def _of_draft(request: ActorRequest, plan_id: int, indicator_id: int) -> Desk:
    head = head_of(request.actor, plan_id)
    rows = indicators_of(head.version_id) if head else []
    row = next((one for one in rows if one.indicator_id == indicator_id), None)
    if head is None or row is None:
        raise Http404
    if not access.may_report(request.actor, head):
        raise NotPermitted(NOT_OWN)
    if not head.is_editable:
        raise NotEditable
    return Desk(
        plan=Plan.objects.visible_to(request.actor).get(pk=plan_id),
        indicator=row,
        source=source_of.one(indicator_id, clock.today()),
        here=url("evidence:planned", plan_id, indicator_id),
        end=url("evidence:planned_end", plan_id, indicator_id),
        back=f"{url('plans:check', plan_id)}#rhk-{row.result_id}",
        back_to=f"Periksa SKP {head.year_no}",
        is_draft=True,
    )


def _show(
    request: ActorRequest,
    desk: Desk,
    form: SourceForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"desk": desk, "form": form, "refusal": refusal}
    return page(request, "evidence/source.html", context, status=status)
