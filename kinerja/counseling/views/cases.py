"""Cases: the list, one case, and what either of both does with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from kinerja.audit.acting import run
from kinerja.counseling import access, operations
from kinerja.counseling.forms import CloseForm, MeetingForm
from kinerja.counseling.models import Case, Meeting
from kinerja.counseling.queries import cases as queries
from kinerja.counseling.queries.people import still_counsels
from kinerja.counseling.views.common import (
    case_or_404,
    counseled_or_404,
    get_or_post,
    half_of,
    in_room,
    step,
)
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_safe
@in_room
def case_list(request: ActorRequest) -> HttpResponse:
    """List one's own counseling, and the cases one counsels."""
    actor = request.actor
    rows = queries.cases_of(actor, clock.now())
    own = [row for row in rows if row.employee_id == actor.employee_id]
    context = {
        "own": own,
        "cases": [row for row in rows if row.counselor_id == actor.employee_id],
        "may_ask": access.may_ask(actor) and not any(row.is_running for row in own),
        "is_employee": access.may_ask(actor),
        "is_counselor": access.may_counsel(actor),
        "has_key": access.may_counsel(actor) and operations.own_key(actor) is not None,
    }
    return page(request, "counseling/case_list.html", context)


@require_safe
@in_room
def case(request: ActorRequest, case_id: int) -> HttpResponse:
    """Show a case to one of its two people."""
    return show_case(request, case_or_404(request, case_id))


def show_case(
    request: ActorRequest, found: Case, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """Draw the page of a case."""
    actor = request.actor
    counsels = access.is_counselor(actor, found)
    half = half_of(request) if counsels else None
    key_id, private = half or (None, None)
    is_open = found.state == Case.State.OPEN
    context = {
        "case": found,
        "counsels": counsels,
        "is_open": is_open,
        "is_requested": found.state == Case.State.REQUESTED,
        "is_closed": found.state == Case.State.CLOSED,
        "meetings": queries.meetings_of(actor, found.pk),
        "referrals": queries.referrals_of(found.pk),
        "openings": queries.openings_of(found.pk),
        "notes": queries.notes_of(actor, found.pk, key_id, private) if counsels else [],
        "is_unlocked": half is not None,
        "now": clock.now(),
        "may_leave": is_open
        and not counsels
        and not still_counsels(found.counselor_id, clock.today()),
        "asks_to_tell": _asks_to_tell(found, counsels=counsels),
        "refusal": refusal,
    }
    return page(request, "counseling/case.html", context, status=status)


def _asks_to_tell(found: Case, *, counsels: bool) -> bool:
    """Tell whether this side has not yet said that the evaluator may hear the kind."""
    if found.state != Case.State.CLOSED or found.follow_up == Case.FollowUp.TIDAK_ADA:
        return False
    said = found.counselor_tells_at if counsels else found.employee_tells_at
    return said is None


@require_POST
@in_room
def accept(request: ActorRequest, case_id: int) -> HttpResponse:
    """Take the case."""
    return _act(request, case_id, operations.accept, "Konseling dimulai.")


@require_POST
@in_room
def decline(request: ActorRequest, case_id: int) -> HttpResponse:
    """Say that one cannot take it."""
    return _act(request, case_id, operations.decline, "Permintaan ditolak. Pegawai diberi tahu.")


@require_POST
@in_room
def withdraw(request: ActorRequest, case_id: int) -> HttpResponse:
    """Take the question back."""
    return _act(request, case_id, operations.withdraw, "Permintaan ditarik.")


@require_POST
@in_room
def leave(request: ActorRequest, case_id: int) -> HttpResponse:
    """End a case whose counselor has left."""
    return _act(request, case_id, operations.end_without_counselor, "Konseling diakhiri.")


@require_POST
@in_room
def tell(request: ActorRequest, case_id: int) -> HttpResponse:
    """Agree that the evaluator hears the kind of follow-up."""
    return _act(request, case_id, operations.agree_to_tell, "Persetujuan Anda tersimpan.")


def _act(
    request: ActorRequest, case_id: int, operation: Callable[..., None], said: str
) -> HttpResponse:
    found = case_or_404(request, case_id)

    def show(refusal: Refusal) -> HttpResponse:
        now = case_or_404(request, case_id)
        return show_case(request, now, refusal=refusal, status=409)

    return run(
        request,
        lambda: operation(case=found, by=request.actor, at=clock.now()),
        show,
        place=url("counseling:case", found.pk),
        said=said,
    )


@get_or_post
@in_room
def close(request: ActorRequest, case_id: int) -> HttpResponse:
    """End the case with what follows."""
    found = counseled_or_404(request, case_id)
    form = CloseForm(request.POST if request.method == "POST" else None)
    context = {
        "title": "Tutup konseling",
        "status": "Pegawai melihat tindak lanjutnya. Catatan tetap tersegel.",
        "trail": _trail(found),
        "button": "Tutup konseling",
        "back": url("counseling:case", found.pk),
    }
    if request.method != "POST" or not form.is_valid():
        return step(request, form, context, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    return run(
        request,
        lambda: operations.close(
            case=found,
            follow_up=Case.FollowUp(given["tindak_lanjut"]),
            tell_evaluator=given["beritahu"],
            by=request.actor,
            at=clock.now(),
        ),
        lambda refusal: step(request, form, context, refusal=refusal, status=409),
        place=url("counseling:case", found.pk),
        said="Konseling ditutup.",
    )


@get_or_post
@in_room
def meeting_add(request: ActorRequest, case_id: int) -> HttpResponse:
    """Say when and where both meet."""
    found = counseled_or_404(request, case_id)
    form = MeetingForm(request.POST if request.method == "POST" else None)
    context = {
        "title": "Jadwalkan pertemuan",
        "status": "Pegawai diberi tahu bahwa ada pesan, tanpa menyebut konseling.",
        "trail": _trail(found),
        "button": "Jadwalkan",
        "back": url("counseling:case", found.pk),
    }
    if request.method != "POST" or not form.is_valid():
        return step(request, form, context, status=422 if form.is_bound else 200)
    starts_at: dt.datetime = form.cleaned_data["mulai"]
    return run(
        request,
        lambda: operations.plan_meeting(
            case=found,
            starts_at=starts_at,
            place=form.cleaned_data["tempat"],
            by=request.actor,
            at=clock.now(),
        ),
        lambda refusal: step(request, form, context, refusal=refusal, status=409),
        place=url("counseling:case", found.pk),
        said="Pertemuan dijadwalkan.",
    )


@require_POST
@in_room
def meeting_hold(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Note that a meeting took place."""
    return _end_meeting(request, meeting_id, operations.hold_meeting, "Pertemuan ditandai.")


@require_POST
@in_room
def meeting_cancel(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Note that a meeting does not take place."""
    return _end_meeting(request, meeting_id, operations.cancel_meeting, "Pertemuan dibatalkan.")


def _end_meeting(
    request: ActorRequest, meeting_id: int, operation: Callable[..., None], said: str
) -> HttpResponse:
    seen = Meeting.objects.visible_to(request.actor)
    meeting = get_object_or_404(seen, pk=meeting_id)
    found = case_or_404(request, meeting.case_id)
    if not access.is_counselor(request.actor, found):
        raise NotPermitted("Pertemuan diatur oleh konselor.")
    return run(
        request,
        lambda: operation(meeting=meeting, by=request.actor, at=clock.now()),
        lambda refusal: show_case(request, found, refusal=refusal, status=409),
        place=url("counseling:case", found.pk),
        said=said,
    )


def _trail(found: Case) -> list[tuple[str, str]]:
    return [
        ("Konseling", url("counseling:case_list")),
        (found.employee.full_name, url("counseling:case", found.pk)),
        ("", ""),
    ][:2]
