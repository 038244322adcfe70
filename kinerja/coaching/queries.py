"""Reading feedback: what others said to me, and what I said to others."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Concat, Trim

from kinerja.coaching.models import Feedback
from kinerja.foundation.actor import Actor

PAGE = 25


class FeedbackRow(NamedTuple):
    """One piece of feedback as lists show it."""

    id: int
    kind: str
    author_role: str
    author_name: str
    employee_name: str
    label: str
    text: str
    given_at: dt.datetime


def received(actor: Actor) -> QuerySet[Feedback]:
    """What others said about my work, newest first."""
    return _newest(Feedback.objects.visible_to(actor).filter(employee_id=actor.employee_key))


def given(actor: Actor) -> QuerySet[Feedback]:
    """What I said about the work of others, newest first."""
    return _newest(Feedback.objects.visible_to(actor).filter(author_id=actor.employee_key))


def rows(found: QuerySet[Feedback], *, number: int) -> list[FeedbackRow]:
    """Return one page of a list, in one statement."""
    named = found.annotate(author_name=_name("author"), employee_name=_name("employee"))
    start = (number - 1) * PAGE
    page = named.values_list(*FeedbackRow._fields)[start : start + PAGE]
    return [FeedbackRow._make(row) for row in page]


def _newest(found: QuerySet[Feedback]) -> QuerySet[Feedback]:
    return found.order_by("-given_at", "-pk")


def _name(who: str) -> Trim:
    return Trim(Concat(f"{who}__title_front", Value(" "), f"{who}__name", output_field=TextField()))
