"""Feedback on a result or a behavior."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinerja.coaching.querysets import FeedbackQuerySet
from kinerja.organization.models import Employee, Placement, Unit
from kinerja.plans.models import Plan


class Feedback(models.Model):
    """What somebody says about a result or a behavior, at any time. Rows are never changed.

    Law: PermenPANRB 6/2022 Ps. 5 (umpan balik berkelanjutan).
    """

    class Kind(models.TextChoices):
        APRESIASI = "APRESIASI", "Apresiasi"
        SARAN = "SARAN", "Saran perbaikan"
        CATATAN = "CATATAN", "Catatan"

    class AuthorRole(models.TextChoices):
        PEJABAT_PENILAI = "PEJABAT_PENILAI", "Pejabat penilai"
        ATASAN_PENILAI = "ATASAN_PENILAI", "Atasan pejabat penilai"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="feedback")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="feedback_received")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    author = models.ForeignKey(Employee, models.PROTECT, related_name="feedback_given")
    author_role = models.CharField(max_length=16, choices=AuthorRole)
    kind = models.CharField(max_length=9, choices=Kind)
    #: "result" with the id of a result, or "behavior" with the code of a core value
    subject_kind = models.CharField(max_length=8)
    result = models.ForeignKey(
        "plans.Result", models.PROTECT, null=True, blank=True, related_name="feedback"
    )
    core_value = models.CharField(max_length=22, default="", blank=True)
    label = models.TextField()
    text = models.TextField()
    given_at = models.DateTimeField()

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        db_table = "feedback"
        constraints = [
            models.CheckConstraint(
                condition=Q(subject_kind="result", result__isnull=False, core_value="")
                | (Q(subject_kind="behavior", result=None) & ~Q(core_value="")),
                name="feedback_about_result_or_behavior",
            ),
            models.CheckConstraint(
                condition=~Q(author=models.F("employee")), name="feedback_not_to_oneself"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="feedback_has_text"),
        ]
        indexes = [
            models.Index(fields=["employee", "-given_at"], name="feedback_received_newest"),
        ]
