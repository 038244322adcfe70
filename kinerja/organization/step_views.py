"""A page with one form that starts one operation: drawn, refused, or done and left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict

from kinerja.audit.operations import once
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page


@dataclass(frozen=True, kw_only=True)
class Step:
    """How a step reads, and where one goes when it is done."""

    title: str
    status: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    button: str
    danger: bool = False
    back: str
    said: str
    template: str = "organization/person_step.html"
    context: Mapping[str, Any] = field(default_factory=dict)


def sent(request: ActorRequest) -> QueryDict | None:
    """Return what was sent; an empty form that was sent is sent too."""
    return request.POST if request.method == "POST" else None


def answer(
    request: ActorRequest,
    step: Step,
    form: Form,
    act: Callable[[dict[str, Any]], list[str]],
) -> HttpResponse:
    """Draw the form, or run the operation; `act` returns what is worth a warning."""
    if request.method != "POST":
        return _page(request, step, form)
    if not form.is_valid():
        return _page(request, step, form, status=422)
    try:
        with once(request) as done:
            warnings = act(form.cleaned_data)
            done.location = step.back
    except Refusal as refusal:
        status = 403 if isinstance(refusal, NotPermitted) else 409
        return _page(request, step, form, refusal=refusal, status=status)
    messages.success(request, step.said)
    for warning in warnings:
        messages.warning(request, warning)
    return HttpResponseRedirect(step.back, status=303)


def _page(
    request: ActorRequest,
    step: Step,
    form: Form,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"step": step, "form": form, "refusal": refusal, **step.context}
    return page(request, step.template, context, status=status)
