"""The steps of this room, whose operations may leave warnings behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from kinerja.audit import steps
from kinerja.audit.steps import Step, sent
from kinerja.foundation.http import ActorRequest
from kinerja.ui.forms import Form

__all__ = ["Step", "answer", "sent"]


def answer(
    request: ActorRequest,
    step: Step,
    form: Form,
    act: Callable[[dict[str, Any]], list[str]],
) -> HttpResponse:
    """Draw the form, or run the operation; `act` returns what is worth a warning."""
    warnings: list[str] = []
    response = steps.answer(request, step, form, lambda: warnings.extend(act(form.cleaned_data)))
    for warning in warnings:
        messages.warning(request, warning)
    return response
