"""The pengelola opens a year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from kinerja.audit.operations import once
from kinerja.cycles import access
from kinerja.cycles.models import PerformanceYear
from kinerja.cycles.operations import set_dates
from kinerja.cycles.pages import dates_sent, show_year
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.plans.operations.opening import open_year
from kinerja.ui.format import number, url


@require_POST
def year_open(request: ActorRequest, year_id: int) -> HttpResponse:
    """Open a year, with the dates that were on the page if it showed any."""
    if not access.may_administer(request.actor):
        raise NotPermitted("Hanya pengelola kinerja kota yang membuka tahun kinerja.")
    year = get_object_or_404(PerformanceYear, pk=year_id)
    form, now = dates_sent(request, year), clock.now()
    if form is not None and not form.is_valid():
        return show_year(request, year, form=form, status=422)
    try:
        with once(request) as done:
            if form is not None:
                set_dates(year=year, **form.given(), by=request.actor, at=now)
            drafts = open_year(year=year, by=request.actor, at=now)
            done.location = url("cycles:year", year.pk)
    except Refusal as refusal:
        return show_year(request, year, form=form, refusal=refusal, status=409)
    messages.success(
        request, f"Tahun {year.year} dibuka. {number(drafts)} pegawai mendapat draf SKP."
    )
    return redirect("cycles:year", year.pk)
