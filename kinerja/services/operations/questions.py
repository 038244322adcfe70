"""Extra questions: a few beside the nine, which stay as they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.services.models import Question, Service
from kinerja.services.operations.services import taken_open
from kinerja.services.refusals import AnswersNotUsable, QuestionEnded, TooManyQuestions
from regulation.satisfaction import SCORES

MOST = 3


@transaction.atomic
def ask_question(
    *, service: Service, text: str, answers: Sequence[str], by: Actor, at: dt.datetime
) -> Question:
    """Ask one thing more; `answers` are the words of the scores 1 to 4.

    A question is never reworded: its answers would not say what they answered.
    Raises NotPermitted, ServiceClosed, TooManyQuestions, AnswersNotUsable.
    """
    held = taken_open(service.pk, by=by)
    words = [word.strip() for word in answers]
    if len(words) != len(SCORES) or not all(words) or len(set(words)) != len(words):
        raise AnswersNotUsable
    if Question.objects.filter(service=held, ended_on=None).count() >= MOST:
        raise TooManyQuestions
    made = Question.objects.create(
        service=held, text=text.strip(), answers=words, since=clock.local_date(at)
    )
    _record("asked", made, held, by=by, at=at)
    return made


@transaction.atomic
def end_question(*, question: Question, by: Actor, at: dt.datetime) -> Question:
    """Ask it no more; what was answered stays.

    Raises NotPermitted, ServiceClosed, QuestionEnded.
    """
    service = taken_open(question.service_id, by=by)
    held = Question.objects.select_for_update().get(pk=question.pk)
    if held.ended_on is not None:
        raise QuestionEnded
    held.ended_on = max(clock.local_date(at), held.since)
    held.save(update_fields=["ended_on"])
    _record("ended", held, service, by=by, at=at)
    return held


def _record(act: str, question: Question, service: Service, *, by: Actor, at: dt.datetime) -> None:
    audit.record(
        f"services.question.{act}",
        subject=question,
        by=by,
        at=at,
        unit=service.unit_id,
        changes={"service": service.pk},
    )
