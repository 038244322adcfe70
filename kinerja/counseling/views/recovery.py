"""The city's recovery key: shown as a fingerprint, printed once."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kinerja.audit.operations import once
from kinerja.counseling import access, operations
from kinerja.counseling.queries.keys import recovery_keys
from kinerja.counseling.views.common import in_room
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_safe
@in_room
def recovery(request: ActorRequest) -> HttpResponse:
    """Show which keys there are."""
    if not access.may_keep_recovery(request.actor):
        raise NotPermitted(access.NOT_YOUR_KEY)
    keys = recovery_keys()
    current = next((one for one in keys if one.retired_at is None), None)
    old = [one for one in keys if one.retired_at is not None]
    return page(request, "counseling/recovery.html", {"current": current, "old": old})


@require_POST
@in_room
def recovery_make(request: ActorRequest) -> HttpResponse:
    """Make a key and print it; the answer to this POST is the only page that ever shows it."""
    if not access.may_keep_recovery(request.actor):
        raise NotPermitted(access.NOT_YOUR_KEY)
    with once(request) as done:
        at = clock.now()
        printed = operations.make_recovery_key(by=request.actor, at=at)
        done.location = url("counseling:recovery")
    return page(request, "counseling/recovery_print.html", {"printed": printed, "at": at})
