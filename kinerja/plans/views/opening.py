"""The pengelola opens a year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from kinerja.audit.operations import once
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.plans.operations.opening import open_year
from kinerja.ui.format import number, url


@require_POST
def year_open(request: ActorRequest, year_id: int) -> HttpResponse:
    year = get_object_or_404(PerformanceYear, pk=year_id)
    with once(request) as done:
        drafts = open_year(year=year, by=request.actor, at=clock.now())
        done.location = url("cycles:year", year.pk)
    messages.success(
        request, f"Tahun {year.year} dibuka. {number(drafts)} pegawai mendapat draf SKP."
    )
    return redirect("cycles:year", year.pk)
