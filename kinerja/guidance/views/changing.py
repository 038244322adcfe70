"""Somebody else guides: choose who, say why."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.guidance import access, operations
from kinerja.guidance.forms import ChangeMentorForm, MentorForm
from kinerja.guidance.models import Guidance
from kinerja.guidance.operations.common import NOT_CHANGING
from kinerja.guidance.queries import mentors
from kinerja.guidance.queries.rows import Head
from kinerja.guidance.views.beginning import choice
from kinerja.guidance.views.common import answer, get_or_post, head_or_404, shows, stored
from kinerja.organization.models import Employee, Placement
from kinerja.ui.format import ended, url


@get_or_post
def change_mentor(request: ActorRequest, guidance_id: int) -> HttpResponse:
    """Choose who goes on, then say why; `?pembimbing=` names the one."""
    head = head_or_404(request, guidance_id)
    if not access.may_decide(request.actor, head):
        raise NotPermitted(NOT_CHANGING)
    place = url("guidance:guidance", head.id)
    if request.method != "POST" and head.state != Guidance.State.RUNNING:
        return HttpResponseRedirect(place)
    post = Placement.objects.select_related("employee").get(pk=head.placement_id)
    mentor = _chosen(request, post)
    if mentor is None:
        return _choose(request, head, post, place)
    form, here = ChangeMentorForm(request.POST or None), url("guidance:change_mentor", head.id)

    def act(**how: Any) -> None:
        reason = form.cleaned_data["reason"]
        operations.change_mentor(guidance=stored(head), mentor=mentor, reason=reason, **how)

    context = {
        "head": head,
        "form": form,
        "title": "Ganti pembimbing",
        "status": _status(head, mentor, is_me=mentor.pk == request.actor.employee_id),
        "note": "Sesi yang akan datang ikut beralih. Alasannya terlihat di halaman bimbingan.",
        "button": "Ganti pembimbing",
        "action": f"{here}?pembimbing={mentor.pk}",
        "is_danger": False,
    }
    said = "Pembimbing sudah diganti. Pegawai dan kedua pembimbing diberi tahu."
    show = shows(request, "guidance/step.html", context)
    return answer(request, form, act, show, place=place, said=said)


def _status(head: Head, mentor: Employee, *, is_me: bool) -> str:
    name = "Anda" if is_me else mentor.full_name
    return ended(f"Dari {head.mentor} kepada {name}")


def _chosen(request: ActorRequest, post: Placement) -> Employee | None:
    """Return who was chosen; None where nobody was. 404 for somebody out of reach."""
    chosen = MentorForm(request.GET)
    number = chosen.cleaned_data["pembimbing"] if chosen.is_valid() else None
    if number is None:
        return None
    if number == post.employee_id or not mentors.is_near(number, post, clock.today()):
        raise Http404
    return get_object_or_404(Employee.objects.all(), pk=number)


def _choose(request: ActorRequest, head: Head, post: Placement, place: str) -> HttpResponse:
    here = url("guidance:change_mentor", head.id)
    before, now = (head.employee, place), head.mentor_id
    shown = choice(request, post, start=here, here=here, before=before, now=now)
    if request.method == "POST":  # nobody was chosen
        shown.status_code = 422
    return shown
