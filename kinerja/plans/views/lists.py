"""One's own plans by year, beginning a new one, and the team."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.audit.operations import once
from kinerja.cycles.models import PerformanceYear
from kinerja.cycles.queries import current_year
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.models import Employee, Kind
from kinerja.plans import operations
from kinerja.plans.forms import StartForm, TeamFilter
from kinerja.plans.queries import OwnRow, own_plans, team_of
from kinerja.plans.views.finding import own_head, plan_or_404
from kinerja.ui.format import url
from kinerja.ui.rendering import page

PER_PAGE = 50
#: a closed plan was agreed too, or copying it is refused
AGREED = ("AGREED", "CLOSED")


@require_safe
def plan_list(request: ActorRequest) -> HttpResponse:
    plans = _own(request)
    year = current_year(clock.today())
    may_start = year is not None and _lacks(plans, year) and _writes_plans(request)
    context = {"plans": plans, "year": year, "may_start": may_start}
    return page(request, "plans/plan_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ActorRequest, year_id: int) -> HttpResponse:
    """Ask how to begin: empty, or with the words of the year before."""
    if request.actor.employee_id is None:
        raise NotPermitted("Hanya pegawai yang menyusun SKP.")
    year = get_object_or_404(PerformanceYear, pk=year_id)
    plans = _own(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _started(request, year)
        except NotPermitted:
            raise
        except Refusal as answer:
            refusal = answer
    context = {
        "year": year,
        "exists": next((plan for plan in plans if plan.year_id == year.pk), None),
        "before": _before(plans, year.year),
        "refusal": refusal,
    }
    return page(request, "plans/start.html", context, status=409 if refusal else 200)


def _started(request: ActorRequest, year: PerformanceYear) -> HttpResponse:
    form = StartForm(request.POST)
    if not form.is_valid():
        raise Http404
    source = form.cleaned_data["salin"]
    with once(request) as done:
        plan = operations.start_plan(
            employee=Employee.objects.get(pk=request.actor.employee_id or 0),
            year=year,
            copy_from=plan_or_404(request, source) if source else None,
            by=request.actor,
            at=clock.now(),
        )
        done.location = url("plans:edit", plan.pk)
    messages.success(
        request, f"Draf SKP {year.year} sudah dibuat. Isinya tersimpan saat Anda menulis."
    )
    return HttpResponseRedirect(done.location, status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Fill an empty draft with last year's words."""
    head = own_head(request, plan_id)
    source = earlier_plan(request, head.year_no)
    if source is None:
        raise Http404
    if request.method == "POST":
        with once(request) as done:
            operations.copy_plan(
                plan=plan_or_404(request, head.id),
                source=plan_or_404(request, source.id),
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("plans:edit", head.id)
        messages.success(request, f"Isi SKP {source.year_no} sudah disalin.")
        return HttpResponseRedirect(done.location, status=303)
    return page(request, "plans/copy.html", {"head": head, "source": source})


def earlier_plan(request: ActorRequest, year_no: int) -> OwnRow | None:
    """Return the newest earlier plan of the person whose words could be copied."""
    return _before(_own(request), year_no)


@require_safe
def team(request: ActorRequest) -> HttpResponse:
    """The people whom the actor assesses, those who wait for him first."""
    if not request.actor.is_evaluator:
        raise NotPermitted("Halaman ini untuk penilai. Tidak ada pegawai yang Anda nilai hari ini.")
    form = TeamFilter(request.GET)
    number = (form.cleaned_data.get("hal") if form.is_valid() else None) or 1
    today = clock.today()
    year = current_year(today)
    after = (number - 1) * PER_PAGE
    rows = team_of(request.actor, year.pk if year else 0, today, after, after + PER_PAGE)
    total = rows[0].all_rows if rows else 0
    context = {
        "rows": rows,
        "year": year,
        "total": total,
        "waiting": rows[0].waiting_rows if rows else 0,
        "number": number,
        "pages": max(1, -(-total // PER_PAGE)),
        "per_page": PER_PAGE,
    }
    return page(request, "plans/team.html", context)


def _own(request: ActorRequest) -> list[OwnRow]:
    employee = request.actor.employee_id
    return own_plans(employee) if employee is not None else []


def _writes_plans(request: ActorRequest) -> bool:
    """Say whether this person has a plan at all: state officials rate, and are not rated here."""
    people = Employee.objects.filter(pk=request.actor.employee_key)
    return people.exclude(kind=Kind.PEJABAT_NEGARA).exists()


def _lacks(plans: list[OwnRow], year: PerformanceYear) -> bool:
    """Say whether no living plan of this person covers today in the year."""
    return not any(plan.year_id == year.pk and plan.state != "CLOSED" for plan in plans)


def _before(plans: list[OwnRow], year_no: int) -> OwnRow | None:
    earlier = [plan for plan in plans if plan.year_no < year_no and plan.state in AGREED]
    return earlier[0] if earlier else None
