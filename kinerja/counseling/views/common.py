"""What the pages of this room share: who may come in at all, and how an act is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kinerja.counseling import access
from kinerja.counseling.models import Case
from kinerja.counseling.operations import opened_half
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page

View = Callable[..., HttpResponse]
get_or_post = require_http_methods(["GET", "HEAD", "POST"])
COOKIE = "kinerja_konselor"
PATH = "/konseling/"


def in_room(view: View) -> View:
    """Let nobody in who looks as another; keep what is typed out of every report of an error."""

    @wraps(view)
    def inside(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not access.is_himself(request.actor):
            raise Http404
        return view(request, *args, **kwargs)

    return sensitive_post_parameters()(inside)


def case_or_404(request: ActorRequest, case_id: int) -> Case:
    """Return the case to its employee or its counselor; nobody else learns that it is there."""
    seen = Case.objects.visible_to(request.actor).select_related("employee", "counselor")
    return get_object_or_404(seen, pk=case_id)


def counseled_or_404(request: ActorRequest, case_id: int) -> Case:
    """Return the case to its counselor; its employee may not do this."""
    case = case_or_404(request, case_id)
    if not access.is_counselor(request.actor, case):
        raise NotPermitted("Bagian ini diisi oleh konselor.")
    return case


def session_key(request: ActorRequest) -> str:
    """Return the key of the session; the middleware has looked it up."""
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")


def half_of(request: ActorRequest) -> tuple[int, bytes] | None:
    """Return the private half that this session has opened."""
    cookie = request.COOKIES.get(COOKIE, "")
    if not cookie:
        return None
    key = session_key(request)
    return opened_half(session_key=key, cookie=cookie, by=request.actor, at=clock.now())


def step(
    request: ActorRequest,
    form: Form,
    context: dict[str, Any],
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show one form on a page of its own."""
    named = {"notes": {}, "danger": False, "status": "", "visible": "", "words": "", **context}
    everything = {"form": form, "refusal": refusal, **named}
    return page(request, "counseling/step.html", everything, status=status)
