"""One's own results, the people to rate, and opening what is missing."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from kinerja.audit.operations import once
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.cycles.queries import current_year
from kinerja.evaluations import access, operations, queries
from kinerja.evaluations.forms import ListFilter, whole
from kinerja.evaluations.queries.lists import GROUPS, PER_PAGE
from kinerja.evaluations.wording import period_title
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.plans.models import Plan
from kinerja.ui.format import url
from kinerja.ui.rendering import page

#: a period number, or 0 for the whole year
NUMBERS = list(range(13))
TABS = {"menunggu": "Menunggu Anda", "diserahkan": "Menunggu pegawai", "selesai": "Selesai"}


@require_safe
def result_list(request: ActorRequest) -> HttpResponse:
    """Show one's own evaluations by year and period."""
    context = {
        "rows": queries.own_results(request.actor),
        "missing": queries.missing_of_owner(request.actor, clock.today()),
    }
    return page(request, "evaluations/result_list.html", context)


@require_safe
def rating_list(request: ActorRequest) -> HttpResponse:
    """Show whom one rates: who, which stage, waiting since."""
    form = ListFilter(request.GET)
    years = {year.year: year for year in PerformanceYear.objects.order_by("-year")}
    year = years.get(form.value("tahun")) or current_year(clock.today())
    number, tab = form.value("periode"), form.value("tahap") or "menunggu"
    numbers = NUMBERS if number is None else [number]
    current = form.value("hal") or 1
    rows, counts, periods = [], queries.Counts(0, 0, 0), []
    if year is not None:
        start = (current - 1) * PER_PAGE
        rows = queries.ratings_of(
            request.actor, year.pk, numbers, GROUPS[tab], start, start + PER_PAGE
        )
        counts = queries.counts_of(request.actor, year.pk, numbers)
        periods = [(one.no, period_title(one.label)) for one in _periods(year)]
    chosen = {"tahun": year.year if year else "", "periode": "" if number is None else number}
    total = dict(zip(GROUPS, counts, strict=True))[tab]
    context = {
        "rows": rows,
        "today": clock.today(),
        "year": year,
        "years": list(years),
        "periods": [*periods, (0, "Tahunan")],
        "number": number,
        "tab": tab,
        "tabs": [
            (TABS[key], f"?{urlencode({**chosen, 'tahap': key})}", key == tab, count)
            for key, count in zip(GROUPS, counts, strict=True)
        ],
        "query": urlencode({**chosen, "tahap": tab}),
        "current": current,
        "pages": -(-total // PER_PAGE),
        "total": total,
        "per_page": PER_PAGE,
        "missing": queries.missing_of_evaluator(request.actor, clock.today()),
    }
    return page(request, "evaluations/rating_list.html", context)


def _periods(year: PerformanceYear) -> list[Period]:
    return list(year.periods.order_by("no"))


@require_POST
def start(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Make the one slot that is missing, and lead to it."""
    plans = Plan.objects.visible_to(request.actor).select_related("year")
    plan = get_object_or_404(plans, pk=plan_id)
    number = whole(request.POST.get("period", ""))
    period = get_object_or_404(Period, pk=number) if number else None
    with once(request) as done:
        evaluation = operations.start(plan=plan, period=period, by=request.actor, at=clock.now())
        name = (
            "evaluations:self" if access.is_own(request.actor, evaluation) else "evaluations:rate"
        )
        done.location = url(name, evaluation.pk)
    return HttpResponseRedirect(done.location, status=303)


@require_POST
def open_period(request: ActorRequest, period_id: int) -> HttpResponse:
    """Open the evaluations of a period for all agreed plans."""
    if not access.may_open_period(request.actor):
        raise NotPermitted("Hanya pengelola kinerja kota membuka evaluasi satu periode.")
    period = get_object_or_404(Period.objects.select_related("year"), pk=period_id)
    with once(request) as done:
        operations.open_period(period=period, by=request.actor, at=clock.now())
        done.location = url("cycles:year", period.year_id)
    return HttpResponseRedirect(done.location, status=303)
