"""Answers of nobody in particular: no name, no address, no time finer than half a day."""

from __future__ import annotations

import uuid
from enum import IntFlag
from typing import Any

from django.db import models
from django.db.models import Q

from kinerja.services.models import Counter, Service
from regulation.labels import Labeled
from regulation.satisfaction import AgeBand, Education, Element, HalfDay, Occupation, Sex

ELEMENTS = tuple(element.value.lower() for element in Element)


class Flag(IntFlag):
    """Signals that somebody may want to look at, never a verdict."""

    BURST = 1
    STRAIGHT_LINE = 2
    TOO_FAST = 4
    OFFICE = 8


class Pace(models.IntegerChoices):
    """How long nine answers took; unknown where the page came from the phone's own store."""

    IMPOSSIBLE = 1, "di bawah 8 detik"
    HASTY = 2, "8 sampai 20 detik"
    USUAL = 3, "20 detik sampai 10 menit"
    SLOW = 4, "lebih dari 10 menit"


class Source(models.TextChoices):
    PHONE = "PHONE", "Kode QR"
    KIOSK = "KIOSK", "Layar di loket"
    PAPER = "PAPER", "Kertas"


def _of(model: type[models.Model]) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        model, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )


def _score() -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(null=True)


def _band(length: int) -> models.CharField[str, str]:
    return models.CharField(max_length=length, default="", db_default="")


def _codes(legal: type[Labeled]) -> list[str]:
    return [member.value for member in legal]


def _valid(table: str) -> list[models.BaseConstraint]:
    """What no answer may be, whoever writes it."""
    scored = Q()
    for element in ELEMENTS:
        scored &= Q(**{element: None}) | Q(**{f"{element}__range": (1, 4)})
    something = Q()
    for element in ELEMENTS:
        something |= Q(**{f"{element}__isnull": False})
    bands = (
        Q(half__in=_codes(HalfDay))
        & Q(sex__in=["", *_codes(Sex)])
        & Q(age__in=["", *_codes(AgeBand)])
        & Q(education__in=["", *_codes(Education)])
        & Q(occupation__in=["", *_codes(Occupation)])
        & Q(source__in=Source.values)
        & (Q(pace=None) | Q(pace__in=Pace.values))
        & Q(flags__range=(0, 15))
    )
    return [
        models.CheckConstraint(condition=scored, name=f"{table}_scores_1_to_4"),
        models.CheckConstraint(condition=something, name=f"{table}_says_something"),
        models.CheckConstraint(condition=bands, name=f"{table}_bands_known"),
    ]


class AnswerFields(models.Model):
    """What is kept of an answer, before and after its night.

    Its service and counter are taken from their rows, which nobody may delete: a constraint would
    lock the row of the counter for each answer, and a busy counter would wait for itself.
    """

    service = _of(Service)
    counter = _of(Counter)
    day = models.DateField()
    half = models.CharField(max_length=5)
    u1 = _score()
    u2 = _score()
    u3 = _score()
    u4 = _score()
    u5 = _score()
    u6 = _score()
    u7 = _score()
    u8 = _score()
    u9 = _score()
    #: {id of an extra question: 1..4}
    extras = models.JSONField(null=True)
    sex = _band(1)
    age = _band(8)
    education = _band(3)
    occupation = _band(9)
    source = models.CharField(max_length=5)
    #: came from a network of the city's offices, in office hours
    office_net = models.BooleanField(default=False)
    pace = models.PositiveSmallIntegerField(null=True)
    flags = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True


class InboxAnswer(AnswerFields):
    """An answer until its night; then it is moved in random order under another id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        db_table = "survey_inbox"
        constraints = _valid("survey_inbox")


class Answer(AnswerFields):
    """An answer as it stays: in the partition of its month, never changed again."""

    pk = models.CompositePrimaryKey("day", "id")
    id = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        db_table = "survey_answer"
        constraints = _valid("survey_answer")
        indexes = [models.Index(fields=["service", "day"], name="survey_answer_of_service")]


class UsedKey(models.Model):
    """What keeps one sending from counting twice; kept two days."""

    key = models.UUIDField(primary_key=True)
    day = models.DateField()

    class Meta:
        db_table = "survey_key"


class Comment(models.Model):
    """What somebody wrote about a service in a month; nothing leads to his scores."""

    class State(models.TextChoices):
        NEW = "NEW", "Belum dibaca"
        READ = "READ", "Sudah dibaca"
        HIDDEN = "HIDDEN", "Disembunyikan"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="comments")
    #: the first day of the month
    month = models.DateField()
    text = models.TextField()
    state = models.CharField(max_length=6, choices=State, default=State.NEW)
    #: since when a night has mixed it with the others; NULL on its first day
    mixed_on = models.DateField(null=True)
    #: why a person has hidden it
    hidden_reason = models.TextField(default="", db_default="", blank=True)

    class Meta:
        db_table = "survey_comment"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="survey_comment_has_text"),
            models.CheckConstraint(condition=Q(month__day=1), name="survey_comment_of_a_month"),
            models.CheckConstraint(
                condition=Q(state__in=["NEW", "READ", "HIDDEN"]), name="survey_comment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="HIDDEN") & ~Q(hidden_reason="")
                | ~Q(state="HIDDEN") & Q(hidden_reason=""),
                name="survey_comment_reason_iff_hidden",
            ),
        ]
        indexes = [models.Index(fields=["service", "month"], name="survey_comment_of_service")]
