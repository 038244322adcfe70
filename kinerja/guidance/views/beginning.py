"""Beginning a guidance, choosing who guides, and declining what was offered."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.guidance import access, operations
from kinerja.guidance.forms import BeginForm, DeclineForm, MentorForm, SearchForm
from kinerja.guidance.models import Guidance
from kinerja.guidance.operations.beginning import proposed_end
from kinerja.guidance.operations.common import NOT_DECIDING
from kinerja.guidance.queries import mentors
from kinerja.guidance.views.common import (
    answer,
    get_or_post,
    head_or_404,
    shows,
    stored,
)
from kinerja.organization.models import Employee, Placement
from kinerja.ui.format import url
from kinerja.ui.rendering import page


class _Post:
    """A position as `access` asks about it."""

    def __init__(self, post: Placement) -> None:
        self.employee_id, self.placement_id = post.employee_id, post.pk


def post_or_403(request: ActorRequest, placement_id: int) -> Placement:
    """Return a position to whoever assesses it. Raises Http404, NotPermitted."""
    seen = Placement.objects.visible_to(request.actor).select_related("employee")
    post = get_object_or_404(seen, pk=placement_id)
    if not access.may_decide(request.actor, _Post(post)):
        raise NotPermitted(NOT_DECIDING)
    return post


def _mentor(request: ActorRequest, post: Placement) -> Employee:
    """Return who was chosen; oneself where nobody was. 404 for somebody out of reach."""
    chosen = MentorForm(request.GET)
    number = chosen.cleaned_data["pembimbing"] if chosen.is_valid() else None
    if number is None or number == request.actor.employee_key:
        return Employee.objects.get(pk=request.actor.employee_key)
    if number == post.employee_id or not mentors.is_near(number, post, clock.today()):
        raise Http404
    return get_object_or_404(Employee.objects.all(), pk=number)


@get_or_post
def begin(request: ActorRequest, placement_id: int) -> HttpResponse:
    """Begin by hand, or take up what was offered for the position."""
    post = post_or_403(request, placement_id)
    mentor, on = _mentor(request, post), clock.today()
    form = BeginForm(request.POST or None, initial={"ends_on": proposed_end(on)})
    offered = Guidance.objects.filter(placement=post, state=Guidance.State.OFFERED).first()

    def act(**how: Any) -> str:
        terms = operations.Terms(
            aim=form.cleaned_data["aim"], mentor=mentor, ends_on=form.cleaned_data["ends_on"]
        )
        sessions = form.sessions()
        made = operations.begin(placement=post, terms=terms, sessions=sessions, **how)
        return url("guidance:guidance", made.pk)

    context = {
        "post": post,
        "form": form,
        "mentor": mentor,
        "is_me": mentor.pk == request.actor.employee_id,
        "action": _here(post, mentor),
        "offered": offered,
        "running": _running(request, post),
        "on": on,
    }
    place = url("guidance:guidance_list")
    said = "Bimbingan dimulai. Pegawai dan pembimbing sudah diberi tahu."
    show = shows(request, "guidance/begin.html", context)
    return answer(request, form, act, show, place=place, said=said)


def _running(request: ActorRequest, post: Placement) -> Guidance | None:
    """Return the guidance that already runs, where the person may know of it."""
    seen = Guidance.objects.visible_to(request.actor)
    return seen.filter(employee_id=post.employee_id, state=Guidance.State.RUNNING).first()


def _here(post: Placement, mentor: Employee) -> str:
    return f"{url('guidance:begin', post.pk)}?pembimbing={mentor.pk}"


@require_safe
def choose_mentor(request: ActorRequest, placement_id: int) -> HttpResponse:
    """Find another mentor by name."""
    post = post_or_403(request, placement_id)
    start = url("guidance:begin", post.pk)
    return choice(
        request, post, start=start, here=url("guidance:choose_mentor", post.pk),
        before=("Mulai bimbingan", start),
    )  # fmt: skip


def choice(
    request: ActorRequest,
    post: Placement,
    *,
    start: str,
    here: str,
    before: tuple[str, str],
    now: int | None = None,
) -> HttpResponse:
    """Show who could guide: superiors, and whom the words find. `start` goes on; `now` guides."""
    form = SearchForm(request.GET)
    is_valid = form.is_valid()
    words = form.cleaned_data.get("cari", "").strip() if is_valid else ""
    context = {
        "employee": post.employee.full_name,
        "employee_id": post.employee_id,
        "start": start,
        "here": here,
        "before": before,
        "now": now,
        "form": form,
        "words": words,
        "line": mentors.reach_of(post, clock.today()).line,
        "me": request.actor.employee_id,
        "rows": mentors.found(post, words, clock.today()) if is_valid else [],
    }
    return page(request, "guidance/choose_mentor.html", context, status=200 if is_valid else 422)


@get_or_post
def decline(request: ActorRequest, guidance_id: int) -> HttpResponse:
    """Do not begin what was offered; say why."""
    head = head_or_404(request, guidance_id)
    if not access.may_decide(request.actor, head):
        raise NotPermitted(NOT_DECIDING)
    place = url("guidance:guidance", head.id)
    if request.method != "POST" and head.state != Guidance.State.OFFERED:
        return HttpResponseRedirect(place)
    form = DeclineForm(request.POST or None)

    def act(**how: Any) -> None:
        operations.decline(guidance=stored(head), reason=form.cleaned_data["reason"], **how)

    context = {
        "head": head,
        "form": form,
        "title": "Tidak memulai bimbingan",
        "status": "Keputusan ini milik Anda, dan boleh. Pertimbangannya dicatat.",
        "note": "Terlihat oleh Anda dan pimpinan di atas Anda. Pegawai tidak diberi tahu.",
        "button": "Simpan keputusan",
        "action": url("guidance:decline", head.id),
        "is_danger": False,
    }
    said = "Keputusan Anda tersimpan."
    return answer(
        request, form, act, shows(request, "guidance/step.html", context), place=place, said=said
    )
