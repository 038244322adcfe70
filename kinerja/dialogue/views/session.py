"""The page of one session: agenda, notes, agreements, each one's own note, confirmations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinerja.audit.operations import record_access
from kinerja.dialogue import access
from kinerja.dialogue.forms import AgreeForm, NotesForm, PointForm
from kinerja.dialogue.models import Series, Session
from kinerja.dialogue.models.session import Kind
from kinerja.dialogue.queries import session as queries
from kinerja.dialogue.queries.session import AgreementRow, PointRow, SessionHead
from kinerja.dialogue.subjects import WORDS, place_of
from kinerja.dialogue.views.finding import head_or_404
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import Refusal
from kinerja.ui.format import zone_name
from kinerja.ui.rendering import page

LATELY = dt.timedelta(days=45)
MONTH = dt.timedelta(days=30)
FIRST_NOTES = {"notes": "", "lock_no": 0}


@require_safe
def session(request: ActorRequest, session_id: int) -> HttpResponse:
    return show(request, head_or_404(request, session_id))


def show(
    request: ActorRequest,
    head: SessionHead,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
    block: str | None = None,
    **forms: Any,
) -> HttpResponse:
    """Draw the page; a form that came back with errors stands in the place of the empty one."""
    context = {**context_of(request, head), "refusal": refusal, **forms}
    return page(request, "dialogue/session.html", context, block=block, status=status)


def context_of(request: ActorRequest, head: SessionHead) -> dict[str, Any]:
    """Everything that the page shows: the same statements however much there is."""
    actor, now = request.actor, clock.now()
    if not access.is_one_of_both(actor, head):
        record_access(by=actor, about=head.employee_id, subject=("dialogue.session", head.id))
    before = _before(request, head, now)
    plan_id = before["prepared"].plan_id if before["prepared"] else None
    agenda = _agenda(request, head)
    confirmations = {row.person_id: row.at for row in queries.confirmations_of(head.id)}
    takes_part = access.may_take_part(actor, head)
    return {
        "head": head,
        "today": clock.today(),
        "zone": zone_name(),
        "kind": Kind(head.kind).label,
        "state": Session.State(head.state).label,
        "may_be_held": takes_part and head.state == "PLANNED",
        "rhythm": Series.Rhythm(head.rhythm).label if head.rhythm else "",
        "other": head.employee_name if actor.employee_id != head.employee_id else head.leader_name,
        "takes_part": takes_part,
        "leads": access.may_lead(actor, head),
        "is_due": head.starts_at is not None and clock.local_date(head.starts_at) <= clock.today(),
        "has_begun": head.starts_at is not None and head.starts_at <= now,
        "writes": takes_part and head.state in {"PLANNED", "HELD"} and not confirmations,
        "adds_points": takes_part and head.state in access.COMING,
        "confirmations": confirmations,
        "both": [(head.employee_id, head.employee), (head.leader_id, head.leader)],
        "moves": queries.moves_of(head.id),
        "subject_words": WORDS,
        **agenda,
        "places": _places(agenda["points"], plan_id),
        **_agreements(request, head, now),
        **_private(request, head),
        **before,
        **_forms(head),
    }


def _places(points: list[PointRow], plan_id: int | None) -> dict[int, str]:
    """Where the things of the points are read."""
    found = {
        row.id: place_of(row.subject_kind, row.subject_id, plan_id)
        for row in points
        if row.subject_id is not None
    }
    return {key: place for key, place in found.items() if place}


def _forms(head: SessionHead) -> dict[str, Any]:
    return {
        "point_form": PointForm(),
        "notes_form": NotesForm(initial={"notes": head.notes, "lock_no": head.lock_no}),
        "agree_form": AgreeForm(both=choices_of(head)),
    }


def choices_of(head: SessionHead) -> list[tuple[int, str]]:
    """The two of a session, as choices."""
    return [(head.employee_id, head.employee), (head.leader_id, head.leader)]


def _agenda(request: ActorRequest, head: SessionHead) -> dict[str, Any]:
    rows = queries.points_of(head.id)
    here = [row for row in rows if row.session_id == head.id]
    actor = request.actor
    return {
        "points": here,
        "carried": [row for row in rows if row.session_id != head.id],
        "discussed": sum(row.discussed_at is not None for row in here),
        "removable": {row.id for row in here if _may_remove(request, row, head)},
        "me": actor.employee_id,
    }


def _may_remove(request: ActorRequest, row: PointRow, head: SessionHead) -> bool:
    return row.discussed_at is None and access.may_remove(request.actor, row.author_id, head)


def _agreements(request: ActorRequest, head: SessionHead, now: dt.datetime) -> dict[str, Any]:
    rows = queries.agreements_of(request.actor, head.employee_id, head.id, now - LATELY)
    before: list[AgreementRow] = [row for row in rows if _is_before(row, head)]
    return {
        "agreed": [row for row in rows if row.session_id == head.id],
        "before": before,
    }


def _is_before(row: AgreementRow, head: SessionHead) -> bool:
    """Of another session, and not of a later one."""
    if row.session_id == head.id:
        return False
    return row.session_at is None or head.starts_at is None or row.session_at < head.starts_at


def _private(request: ActorRequest, head: SessionHead) -> dict[str, Any]:
    """One's own note; behind "lihat sebagai" nobody's."""
    if request.actor.real_user_id is not None:
        return {"private_form": None}
    note = queries.private_note_of.one(request.actor, head.id)
    given = {"notes": note.text, "lock_no": note.lock_no} if note else FIRST_NOTES
    return {"private_form": NotesForm(initial=given, prefix="pribadi")}


def _before(request: ActorRequest, head: SessionHead, now: dt.datetime) -> dict[str, Any]:
    actor, before = request.actor, head.starts_at or now
    earlier = queries.earlier_than(actor, head.employee_id, head.id, before)
    prepared = queries.prepared_for.one(actor, head.employee_id, head.placement_id, now - MONTH)
    return {"earlier": earlier, "prepared": prepared}
