"""Comments: read, hidden with a reason, shown again. Nobody changes their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from kinerja.services.access import may_read_words
from kinerja.services.models import Service
from kinerja.surveys import access
from kinerja.surveys.models import Comment


class HideReasonMissing(Refusal):
    """Nothing is hidden without a reason."""

    code = "survey_comment_reason"
    message = "Tulis mengapa saran ini disembunyikan."


class CommentMoved(WrongState):
    """Somebody else has hidden or shown it meanwhile."""

    code = "survey_comment_moved"
    message = "Keadaan saran ini sudah berubah. Baca keadaan terbarunya, lalu pilih lagi."


@transaction.atomic
def mark_read(*, service: Service, ids: Sequence[str], by: Actor, at: dt.datetime) -> int:
    """Mark new comments of a service as read; returns how many. Raises NotPermitted."""
    _may(by, service)
    fresh = Comment.objects.select_for_update().filter(
        service=service, id__in=list(ids), state=Comment.State.NEW, mixed_on__isnull=False
    )
    count = Comment.objects.filter(id__in=[one.pk for one in fresh]).update(
        state=Comment.State.READ
    )
    if count:
        audit.record(
            "surveys.comments.read",
            subject=service,
            by=by,
            at=at,
            unit=service.unit_id,
            changes={"count": count},
        )
    return count


@transaction.atomic
def hide(*, comment: Comment, reason: str, by: Actor, at: dt.datetime) -> Comment:
    """Take a comment out of the lists. Raises NotPermitted, CommentMoved, HideReasonMissing."""
    locked = _locked(comment, by)
    if locked.state == Comment.State.HIDDEN:
        raise CommentMoved
    if not reason.strip():
        raise HideReasonMissing
    locked.state, locked.hidden_reason = Comment.State.HIDDEN, reason.strip()
    return _kept(locked, "surveys.comment.hidden", by, at)


@transaction.atomic
def show(*, comment: Comment, by: Actor, at: dt.datetime) -> Comment:
    """Put a hidden comment back. Raises NotPermitted, CommentMoved."""
    locked = _locked(comment, by)
    if locked.state != Comment.State.HIDDEN:
        raise CommentMoved
    locked.state, locked.hidden_reason = Comment.State.READ, ""
    return _kept(locked, "surveys.comment.shown", by, at)


def _locked(comment: Comment, by: Actor) -> Comment:
    locked = Comment.objects.select_for_update(of=("self",)).select_related("service")
    found = locked.get(pk=comment.pk)
    _may(by, found.service)
    return found


def _may(by: Actor, service: Service) -> None:
    if not may_read_words(by, service.unit_id):
        raise NotPermitted(access.NOT_YOUR_WORDS)


def _kept(comment: Comment, action: str, by: Actor, at: dt.datetime) -> Comment:
    """Keep the state. The trail names the service, not the comment: words have no moment."""
    comment.save(update_fields=["state", "hidden_reason"])
    service = comment.service
    audit.record(
        action,
        subject=service,
        by=by,
        at=at,
        unit=service.unit_id,
        changes={"month": comment.month.isoformat(), "comment": str(comment.pk)},
    )
    return comment
