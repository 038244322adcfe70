"""Agreements: made on the session's page, settled on their own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.audit.operations import once, record_access
from kinerja.dialogue import access, operations
from kinerja.dialogue.forms import AgreeForm, OutcomeForm
from kinerja.dialogue.models import Agreement
from kinerja.dialogue.queries import session as queries
from kinerja.dialogue.queries.session import AgreementRow
from kinerja.dialogue.views.acting import done_on_page
from kinerja.dialogue.views.finding import head_or_404, seen, session_or_404
from kinerja.dialogue.views.session import choices_of, show
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.models import Employee
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_POST
def agree(request: ActorRequest, session_id: int) -> HttpResponse:
    found, head = session_or_404(request, session_id), head_or_404(request, session_id)
    form = AgreeForm(request.POST, both=choices_of(head))
    if not form.is_valid():
        return show(request, head, agree_form=form, status=422)

    def act(**how: Any) -> None:
        data = form.cleaned_data
        operations.agree(
            session=found,
            text=data["text"],
            responsible=Employee.objects.get(pk=data["responsible"]),
            due_on=data["due_on"],
            **how,
        )

    said = "Kesepakatan dicatat, dan tampil di Beranda Anda berdua sampai selesai."
    return done_on_page(request, session_id, act, said, "#kesepakatan")


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: ActorRequest, agreement_id: int) -> HttpResponse:
    """One promise: done, dropped, or open again."""
    row = _row(request, agreement_id)
    if request.method != "POST":
        return _show(request, row, OutcomeForm())
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form, status=422)
    found = seen(Agreement.objects.visible_to(request.actor), agreement_id)
    try:
        with once(request) as done:
            _settle(found, form, request)
            done.location = url("dialogue:agreement", agreement_id)
    except NotPermitted:
        raise
    except Refusal as refusal:
        fresh = _row(request, agreement_id)
        return _show(request, fresh, form, refusal=refusal, status=409)
    messages.success(request, SAID[form.cleaned_data["act"]])
    return HttpResponseRedirect(done.location, status=303)


SAID = {
    "finish": "Kesepakatan selesai.",
    "drop": "Kesepakatan tidak dilanjutkan.",
    "reopen": "Kesepakatan dibuka lagi.",
}


def _settle(found: Agreement, form: OutcomeForm, request: ActorRequest) -> None:
    act, outcome, at = form.cleaned_data["act"], form.cleaned_data["outcome"], clock.now()
    if act == "finish":
        operations.finish(agreement=found, outcome=outcome, by=request.actor, at=at)
    elif act == "drop":
        operations.drop(agreement=found, outcome=outcome, by=request.actor, at=at)
    else:
        operations.reopen(agreement=found, by=request.actor, at=at)


def _row(request: ActorRequest, agreement_id: int) -> AgreementRow:
    row = queries.agreement_of.one(request.actor, agreement_id)
    if row is None:
        raise Http404
    return row


def _show(
    request: ActorRequest,
    row: AgreementRow,
    form: OutcomeForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    if not access.is_one_of_both(request.actor, row):
        subject = ("dialogue.agreement", row.id)
        record_access(by=request.actor, about=row.employee_id, subject=subject)
    context = {
        "row": row,
        "form": form,
        "refusal": refusal,
        "state": Agreement.State(row.state).label,
        "settles": access.may_settle(request.actor, row),
        "me": request.actor.employee_id,
        "today": clock.today(),
    }
    return page(request, "dialogue/agreement.html", context, status=status)
