"""Asking somebody for feedback."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinerja.coaching.models.feedback import Feedback
from kinerja.coaching.querysets import FeedbackRequestQuerySet
from kinerja.organization.models import Employee
from kinerja.plans.models import Plan


class FeedbackRequest(models.Model):
    """One person asks another what they think of a piece of work."""

    class State(models.TextChoices):
        OPEN = "OPEN", "Menunggu jawaban"
        ANSWERED = "ANSWERED", "Dijawab"
        DECLINED = "DECLINED", "Tidak dijawab"
        WITHDRAWN = "WITHDRAWN", "Ditarik"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="feedback_asked")
    asked = models.ForeignKey(Employee, models.PROTECT, related_name="feedback_wanted")
    subject_kind = models.CharField(max_length=8)
    subject_id = models.BigIntegerField(null=True, blank=True)
    core_value = models.CharField(max_length=22, default="", blank=True)
    label = models.TextField()
    question = models.TextField(default="", blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    state_since = models.DateTimeField()
    answer = models.ForeignKey(Feedback, models.PROTECT, null=True, blank=True, related_name="+")

    objects = FeedbackRequestQuerySet.as_manager()

    class Meta:
        db_table = "feedback_request"
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked=F("employee")), name="feedback_request_to_another"
            ),
            models.CheckConstraint(
                condition=Q(state="ANSWERED", answer__isnull=False)
                | (~Q(state="ANSWERED") & Q(answer=None)),
                name="feedback_request_answered_by_feedback",
            ),
            models.UniqueConstraint(
                fields=["employee", "asked", "subject_kind", "subject_id", "core_value"],
                condition=Q(state="OPEN"),
                nulls_distinct=False,
                name="feedback_request_open_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked"], condition=Q(state="OPEN"), name="feedback_request_waiting"
            ),
        ]
