"""Notes of both with autosave, and each one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kinerja.dialogue import operations
from kinerja.dialogue.forms import NotesForm
from kinerja.dialogue.models import PrivateNote
from kinerja.dialogue.refusals import StaleNotes
from kinerja.dialogue.views.finding import head_or_404, session_or_404
from kinerja.dialogue.views.session import show
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.format import time, url
from kinerja.ui.rendering import page

STALE = "Ada catatan yang lebih baru. Tekan Simpan catatan untuk memilih."


@require_POST
def notes(request: ActorRequest, session_id: int) -> HttpResponse:
    """Store the notes of both; two who write at once see both versions."""
    form = NotesForm(request.POST)
    if not form.is_valid():
        session_or_404(request, session_id)
        return show(request, head_or_404(request, session_id), notes_form=form, status=422)
    try:
        _save(request, session_id, form)
    except NotPermitted:
        raise
    except StaleNotes as refusal:
        head = head_or_404(request, session_id)
        rows = [("Catatan bersama", head.notes, form.cleaned_data["notes"])]
        conflict = {"message": refusal.message, "rows": rows, "lock_no": head.lock_no}
        return show(request, head, notes_conflict=conflict, status=409)
    except Refusal as refusal:
        head = head_or_404(request, session_id)
        return show(request, head, refusal=refusal, notes_form=form, status=409)
    messages.success(request, "Catatan tersimpan.")
    return HttpResponseRedirect(f"{url('dialogue:session', session_id)}#catatan", status=303)


@require_POST
def notes_draft(request: ActorRequest, session_id: int) -> HttpResponse:
    """Autosave: say when it was stored; never overwrite what the other one wrote."""
    form = NotesForm(request.POST)
    said: dict[str, Any] = {"failed": True, "version": request.POST.get("lock_no", "0")[:12]}
    if not form.is_valid():
        said["saved"] = "Belum tersimpan. Periksa isiannya."
        return page(request, "dialogue/notes_saved.html", said)
    try:
        lock_no = _save(request, session_id, form)
    except NotPermitted:
        raise
    except StaleNotes:
        said["saved"] = STALE
    except Refusal as refusal:
        said["saved"] = refusal.message
    else:
        said = {
            "failed": False,
            "version": lock_no,
            "saved": f"Tersimpan pukul {time(clock.now())}",
        }
    return page(request, "dialogue/notes_saved.html", said)


def _save(request: ActorRequest, session_id: int, form: NotesForm) -> int:
    stored = operations.save_notes(
        session=session_or_404(request, session_id),
        notes=form.cleaned_data["notes"],
        lock_no=form.cleaned_data["lock_no"] or 0,
        by=request.actor,
        at=clock.now(),
    )
    return stored.lock_no


@require_POST
def private_note(request: ActorRequest, session_id: int) -> HttpResponse:
    """Store what only its author reads."""
    found = session_or_404(request, session_id)
    form = NotesForm(request.POST, prefix="pribadi")
    if not form.is_valid():
        head = head_or_404(request, session_id)
        return show(request, head, private_form=form, status=422)
    try:
        operations.save_private_note(
            session=found,
            text=form.cleaned_data["notes"],
            lock_no=form.cleaned_data["lock_no"] or 0,
            by=request.actor,
            at=clock.now(),
        )
    except StaleNotes as refusal:
        stored = PrivateNote.objects.visible_to(request.actor).get(session=found)
        rows = [("Catatan pribadi", stored.text, form.cleaned_data["notes"])]
        conflict = {"message": refusal.message, "rows": rows, "lock_no": stored.lock_no}
        head = head_or_404(request, session_id)
        return show(request, head, private_conflict=conflict, status=409)
    messages.success(request, "Catatan pribadi tersimpan. Hanya Anda yang melihatnya.")
    return redirect("dialogue:session", session_id)
