"""The page of a year, which the rooms above answer with too when they open one."""

from __future__ import annotations

from django.http import HttpResponse

from kinerja.cycles import access, queries
from kinerja.cycles.forms import DatesForm, dates_of
from kinerja.cycles.models import PerformanceYear
from kinerja.cycles.proposals import proposed_dates
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import Refusal
from kinerja.ui.rendering import page


def dates_sent(request: ActorRequest, year: PerformanceYear) -> DatesForm | None:
    """Return the dates that came with the order to open a year, or None where none did."""
    if "plans_due_on" not in request.POST:
        return None
    return DatesForm(request.POST, year=year, periods=list(queries.periods_of(year)))


def show_year(
    request: ActorRequest,
    year: PerformanceYear,
    *,
    form: DatesForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw a year; one that is not open yet comes with dates that can still be kept."""
    periods, today = list(queries.periods_of(year)), clock.today()
    stored = dates_of(year, periods)
    is_prepared = year.state == PerformanceYear.State.PREPARED
    dates = proposed_dates(year, periods, today) if is_prepared else stored
    context = {
        "year": year,
        "periods": periods,
        "form": form or DatesForm(year=year, periods=periods, initial=dates),
        "is_moved": dates != stored,
        "may_administer": access.may_administer(request.actor),
        "has_holidays": queries.has_holidays(year.year),
        "today": today,
        "refusal": refusal,
    }
    return page(request, "cycles/year_detail.html", context, status=status)
