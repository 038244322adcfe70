"""What a unit promises after a survey: what, who, until when, shown by what, to what effect."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinerja.improvements.querysets import ImprovementQuerySet
from kinerja.organization.models import Employee
from kinerja.services.models import Service


class Improvement(models.Model):
    """One line of a rencana tindak lanjut, about one element of a service after one period.

    Law: PermenPANRB 14/2017.
    """

    class State(models.TextChoices):
        PLANNED = "PLANNED", "Direncanakan"
        RUNNING = "RUNNING", "Berjalan"
        DONE = "DONE", "Selesai"
        DROPPED = "DROPPED", "Belum bisa"

    service = models.ForeignKey(Service, models.PROTECT, related_name="improvements")
    #: code of the element, U1 to U9
    element = models.CharField(max_length=2)
    #: the period whose result led to it
    starts = models.DateField()
    months = models.PositiveSmallIntegerField()
    #: what citizens asked for, in a few words for the public page
    asked = models.TextField()
    action = models.TextField()
    responsible = models.ForeignKey(Employee, models.PROTECT, related_name="improvements")
    due_on = models.DateField()
    state = models.CharField(max_length=7, choices=State, default=State.PLANNED)
    #: since when it is done, or why it cannot be
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(default="", blank=True)
    evidence_link = models.TextField(default="", blank=True)
    is_public = models.BooleanField(default=True)
    planned_on = models.DateField()
    lock_no = models.PositiveIntegerField(default=0)

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        db_table = "improvement"
        constraints = [
            models.CheckConstraint(
                condition=Q(element__in=[f"U{no}" for no in range(1, 10)]),
                name="improvement_element_known",
            ),
            models.CheckConstraint(
                condition=Q(months__in=[3, 6, 12]) & Q(starts__day=1),
                name="improvement_of_a_period",
            ),
            models.CheckConstraint(
                condition=~Q(asked="") & ~Q(action=""), name="improvement_says_what"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("planned_on")),
                name="improvement_due_after_planning",
            ),
            models.CheckConstraint(
                condition=Q(state="DONE", done_on__isnull=False)
                | (~Q(state="DONE") & Q(done_on=None)),
                name="improvement_done_on_iff_done",
            ),
            models.CheckConstraint(
                condition=~Q(state="DROPPED") | ~Q(outcome=""), name="improvement_dropped_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["PLANNED", "RUNNING", "DONE", "DROPPED"]),
                name="improvement_state_known",
            ),
        ]
        indexes = [models.Index(fields=["service", "state"], name="improvement_of_service")]
