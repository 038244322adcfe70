"""Realizations per indicator and period; evidence and where it is used."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinerja.cycles.models import Period
from kinerja.evidence.querysets import EvidenceQuerySet, RealizationQuerySet
from kinerja.foundation.fields import TypedDecimalField
from kinerja.organization.models import Employee
from kinerja.plans.models import Indicator, Plan


class Realization(models.Model):
    """What one indicator reached in one period; each period stores its own value."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="realizations")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="realizations")
    period = models.ForeignKey(Period, models.PROTECT, related_name="realizations")
    value = TypedDecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    value_date = models.DateField(null=True, blank=True)
    value_text = models.TextField(default="", blank=True)
    note = models.TextField(default="", blank=True)
    updated_at = models.DateTimeField()
    lock_no = models.PositiveIntegerField(default=0)

    objects = RealizationQuerySet.as_manager()

    class Meta:
        db_table = "realization"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period"], name="realization_once_per_period"
            ),
            models.CheckConstraint(
                condition=Q(value=None, value_date=None)
                | Q(value=None, value_text="")
                | Q(value_date=None, value_text=""),
                name="realization_one_value",
            ),
        ]
        indexes = [models.Index(fields=["plan", "period"], name="realization_of_plan")]


class RealizationReport(models.Model):
    """The employee has said: the realization of this period is complete."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, models.PROTECT, related_name="reports")
    sent_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)

    class Meta:
        db_table = "realization_report"
        constraints = [
            models.UniqueConstraint(fields=["plan", "period"], name="realization_report_once"),
        ]


class Evidence(models.Model):
    """A file or a link that shows a result. Bytes go only when nothing names them any more."""

    class Kind(models.TextChoices):
        FILE = "FILE", "File"
        LINK = "LINK", "Tautan"

    owner = models.ForeignKey(Employee, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=4, choices=Kind)
    name = models.TextField()
    link = models.TextField(default="", blank=True)
    sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    media_type = models.TextField(default="", blank=True)
    storage_key = models.TextField(default="", blank=True)
    added_at = models.DateTimeField()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        db_table = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="FILE", link="", sha256__isnull=False, size__isnull=False)
                    & ~Q(storage_key="")
                )
                | (Q(kind="LINK", sha256=None, size=None, storage_key="") & ~Q(link="")),
                name="evidence_file_or_link",
            ),
        ]


class EvidenceUse(models.Model):
    """Where evidence is used: an indicator in a period, so far."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="uses")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="evidence_uses")
    subject_kind = models.TextField()
    subject_id = models.BigIntegerField()
    period = models.ForeignKey(Period, models.PROTECT, null=True, blank=True, related_name="+")
    used_at = models.DateTimeField()

    class Meta:
        db_table = "evidence_use"
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "subject_kind", "subject_id", "period"],
                name="evidence_use_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "period"], name="evidence_use_at")
        ]
