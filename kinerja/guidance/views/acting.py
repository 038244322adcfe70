"""What a mentor does while a guidance runs: sessions, competences, more time, the end."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.guidance import access, operations
from kinerja.guidance.forms import (
    CompetenceForm,
    ExtendForm,
    FinishForm,
    NamedForm,
    SessionsForm,
    StopForm,
)
from kinerja.guidance.models import Guidance
from kinerja.guidance.operations.common import NOT_GUIDING
from kinerja.guidance.queries.rows import Head
from kinerja.guidance.views.common import Act, answer, get_or_post, head_or_404, shows, stored
from kinerja.ui.format import url
from kinerja.ui.forms import Form

#: by act: title, what the page says, a remark, the button, what is said afterwards
WORDS = {
    "sessions": (
        "Jadwalkan sesi",
        "Sesi berlangsung antara pegawai dan pembimbing, dengan agenda dan catatan bersama.",
        "",
        "Jadwalkan",
        "Sesi dijadwalkan.",
    ),
    "rate": (
        "Nilai kompetensi",
        "Satu kompetensi, nilai 1 sampai 5, dengan alasan (format B.1.9).",
        "Penilaian yang tersimpan tidak berubah. Nilai lagi nanti untuk melihat perkembangannya.",
        "Simpan penilaian",
        "Penilaian kompetensi tersimpan.",
    ),
    "extend": (
        "Perpanjang bimbingan",
        "Tujuan dan pembimbingnya tetap.",
        "",
        "Perpanjang",
        "Bimbingan diperpanjang.",
    ),
    "finish": (
        "Selesaikan bimbingan",
        "Hasilnya dibaca pegawai, pembimbing, dan penilai.",
        "Sesi yang akan datang dibatalkan. Setelah selesai, isi bimbingan tidak berubah lagi.",
        "Selesaikan",
        "Bimbingan selesai.",
    ),
    "stop": (
        "Hentikan bimbingan",
        "Sebelum waktunya, misalnya karena pegawai pindah.",
        "Sesi yang akan datang dibatalkan. Bimbingan yang berhenti tidak dibuka lagi.",
        "Hentikan bimbingan",
        "Bimbingan dihentikan.",
    ),
}


def _found(request: ActorRequest, guidance_id: int) -> Head:
    """Return the guidance to who guides. Raises Http404, NotPermitted."""
    head = head_or_404(request, guidance_id)
    if not access.may_guide(request.actor, head):
        raise NotPermitted(NOT_GUIDING)
    return head


def _step(request: ActorRequest, head: Head, form: Form, act: Act, name: str) -> HttpResponse:
    title, status, note, button, said = WORDS[name]
    place = url("guidance:guidance", head.id)
    if request.method != "POST" and head.state != Guidance.State.RUNNING:
        return HttpResponseRedirect(place)
    context = {
        "head": head,
        "form": form,
        "title": title,
        "status": status,
        "note": note,
        "button": button,
        "action": url(f"guidance:{name}", head.id),
        "is_danger": name == "stop",
    }
    show = shows(request, "guidance/step.html", context)
    return answer(request, form, act, show, place=place, said=said)


@get_or_post
def sessions(request: ActorRequest, guidance_id: int) -> HttpResponse:
    head, form = _found(request, guidance_id), SessionsForm(request.POST or None)

    def act(**how: Any) -> None:
        operations.plan_sessions(guidance=stored(head), sessions=form.sessions(), **how)

    return _step(request, head, form, act, "sessions")


@get_or_post
def rate(request: ActorRequest, guidance_id: int) -> HttpResponse:
    """Rate a competence; `?kompetensi=` names one to rate again."""
    head, named = _found(request, guidance_id), NamedForm(request.GET)
    name = named.cleaned_data["kompetensi"] if named.is_valid() else ""
    form = CompetenceForm(request.POST or None, initial={"name": name})

    def act(**how: Any) -> None:
        operations.rate_competence(guidance=stored(head), **form.cleaned_data, **how)

    return _step(request, head, form, act, "rate")


@get_or_post
def extend(request: ActorRequest, guidance_id: int) -> HttpResponse:
    head = _found(request, guidance_id)
    form = ExtendForm(request.POST or None, initial={"ends_on": head.ends_on})

    def act(**how: Any) -> None:
        operations.extend(guidance=stored(head), **form.cleaned_data, **how)

    return _step(request, head, form, act, "extend")


@get_or_post
def finish(request: ActorRequest, guidance_id: int) -> HttpResponse:
    head, form = _found(request, guidance_id), FinishForm(request.POST or None)

    def act(**how: Any) -> None:
        operations.finish(guidance=stored(head), **form.cleaned_data, **how)

    return _step(request, head, form, act, "finish")


@get_or_post
def stop(request: ActorRequest, guidance_id: int) -> HttpResponse:
    head, form = _found(request, guidance_id), StopForm(request.POST or None)

    def act(**how: Any) -> None:
        operations.stop(guidance=stored(head), **form.cleaned_data, **how)

    return _step(request, head, form, act, "stop")
