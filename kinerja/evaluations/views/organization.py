"""What organisations achieved: a list of those one may set, and one form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.audit.operations import once
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.cycles.queries import current_year
from kinerja.evaluations import access, operations, queries
from kinerja.evaluations.forms import ListFilter, OrganizationForm
from kinerja.evaluations.models import OrganizationRating
from kinerja.evaluations.queries.organization import PER_PAGE
from kinerja.evaluations.wording import period_title, time_title
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.models import Unit, UnitPeriod
from kinerja.ui.format import url
from kinerja.ui.rendering import page

NOTES = {
    "ISTIMEWA": "Rencana aksi melampaui target yang disepakati dengan pimpinan.",
    "BAIK": "Sesuai target.",
    "BUTUH_PERBAIKAN": "Ada kemajuan, tetapi masih perlu dibimbing.",
    "KURANG": "Sebagian target tidak tercapai.",
    "SANGAT_KURANG": "Sebagian besar rencana aksi belum ada kemajuan.",
}


@require_safe
def organization(request: ActorRequest) -> HttpResponse:
    """List the units whose achievement one may set, with what stands and what is missing."""
    if not (request.actor.is_head or access.may_rate_organization(request.actor, above=set())):
        raise NotPermitted("Capaian organisasi ditetapkan pimpinan satu tingkat di atas unit itu.")
    form, today = ListFilter(request.GET), clock.today()
    years = {year.year: year for year in PerformanceYear.objects.order_by("-year")}
    year = years.get(form.value("tahun")) or current_year(today)
    periods = list(year.periods.order_by("no")) if year else []
    number = _number(form.value("periode"), periods)
    current = form.value("hal") or 1
    rows = (
        queries.units_to_rate(request.actor, year_id=year.pk, number=number, on=today, page=current)
        if year
        else []
    )
    total = rows[0].total if rows else 0
    context = {
        "rows": rows,
        "year": year,
        "years": list(years),
        "periods": [*((one.no, period_title(one.label)) for one in periods), (0, "Tahunan")],
        "number": number,
        "query": urlencode({"tahun": year.year if year else "", "periode": number}),
        "current": current,
        "pages": -(-total // PER_PAGE),
        "total": total,
        "per_page": PER_PAGE,
    }
    return page(request, "evaluations/organization.html", context)


def _number(given: int | None, periods: list[Period]) -> int:
    """Return the period that was asked for, else the one that ended last, else the first."""
    if given is not None:
        return given
    today = clock.today()
    ended = [one.no for one in periods if one.held.upper <= today]
    return ended[-1] if ended else 1


@require_http_methods(["GET", "HEAD", "POST"])
def organization_rate(request: ActorRequest, unit_id: int, year: int, number: int) -> HttpResponse:
    """Set what one unit achieved in one period, or in the year (number 0)."""
    asked = _asked(request, unit_id, year, number)
    standing = asked.standing
    if request.method != "POST":
        form = OrganizationForm(initial=_initial(standing))
        return _show_form(request, asked, form)
    form = OrganizationForm(request.POST, initial=_initial(standing))
    if not form.is_valid():
        return _show_form(request, asked, form, status=422)
    try:
        with once(request) as done:
            _rate(request, asked, form.cleaned_data)
            done.location = asked.back
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show_form(request, asked, form, refusal=refusal, status=409)
    return HttpResponseRedirect(done.location, status=303)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The unit and the time that the address names, and what stands there."""

    place: UnitPeriod
    year: PerformanceYear
    period: Period | None
    standing: OrganizationRating | None

    @property
    def back(self) -> str:
        number = self.period.no if self.period else 0
        return url("evaluations:organization") + f"?tahun={self.year.year}&periode={number}"


def _asked(request: ActorRequest, unit_id: int, year: int, number: int) -> Asked:
    """Find what the address names. Raises Http404, NotPermitted."""
    today = clock.today()
    place = get_object_or_404(UnitPeriod.objects.on(today), unit_id=unit_id)
    performance_year = get_object_or_404(PerformanceYear, year=year)
    period = get_object_or_404(Period, year=performance_year, no=number) if number else None
    if not access.may_rate_organization(request.actor, above=queries.units_above(unit_id, today)):
        if not request.actor.is_head:
            raise Http404
        raise NotPermitted("Capaian organisasi ditetapkan pimpinan satu tingkat di atas unit itu.")
    standing = OrganizationRating.objects.filter(
        unit_id=unit_id, year=performance_year, period=period
    ).first()
    return Asked(place=place, year=performance_year, period=period, standing=standing)


def _show_form(
    request: ActorRequest,
    asked: Asked,
    form: OrganizationForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "unit": asked.place.name,
        "title": time_title(asked.period.label if asked.period else None, asked.year.year),
        "standing": asked.standing,
        "notes": NOTES,
        "back": asked.back,
        "refusal": refusal,
    }
    return page(request, "evaluations/organization_rate.html", context, status=status)


def _rate(request: ActorRequest, asked: Asked, given: dict[str, Any]) -> None:
    operations.rate_organization(
        unit=Unit.objects.get(pk=asked.place.unit_id),
        year=asked.year,
        period=asked.period,
        value=given["value"],
        source=given["source"],
        lock_no=given["lock_no"] or 0,
        by=request.actor,
        at=clock.now(),
    )


def _initial(standing: OrganizationRating | None) -> dict[str, Any]:
    if standing is None:
        return {"lock_no": 0}
    return {
        "value": standing.value,
        "source": standing.source,
        "lock_no": standing.lock_no,
    }
