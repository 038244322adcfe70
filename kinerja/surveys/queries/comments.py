"""What people wrote about a service, month by month, in no order of time."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from kinerja.foundation.reads import read
from kinerja.surveys.models import Comment

PER_PAGE = 25


class MonthRow(NamedTuple):
    """A month with comments, and how many of each state."""

    month: dt.date
    fresh: int
    seen: int
    hidden: int

    def of(self, state: str) -> int:
        return {"NEW": self.fresh, "READ": self.seen, "HIDDEN": self.hidden}[state]


class CommentRow(NamedTuple):
    """One comment. Its id is random, so the order of ids tells nothing."""

    id: uuid.UUID
    text: str
    state: str
    hidden_reason: str
    total: int
    place: int


class OneComment(NamedTuple):
    """One comment with its month."""

    id: uuid.UUID
    text: str
    state: str
    hidden_reason: str
    month: dt.date


@read(MonthRow)
def months_of(service_id: int) -> QuerySet[Comment, Any]:
    """Return the months of a service with comments that have had their night, the newest first."""
    return (
        Comment.objects.filter(service_id=service_id, mixed_on__isnull=False)
        .values("month")
        .annotate(
            fresh=Count("id", filter=Q(state="NEW")),
            seen=Count("id", filter=Q(state="READ")),
            hidden=Count("id", filter=Q(state="HIDDEN")),
        )
        .order_by("-month")
    )


@read(CommentRow)
def comments_of(
    service_id: int, month: dt.date, state: str, past: int, until: int
) -> QuerySet[Comment]:
    """Return a page of a month's comments that have had their night."""
    return (
        Comment.objects.filter(
            service_id=service_id, month=month, state=state, mixed_on__isnull=False
        )
        .annotate(place=Window(RowNumber(), order_by="id"), total=Window(Count("id")))
        .filter(place__gt=past, place__lte=until)
        .order_by("place")
    )
