"""What both do with a session: set its time, move it, call it off, hold and confirm it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.audit.operations import once
from kinerja.dialogue import access, operations
from kinerja.dialogue.forms import MissForm, MoveForm, ReasonForm
from kinerja.dialogue.meetings import MeetingForm
from kinerja.dialogue.models import Session
from kinerja.dialogue.operations.planning import NOT_LEADING
from kinerja.dialogue.views.finding import head_or_404, session_or_404
from kinerja.dialogue.views.session import show
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.models import Employee
from kinerja.ui.format import url
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page

Act = Callable[..., Any]


def done_on_page(
    request: ActorRequest, session_id: int, act: Act, said: str, anchor: str = ""
) -> HttpResponse:
    """Run an operation of a button on the session's page; a refusal stands above the page."""
    try:
        with once(request) as done:
            act(by=request.actor, at=clock.now())
            done.location = url("dialogue:session", session_id) + anchor
    except NotPermitted:
        raise
    except Refusal as refusal:
        return show(request, head_or_404(request, session_id), refusal=refusal, status=409)
    messages.success(request, said)
    return HttpResponseRedirect(done.location, status=303)


@require_POST
def hold(request: ActorRequest, session_id: int) -> HttpResponse:
    found = session_or_404(request, session_id)

    def act(**how: Any) -> None:
        operations.hold(session=found, **how)

    said = "Sesi dicatat berlangsung. Sekarang setujui catatannya, masing-masing."
    return done_on_page(request, session_id, act, said, "#konfirmasi")


@require_POST
def confirm(request: ActorRequest, session_id: int) -> HttpResponse:
    found = session_or_404(request, session_id)

    def act(**how: Any) -> None:
        operations.confirm(session=found, **how)

    return done_on_page(request, session_id, act, "Catatan sesi sudah Anda setujui.")


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: ActorRequest, session_id: int) -> HttpResponse:
    """The superior sets the time of a session that was asked for."""
    found = session_or_404(request, session_id)
    if not access.may_lead(request.actor, found):
        raise NotPermitted(NOT_LEADING)
    form = MeetingForm(request.POST or None)

    def act(**how: Any) -> None:
        operations.accept(session=found, meeting=form.meeting(), **how)

    return _by_form(request, found, form, act, "accept", "Sesi dijadwalkan.")


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: ActorRequest, session_id: int) -> HttpResponse:
    found = session_or_404(request, session_id)
    given = MoveForm.of(found.starts_at, found.minutes, found.place)
    form = MoveForm(request.POST or None, initial=given)

    def act(**how: Any) -> None:
        reason = form.cleaned_data["reason"]
        operations.move(session=found, meeting=form.meeting(), reason=reason, **how)

    return _by_form(request, found, form, act, "move", "Waktu sesi sudah diganti.")


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: ActorRequest, session_id: int) -> HttpResponse:
    found = session_or_404(request, session_id)
    form = ReasonForm(request.POST or None)

    def act(**how: Any) -> None:
        operations.cancel(session=found, reason=form.cleaned_data["reason"], **how)

    return _by_form(request, found, form, act, "cancel", "Sesi dibatalkan.")


@require_http_methods(["GET", "HEAD", "POST"])
def miss(request: ActorRequest, session_id: int) -> HttpResponse:
    found = session_or_404(request, session_id)
    head = head_or_404(request, session_id)
    both = [(head.employee_id, head.employee), (head.leader_id, head.leader)]
    form = MissForm(request.POST or None, both=both)

    def act(**how: Any) -> None:
        missed_by = Employee.objects.get(pk=form.cleaned_data["missed_by"])
        reason = form.cleaned_data["reason"]
        operations.miss(session=found, missed_by=missed_by, reason=reason, **how)

    return _by_form(request, found, form, act, "miss", "Ketidakhadiran dicatat.")


#: by act: title, what the page says, the button
WORDS = {
    "accept": (
        "Tetapkan waktu",
        "Undangan langsung terkirim, dan butir agenda yang menunggu ikut masuk.",
        "Jadwalkan sesi",
    ),
    "move": (
        "Ganti waktu atau tempat",
        "Perubahan langsung diberitahukan. Agenda dan catatan tetap tersimpan.",
        "Simpan waktu baru",
    ),
    "cancel": (
        "Batalkan sesi",
        "Butir agenda yang belum dibahas tetap tersimpan untuk sesi berikutnya.",
        "Batalkan sesi",
    ),
    "miss": (
        "Catat ketidakhadiran",
        "Sesi dicatat tidak berlangsung. Butir agendanya menunggu sesi berikutnya.",
        "Simpan",
    ),
}
STATES = {"accept": {"REQUESTED"}, "cancel": {"REQUESTED", "PLANNED"}}


def _by_form(
    request: ActorRequest, found: Session, form: Form, act: Act, name: str, said: str
) -> HttpResponse:
    """Show a form about a session, or run its operation."""
    place = url("dialogue:session", found.pk)
    if request.method != "POST":
        if found.state not in STATES.get(name, {"PLANNED"}):
            return redirect(place)
        return _show_form(request, found, form, name)
    if not form.is_valid():
        return _show_form(request, found, form, name, status=422)
    try:
        with once(request) as done:
            act(by=request.actor, at=clock.now())
            done.location = place
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show_form(request, found, form, name, refusal=refusal, status=409)
    messages.success(request, said)
    return HttpResponseRedirect(done.location, status=303)


def _show_form(
    request: ActorRequest,
    found: Session,
    form: Form,
    name: str,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    title, note, button = WORDS[name]
    if name == "cancel" and found.state == "REQUESTED":
        title = button = (
            "Batalkan permintaan"
            if request.actor.employee_id == found.employee_id
            else "Tolak permintaan"
        )
    context = {
        "head": head_or_404(request, found.pk),
        "form": form,
        "refusal": refusal,
        "title": title,
        "note": note,
        "button": button,
        "act": name,
        "action": url(f"dialogue:{name}", found.pk),
        "me": request.actor.employee_id,
    }
    return page(request, "dialogue/session_form.html", context, status=status)
