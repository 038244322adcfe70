"""Signals of a service in a quarter, and a person's decision about them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kinerja.audit.operations import once
from kinerja.cycles.queries import policy_on
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.services.access import may_administer
from kinerja.services.models import Service
from kinerja.surveys.forms import QuarterFilter, RulingForm
from kinerja.surveys.operations import ruling as operations
from kinerja.surveys.periods import QUARTER, quarter_of
from kinerja.surveys.queries import results, signals
from kinerja.surveys.queries.results import ServiceHead
from kinerja.surveys.queries.standing import standing
from kinerja.surveys.views.finding import Chosen, chosen, must_administer, service_or_404
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_http_methods(["GET", "HEAD", "POST"])
def ruling(request: ActorRequest, service_id: int) -> HttpResponse:
    """Show the signals of a quarter; decide whether flagged answers count."""
    head = service_or_404(request, service_id)
    time = chosen(QuarterFilter(request.GET))
    if request.method != "POST":
        return _show(request, head, time, RulingForm())
    must_administer(request.actor, head.unit_id)
    form = RulingForm(request.POST)
    if not form.is_valid():
        return _show(request, head, time, form, status=422)
    try:
        with once(request) as done:
            _rule(request, service_id, time, form)
            done.location = url("surveys:ruling", service_id) + time.query
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show(request, head, time, form, refusal=refusal, status=409)
    messages.success(request, "Keputusan tersimpan dan hasil sudah dihitung ulang.")
    return HttpResponseRedirect(done.location, status=303)


def _rule(request: ActorRequest, service_id: int, time: Chosen, form: RulingForm) -> None:
    operations.rule(
        service=Service.objects.get(pk=service_id),
        starts=time.span.starts,
        leave_out=form.cleaned_data["leave_out"] == "1",
        reason=form.cleaned_data["reason"],
        by=request.actor,
        at=clock.now(),
    )


def _show(
    request: ActorRequest,
    head: ServiceHead,
    time: Chosen,
    form: RulingForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    least = policy_on(time.today).privacy_min_cell
    rows = results.indices_of_service(head.id, QUARTER, time.span.starts)
    rulings = signals.rulings_of(head.id)
    context = {
        "head": head,
        "time": time,
        "quarters": [span for span in time.spans if span.months == QUARTER],
        "found": standing(rows, time.span, least),
        "signals": signals.signals(head.id, time.span, least),
        "least": least,
        "rulings": [(one, quarter_of(one.starts).label) for one in rulings],
        "current": next((one for one in rulings if one.starts == time.span.starts), None),
        "may_administer": may_administer(request.actor, head.unit_id),
        "form": form,
        "refusal": refusal,
    }
    return page(request, "surveys/ruling.html", context, status=status)
