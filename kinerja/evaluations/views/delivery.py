"""Handing over, receiving, exempting: each one operation and back to where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from kinerja.audit.operations import once
from kinerja.evaluations import access, operations
from kinerja.evaluations.forms import (
    NotRated,
    OutcomeForm,
    PaperReceipt,
    Receipt,
    RefusedReceipt,
)
from kinerja.evaluations.models import Evaluation
from kinerja.evaluations.views import common
from kinerja.evaluations.views.why import show
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.format import url
from kinerja.ui.forms import Form

Operation = Callable[..., Any]


@require_POST
def deliver(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Hand the result to the employee."""
    return _run(request, evaluation_id, operations.deliver, access.may_rate)


@require_POST
def receive(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Confirm the receipt."""
    form = Receipt(request.POST)
    return _run(request, evaluation_id, operations.receive, access.may_receive, receipt=form)


@require_POST
def paper(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Record a receipt on paper."""
    form = PaperReceipt(request.POST)
    operation = operations.record_paper_receipt
    return _run(request, evaluation_id, operation, access.may_rate, paper=form)


@require_POST
def refused(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Record that the employee would not take the result."""
    form = RefusedReceipt(request.POST)
    operation = operations.record_refused_receipt
    return _run(request, evaluation_id, operation, access.may_rate, refused=form)


@require_POST
def not_rated(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Say that nobody will be rated here."""
    form = NotRated(request.POST)
    operation = operations.mark_not_rated
    return _run(request, evaluation_id, operation, access.may_exempt, not_rated=form)


@require_POST
def reopen(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Take the exemption back."""
    return _run(request, evaluation_id, operations.reopen, access.may_exempt)


@require_POST
def choose(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Let this plan's predikat count for the year."""
    form = OutcomeForm(request.POST)
    return _run(request, evaluation_id, operations.choose_outcome, access.may_rate, outcome=form)


def _run(
    request: ActorRequest,
    evaluation_id: int,
    operation: Operation,
    may: Callable[[Actor, Evaluation], bool],
    **forms: Form,
) -> HttpResponse:
    """Run an operation with what its form holds; a bad form or a refusal shows the page again."""
    evaluation: Evaluation = common.found(request, evaluation_id)
    if not may(request.actor, evaluation):
        raise NotPermitted  # before anybody mends a form that is not theirs to send
    given: dict[str, Any] = {}
    for form in forms.values():
        if not form.is_valid():
            return show(request, evaluation, status=422, sent=forms)
        given = form.cleaned_data
    try:
        with once(request) as done:
            operation(evaluation=evaluation, by=request.actor, at=clock.now(), **given)
            done.location = url("evaluations:why", evaluation.pk)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return show(request, evaluation, refusal=refusal, status=409, sent=forms)
    return HttpResponseRedirect(done.location, status=303)
