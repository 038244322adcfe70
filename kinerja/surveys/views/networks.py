"""The city's own networks."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.surveys import access
from kinerja.surveys.forms import NetworkForm
from kinerja.surveys.models import OfficeNetwork
from kinerja.surveys.operations import networks as operations
from kinerja.surveys.queries import networks as queries
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_http_methods(["GET", "HEAD", "POST"])
def networks(request: ActorRequest) -> HttpResponse:
    """List the networks of the offices; add one."""
    _must_set(request)
    if request.method != "POST":
        return _show(request, NetworkForm())
    form = NetworkForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        with once(request) as done:
            operations.add_network(**form.cleaned_data, by=request.actor, at=clock.now())
            done.location = url("surveys:networks")
    except Refusal as refusal:
        return _show(request, form, refusal=refusal, status=409)
    messages.success(request, "Jaringan ditambahkan.")
    return HttpResponseRedirect(done.location, status=303)


@require_POST
def network_remove(request: ActorRequest, network_id: int) -> HttpResponse:
    """Take a network off the list."""
    _must_set(request)
    found = get_object_or_404(OfficeNetwork, pk=network_id)
    with once(request) as done:
        operations.remove_network(network=found, by=request.actor, at=clock.now())
        done.location = url("surveys:networks")
    messages.success(request, "Jaringan dihapus dari daftar.")
    return HttpResponseRedirect(done.location, status=303)


def _must_set(request: ActorRequest) -> None:
    if not access.may_set_networks(request.actor, queries.root_unit(clock.now())):
        raise NotPermitted(access.NOT_YOUR_NETWORKS)


def _show(
    request: ActorRequest,
    form: NetworkForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"rows": queries.networks(), "form": form, "refusal": refusal}
    return page(request, "surveys/networks.html", context, status=status)
