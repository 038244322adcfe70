"""Windows in which a fixed group answers about one person, and nobody can join who said what."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from kinerja.anonymous.querysets import WindowQuerySet
from kinerja.organization.models import Employee, Placement, Unit

SMALLEST_GROUP = 8
#: all answers of a window are written anew at each answer
LARGEST_GROUP = 200
FEWEST_ANSWERS = 5
SMALLEST_DIFFERENCE = 3


class Window(models.Model):
    """A time in which colleagues and subordinates answer about one person's behavior.

    Its key lies in a file outside the database and is destroyed at sealing. `closes` is the last
    day of answering.
    """

    class State(models.TextChoices):
        OPEN = "OPEN", "Dibuka"
        SEALED = "SEALED", "Ditutup"

    class Ring(models.TextChoices):
        TEAM = "TEAM", "Rekan satu tim dan bawahan langsung"
        OFFICE = "OFFICE", "Semua pegawai perangkat daerah"

    class Outcome(models.TextChoices):
        SHOWN = "SHOWN", "Hasil bisa dibaca"
        TOO_FEW = "TOO_FEW", "Jawaban belum cukup"
        KEY_LOST = "KEY_LOST", "Kunci hilang"

    subject = models.ForeignKey(Employee, models.PROTECT, related_name="feedback_windows")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    ring = models.CharField(max_length=6, choices=Ring)
    group_size = models.PositiveSmallIntegerField()
    opens = models.DateField()
    closes = models.DateField()
    #: name of the key file; "" once it is destroyed
    key_file = models.TextField(default="", blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    outcome = models.CharField(max_length=8, choices=Outcome, default="", blank=True)
    #: codes of the core values that are asked about
    questions = models.JSONField()
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = WindowQuerySet.as_manager()

    class Meta:
        db_table = "feedback_window"
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="feedback_window_lasts"
            ),
            models.CheckConstraint(
                condition=Q(group_size__gte=SMALLEST_GROUP), name="feedback_window_asks_enough"
            ),
            models.CheckConstraint(
                condition=(Q(state="OPEN", outcome="") & ~Q(key_file=""))
                | (Q(state="SEALED", key_file="") & ~Q(outcome="")),
                name="feedback_window_key_while_open",
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(state="OPEN"),
                name="feedback_window_one_open_about_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["unit"], name="feedback_window_unit"),
            models.Index(fields=["placement"], name="feedback_window_placement"),
        ]


class WindowMember(models.Model):
    """One of the fixed group that is asked. Says nothing about who has answered."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="members")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    class Meta:
        db_table = "feedback_window_member"
        constraints = [
            models.UniqueConstraint(
                fields=["window", "employee"], name="feedback_window_member_once"
            ),
        ]


class AnonymousAnswer(models.Model):
    """One answer of nobody in particular.

    While the window is open: a token and a closed box, both useless without the window's key.
    Once sealed: scores and a text in the open, neither with a token nor with each other's author.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    window = models.ForeignKey(Window, models.PROTECT, related_name="answers")
    #: HMAC(key of the window, author | subject | questions); NULL once sealed
    token_hash = models.BinaryField(max_length=32, null=True)
    #: scores and text under the key of the window, always of the same length; NULL once sealed
    box = models.BinaryField(null=True)
    #: the same for all rows of a window: when they were last written anew
    day = models.DateField()
    #: {code of a core value: 1..4}
    scores = models.JSONField(null=True)
    text = models.TextField(default="", blank=True)

    class Meta:
        db_table = "anonymous_answer"
        constraints = [
            models.UniqueConstraint(
                fields=["window", "token_hash"], name="anonymous_answer_once_each"
            ),
            models.CheckConstraint(
                condition=Q(
                    token_hash__isnull=False, box__isnull=False, scores__isnull=True, text=""
                )
                | Q(token_hash=None, box=None, scores__isnull=False),
                name="anonymous_answer_closed_or_nobodys",
            ),
        ]
