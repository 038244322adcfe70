"""How a page answers a form that starts one operation: done once and left, or shown again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from kinerja.audit.operations import once
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal


def run(
    request: ActorRequest,
    act: Callable[[], str],
    show: Callable[[Refusal], HttpResponse],
    *,
    said: str = "",
) -> HttpResponse:
    """Do it once and go to where `act` says; show the page again where a rule stands in the way.

    Raises NotPermitted.
    """
    try:
        with once(request) as done:
            done.location = act()
    except NotPermitted:
        raise
    except Refusal as refusal:
        return show(refusal)
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(done.location, status=303)
