"""What was agreed: who does what by when, until it is done."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinerja.dialogue.models.session import Session
from kinerja.dialogue.querysets import AgreementQuerySet
from kinerja.organization.models import Employee, Placement, Unit


class Agreement(models.Model):
    """One promise of one of both. It stands on both Beranda until it is done or dropped."""

    class State(models.TextChoices):
        OPEN = "OPEN", "Berjalan"
        DONE = "DONE", "Selesai"
        DROPPED = "DROPPED", "Tidak dilanjutkan"

    session = models.ForeignKey(Session, models.PROTECT, related_name="agreements")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    #: the other one of both at the time; his successor sees the promise by the placement
    leader = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    #: who promised it: one of both
    responsible = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    text = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    state_since = models.DateTimeField()
    #: how it was done, or why it was dropped
    outcome = models.TextField(default="", blank=True)
    ended_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = AgreementQuerySet.as_manager()

    class Meta:
        db_table = "dialogue_agreement"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="dialogue_agreement_has_text"),
            models.CheckConstraint(
                condition=Q(responsible=F("employee")) | Q(responsible=F("leader")),
                name="dialogue_agreement_of_one_of_both",
            ),
            models.CheckConstraint(
                condition=Q(state="OPEN", ended_by=None)
                | (Q(state__in=["DONE", "DROPPED"]) & Q(ended_by__isnull=False)),
                name="dialogue_agreement_ended_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["responsible", "due_on"],
                condition=Q(state="OPEN"),
                name="dialogue_agreement_open",
            ),
            models.Index(fields=["employee", "-made_at"], name="dialogue_agreement_of"),
            models.Index(
                fields=["leader"], condition=Q(state="OPEN"), name="dialogue_agreement_waited"
            ),
            models.Index(
                fields=["placement"], condition=Q(state="OPEN"), name="dialogue_agreement_at_post"
            ),
        ]
