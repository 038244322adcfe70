"""What belongs to a service: its counters with their codes, and its extra questions."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import F, QuerySet

from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.services.models import Code, Counter, Question
from kinerja.services.queries.services import code_in_use


class CounterRow(NamedTuple):
    """A counter of a service, with the code in use."""

    id: int
    name: str
    is_kiosk: bool
    closed_on: dt.date | None
    code: str | None


@read(CounterRow)
def counters_of(actor: Actor, service_id: int) -> QuerySet[Counter]:
    """Return the counters of a service: those that run first."""
    seen = Counter.objects.visible_to(actor).filter(service_id=service_id)
    return seen.annotate(code=code_in_use()).order_by(
        F("closed_on").desc(nulls_first=True), "name", "id"
    )


class OldCode(NamedTuple):
    """A code that is not used any more."""

    counter_id: int
    code: str
    issued_on: dt.date
    retired_on: dt.date


@read(OldCode)
def _old_codes(actor: Actor, service_id: int) -> QuerySet[Code]:
    seen = Code.objects.visible_to(actor).filter(
        counter__service_id=service_id, valid_on=None, retired_on__isnull=False
    )
    return seen.order_by("-retired_on", "code")


def old_codes_of(actor: Actor, service_id: int) -> dict[int, list[OldCode]]:
    """Return the codes that posters may still show, by counter, the newest first."""
    found: dict[int, list[OldCode]] = {}
    for row in _old_codes(actor, service_id):
        found.setdefault(row.counter_id, []).append(row)
    return found


class QuestionRow(NamedTuple):
    """An extra question."""

    id: int
    service_id: int
    text: str
    answers: list[str]
    since: dt.date
    ended_on: dt.date | None


@read(QuestionRow)
def questions_of(actor: Actor, service_id: int) -> QuerySet[Question]:
    """Return the extra questions of a service: those that are asked first."""
    seen = Question.objects.visible_to(actor).filter(service_id=service_id)
    return seen.order_by(F("ended_on").desc(nulls_first=True), "since", "id")


@read(QuestionRow)
def question_of(actor: Actor, question_id: int) -> QuerySet[Question]:
    """Return an extra question that the actor may see."""
    return Question.objects.visible_to(actor).filter(pk=question_id)
