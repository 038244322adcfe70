"""Asking for counseling, and leading somebody of one's team to it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kinerja.audit.acting import run
from kinerja.counseling import access, operations
from kinerja.counseling.forms import AskForm, ReferForm
from kinerja.counseling.queries.people import Counselor, counselors_for, team_of
from kinerja.counseling.views.common import get_or_post, in_room
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.models import Placement
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@get_or_post
@in_room
def ask(request: ActorRequest) -> HttpResponse:
    """Choose a counselor and ask."""
    actor = request.actor
    if not access.may_ask(actor) or actor.employee_id is None:
        raise NotPermitted("Konseling diminta oleh pegawai untuk dirinya sendiri.")
    counselors = counselors_for(actor.employee_id, clock.today())
    form = AskForm(request.POST if request.method == "POST" else None, counselors=counselors)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, form, counselors, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    return run(
        request,
        lambda: operations.ask(
            counselor_id=int(given["konselor"]),
            occasion=given["pemicu"],
            by=actor,
            at=clock.now(),
        ),
        lambda refusal: _ask(request, form, counselors, refusal=refusal, status=409),
        place=url("counseling:case_list"),
        said="Permintaan terkirim ke konselor.",
    )


def _ask(
    request: ActorRequest,
    form: AskForm,
    counselors: list[Counselor],
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "counselors": counselors, "refusal": refusal}
    return page(request, "counseling/ask.html", context, status=status)


@require_safe
@in_room
def refer_whom(request: ActorRequest) -> HttpResponse:
    """Choose somebody of one's team."""
    if not request.actor.is_evaluator:
        raise NotPermitted(access.NOT_YOUR_TEAM)
    context = {"team": team_of(request.actor, clock.today())}
    return page(request, "counseling/refer_whom.html", context)


@get_or_post
@in_room
def refer(request: ActorRequest, placement_id: int) -> HttpResponse:
    """Lead somebody here. Afterwards this page says that it was sent, and nothing ever more."""
    actor = request.actor
    seen = Placement.objects.visible_to(actor).select_related("employee")
    placement = get_object_or_404(seen, pk=placement_id)
    if not access.may_refer(actor, placement.pk) or placement.employee_id == actor.employee_id:
        raise NotPermitted(access.NOT_YOUR_TEAM)
    counselors = [
        one
        for one in counselors_for(placement.employee_id, clock.today())
        if one.id != actor.employee_id
    ]
    form = ReferForm(request.POST if request.method == "POST" else None, counselors=counselors)
    if request.method != "POST" or not form.is_valid():
        return _refer(request, placement, form, counselors, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    return run(
        request,
        lambda: operations.refer(
            placement=placement,
            counselor_id=int(given["konselor"]),
            occasion=given["pemicu"],
            by=actor,
            at=clock.now(),
        ),
        lambda refusal: _refer(request, placement, form, counselors, refusal=refusal, status=409),
        place=url("counseling:refer", placement.pk) + "?terkirim=1",
    )


def _refer(
    request: ActorRequest,
    placement: Placement,
    form: ReferForm,
    counselors: list[Counselor],
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "placement": placement,
        "form": form,
        "counselors": counselors,
        "sent": "terkirim" in request.GET and request.method != "POST",
        "refusal": refusal,
    }
    return page(request, "counseling/refer.html", context, status=status)
