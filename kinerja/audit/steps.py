"""A page with one form that starts one operation: drawn, refused, or done and left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, QueryDict

from kinerja.audit.acting import run
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import Refusal, Stale
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
    template: str = "ui/step.html"
    context: Mapping[str, Any] = field(default_factory=dict)


def sent(request: ActorRequest) -> QueryDict | None:
    """Return what was sent; an empty form that was sent is sent too."""
    return request.POST if request.method == "POST" else None


def answer(
    request: ActorRequest,
    step: Step,
    form: Form,
    act: Callable[[], str | None],
    *,
    both: Callable[[Stale], Mapping[str, Any]] | None = None,
) -> HttpResponse:
    """Draw the form, or run the operation; `act` may return where one goes then.

    `both` returns the two versions where somebody else has saved a newer one.
    """
    if request.method != "POST":
        return show(request, step, form)
    if not form.is_valid():
        return show(request, step, form, status=422)

    def again(refusal: Refusal) -> HttpResponse:
        if both is not None and isinstance(refusal, Stale):
            return show(request, step, form, status=409, conflict=both(refusal))
        return show(request, step, form, refusal=refusal, status=409)

    return run(request, lambda: act() or step.back, again, place=str, said=step.said)


def show(
    request: ActorRequest,
    step: Step,
    form: Form,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Draw the page of a step."""
    context = {
        "step": step,
        "form": form,
        "refusal": refusal,
        "conflict": None,
        **step.context,
        **more,
    }
    return page(request, step.template, context, status=status)
