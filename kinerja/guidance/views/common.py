"""Finding a guidance, and answering a form about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from kinerja.audit import acting
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import Refusal
from kinerja.guidance.models import Guidance
from kinerja.guidance.queries import rows
from kinerja.guidance.queries.rows import Head
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page

#: runs an operation; may return the place to go to
Act = Callable[..., str | None]
#: shows the page again, with what stands in the way
Show = Callable[[Refusal | None, int], HttpResponse]
get_or_post = require_http_methods(["GET", "HEAD", "POST"])
TONES = {
    "OFFERED": "bp",
    "RUNNING": "sea",
    "FINISHED": "b",
    "DECLINED": "n",
    "STOPPED": "n",
    "LAPSED": "n",
}
STATES = dict(Guidance.State.choices)


def head_or_404(request: ActorRequest, guidance_id: int) -> Head:
    """Return a guidance as its page shows it; what one may not know of is 404."""
    head = rows.head_of.one(request.actor, guidance_id)
    if head is None:
        raise Http404
    return head


def stored(head: Head) -> Guidance:
    """Return the guidance for an operation, which reads it again under its lock."""
    return Guidance(pk=head.id)


def run(request: ActorRequest, act: Act, show: Show, *, place: str, said: str) -> HttpResponse:
    """Do it once and go on; show the page again where a rule stands in the way."""
    return acting.run(
        request,
        lambda: act(by=request.actor, at=clock.now()) or place,
        lambda refusal: show(refusal, 409),
        place=str,
        said=said,
    )


def answer(
    request: ActorRequest, form: Form, act: Act, show: Show, *, place: str, said: str
) -> HttpResponse:
    """Show a form, or run its operation."""
    if request.method != "POST":
        return show(None, 200)
    if not form.is_valid():
        return show(None, 422)
    return run(request, act, show, place=place, said=said)


def shows(request: ActorRequest, template: str, context: dict[str, Any]) -> Show:
    """Return what draws a page with a refusal or without."""

    def show(refusal: Refusal | None, status: int) -> HttpResponse:
        return page(request, template, {**context, "refusal": refusal}, status=status)

    return show
