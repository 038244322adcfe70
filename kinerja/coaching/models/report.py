"""Reporting feedback that hurts; answered, never silently deleted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinerja.coaching.models.feedback import Feedback
from kinerja.coaching.querysets import FeedbackReportQuerySet
from kinerja.organization.models import Employee, Unit


class FeedbackReport(models.Model):
    """A reader says that words go too far; the pengelola answers with a reason."""

    class State(models.TextChoices):
        OPEN = "OPEN", "Menunggu jawaban"
        KEPT = "KEPT", "Tetap ditampilkan"
        COVERED = "COVERED", "Ditutup"

    feedback = models.ForeignKey(Feedback, models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reason = models.TextField()
    reported_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    answer = models.TextField(default="", blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackReportQuerySet.as_manager()

    class Meta:
        db_table = "feedback_report"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="feedback_report_has_reason"),
            models.CheckConstraint(
                condition=Q(state="OPEN", answered_at=None, answered_by=None, answer="")
                | (
                    Q(
                        state__in=["KEPT", "COVERED"],
                        answered_at__isnull=False,
                        answered_by__isnull=False,
                    )
                    & ~Q(answer="")
                ),
                name="feedback_report_answered_with_reason",
            ),
            models.UniqueConstraint(
                fields=["feedback", "reporter"], name="feedback_report_once_each"
            ),
        ]
