"""One guidance: an offer to whoever decides, else what runs and what it reached; format B.1.9."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.audit.operations import record_access
from kinerja.city.queries import current_city
from kinerja.dialogue.models import Session
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.http import ActorRequest
from kinerja.guidance import access
from kinerja.guidance.models import Guidance, StatementAnswers
from kinerja.guidance.queries import rows
from kinerja.guidance.queries.rows import Head, MentorChangeRow
from kinerja.guidance.views.common import STATES, TONES, head_or_404
from kinerja.ui.format import has_url, url
from kinerja.ui.rendering import page
from regulation.follow_up import SOURCE, TEXTS, FollowUp
from regulation.ruling import Reason

SESSION_TONES = {"PLANNED": "sea", "HELD": "bp", "CONFIRMED": "b", "CANCELED": "n", "MISSED": "k"}
COUNSELING = "counseling:refer_whom"
WHY = "evaluations:why"


@require_safe
def guidance(request: ActorRequest, guidance_id: int) -> HttpResponse:
    head = head_or_404(request, guidance_id)
    context = {
        "head": head,
        "state": STATES[head.state],
        "tone": TONES[head.state],
        "me": request.actor.employee_id,
        "may_decide": access.may_decide(request.actor, head),
        "today": clock.today(),
    }
    if head.state in rows.OFFERS:
        # Its reads are not recorded: the employee reads those, and an offer is not his to know.
        return page(request, "guidance/offer.html", {**context, **_offer(request.actor, head)})
    _record(request.actor, head, "bimbingan")
    return page(request, "guidance/guidance.html", {**context, **_running(request.actor, head)})


def _record(actor: Actor, head: Head, purpose: str) -> None:
    """Write who else than the two has read."""
    if not access.is_one_of_both(actor, head):
        subject = ("guidance.guidance", head.id)
        record_access(by=actor, about=head.employee_id, subject=subject, purpose=purpose)


def _offer(actor: Actor, head: Head) -> dict[str, Any]:
    suggested = [FollowUp.BIMBINGAN, *([FollowUp.KONSELING] if head.suggests_counseling else [])]
    return {
        "because": [Reason(SOURCE, TEXTS[one], code=one.value) for one in suggested],
        "counseling": url(COUNSELING) if has_url(COUNSELING) else "",
        "evaluation": _link(WHY, head.evaluation_id),
    }


def _link(name: str, key: int | None) -> str:
    """Return the page of a higher room, where there is one."""
    return url(name, key) if key else ""


def _running(actor: Actor, head: Head) -> dict[str, Any]:
    is_own = access.is_own(actor, head)
    answers = StatementAnswers.objects.visible_to(actor).filter(guidance_id=head.id)
    changes = rows.mentor_changes_of(head.id)
    left = _left(actor, head, changes)
    is_running = head.state == Guidance.State.RUNNING and left is None
    return {
        "left": left,
        "is_own": is_own,
        "is_running": is_running,
        "may_guide": access.may_guide(actor, head) and is_running,
        "sees_sessions": is_own or head.placement_id in actor.evaluates,
        "mentor_changes": [row for row in changes if left is None or row.at <= left],
        "sessions": [
            row
            for row in rows.sessions_of(head.id)
            if left is None or row.leader_id == actor.employee_id
        ],
        "session_states": dict(Session.State.choices),
        "session_tones": SESSION_TONES,
        "competences": rows.competences_of(head.id, left),
        "outcome": dict(Guidance.Outcome.choices).get(head.outcome, ""),
        # Nobody else learns here whether there is an answer: not the mentor either.
        "answers": answers.first(),
        "now": clock.now(),
    }


def _left(actor: Actor, head: Head, changes: list[MentorChangeRow]) -> dt.datetime | None:
    """Return until when somebody guided who may see no more than that; None to all others."""
    if access.sees_all(actor, head):
        return None
    return max(row.at for row in changes if row.former_id == actor.employee_id)


@require_safe
def competences(request: ActorRequest, guidance_id: int) -> HttpResponse:
    """Format B.1.9 for the printer."""
    head = head_or_404(request, guidance_id)
    if head.state in rows.OFFERS:
        raise Http404
    _record(request.actor, head, "format B.1.9")
    left = _left(request.actor, head, rows.mentor_changes_of(head.id))
    context = {
        "head": head,
        "city": current_city(),
        "competences": rows.competences_of(head.id, left),
        "until": clock.local_date(left) if left else head.ends_on,
        "today": clock.today(),
    }
    return page(request, "guidance/competences.html", context)
