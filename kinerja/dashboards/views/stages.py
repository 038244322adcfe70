"""How far each OPD is, and who can free what is stuck."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from kinerja.cycles import queries as cycles
from kinerja.cycles.models import Period
from kinerja.dashboards.queries import stages as queries
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page

STAGES = {
    "PLAN": "SKP menunggu persetujuan",
    "RATING": "Evaluasi diri menunggu penilaian",
    "DELIVERY": "Predikat menunggu diserahkan",
}
MOST = 10


class Choice(Form):
    periode = forms.IntegerField(min_value=1, max_value=2**31, required=False)


@require_GET
def stages(request: ActorRequest) -> HttpResponse:
    """All OPD that the person may see."""
    period, periods = _chosen(request)
    today = clock.today()
    rows = queries.stages_of(request.actor, period=period, on=today) if period else []
    holders = queries.holders_of(request.actor, period=period, on=today) if period else []
    context = {
        "period": period,
        "periods": periods,
        "rows": rows,
        "holders": holders[:MOST],
        "more": max(0, len(holders) - MOST),
        "first_holder": {row.unit_id: row for row in reversed(holders)},
        "stages": STAGES,
        "today": today,
        "people": sum(row.people for row in rows),
        "agreed": sum(row.agreed for row in rows),
        "reported": sum(row.reported for row in rows),
        "rated": sum(row.rated for row in rows),
    }
    return page(request, "dashboards/stages.html", context)


@require_GET
def stage_of_unit(request: ActorRequest, unit_id: int) -> HttpResponse:
    """One OPD: every person who has work of others in hand."""
    period, periods = _chosen(request)
    if period is None:
        raise Http404
    today = clock.today()
    rows = [
        row
        for row in queries.stages_of(request.actor, period=period, on=today)
        if row.unit_id == unit_id
    ]
    if not rows:
        raise Http404
    context = {
        "row": rows[0],
        "period": period,
        "periods": periods,
        "holders": queries.holders_of(request.actor, period=period, on=today, opd=unit_id),
        "stages": STAGES,
        "today": today,
    }
    return page(request, "dashboards/stage_of_unit.html", context)


def _chosen(request: ActorRequest) -> tuple[Period | None, list[Period]]:
    """The period that was asked for, else today's, else the first of the open year."""
    if not queries.units_of(request.actor):
        raise NotPermitted("Halaman ini untuk pimpinan, pengelola kinerja, dan auditor.")
    year = cycles.current_year(clock.today())
    periods = list(cycles.periods_of(year)) if year else []
    choice = Choice(request.GET)
    asked = choice.cleaned_data["periode"] if choice.is_valid() else None
    by_id = {period.pk: period for period in periods}
    running = next((p for p in periods if clock.today() in p.held), None)
    return by_id.get(asked or 0) or running or (periods[-1] if periods else None), periods
