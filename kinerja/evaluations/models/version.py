"""Decisions: immutable versions, the lawful table, appended events, the outcome of a year."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinerja.cycles.models import PerformanceYear
from kinerja.evaluations.models.slot import Evaluation
from kinerja.evaluations.querysets import EvaluationVersionQuerySet
from kinerja.organization.models import Employee
from kinerja.plans.models import PlanVersion

RATINGS = ("DI_ATAS", "SESUAI", "DI_BAWAH")
GRADES = ("SANGAT_BAIK", "BAIK", "BUTUH_PERBAIKAN", "KURANG", "SANGAT_KURANG")


class GradeRule(models.Model):
    """A lawful cell: these two ratings give this predikat. Filled by a migration, never changed.

    Law: PermenPANRB 6/2022, Lampiran (kuadran kinerja).
    """

    pk = models.CompositePrimaryKey("rule_set", "result_rating", "behavior_rating", "grade")
    rule_set = models.CharField(max_length=40)
    result_rating = models.CharField(max_length=8)
    behavior_rating = models.CharField(max_length=8)
    grade = models.CharField(max_length=15)

    class Meta:
        db_table = "grade_rule"


class EvaluationVersion(models.Model):
    """One decision. The database refuses a predikat that is not in `grade_rule`, and any change."""

    class Cause(models.TextChoices):
        FIRST = "FIRST", "Penetapan pertama"
        REPLACED = "REPLACED", "Diganti sebelum diserahkan"
        CORRECTION = "CORRECTION", "Koreksi"
        CALIBRATION = "CALIBRATION", "Kalibrasi"
        OBJECTION = "OBJECTION", "Keputusan keberatan"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="versions")
    no = models.PositiveSmallIntegerField()
    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    capacity = models.TextField()
    decided_at = models.DateTimeField()
    result_rating = models.CharField(max_length=8)
    behavior_rating = models.CharField(max_length=8)
    grade = models.CharField(max_length=15)
    rule_set = models.CharField(max_length=40)
    reasons = models.JSONField()
    because = models.JSONField()
    organization_rating = models.CharField(max_length=15, default="", blank=True)
    #: kinerja.evaluations.frozen.Inputs: all that was known at the decision
    inputs = models.JSONField()
    inputs_digest = models.BinaryField(max_length=32)
    cause = models.CharField(max_length=11, choices=Cause)
    cause_reason = models.TextField(default="", blank=True)

    objects = EvaluationVersionQuerySet.as_manager()

    class Meta:
        db_table = "evaluation_version"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "no"], name="evaluation_version_no_once"),
            models.CheckConstraint(
                condition=Q(
                    cause__in=["FIRST", "REPLACED", "CORRECTION", "CALIBRATION", "OBJECTION"]
                ),
                name="evaluation_version_cause_known",
            ),
            models.CheckConstraint(
                condition=Q(cause__in=["FIRST", "REPLACED"]) | ~Q(cause_reason=""),
                name="evaluation_version_change_has_reason",
            ),
        ]


class EvaluationEvent(models.Model):
    """What happened to a decided version. Append-only."""

    class Kind(models.TextChoices):
        DELIVERED = "DELIVERED", "Diserahkan"
        RECEIVED = "RECEIVED", "Diterima"
        RECEIPT_REFUSED = "RECEIPT_REFUSED", "Penerimaan ditolak"
        RECEIVED_ON_PAPER = "RECEIVED_ON_PAPER", "Diterima di atas kertas"
        OBJECTED = "OBJECTED", "Keberatan diajukan"
        WITHDRAWN = "WITHDRAWN", "Keberatan ditarik"
        DECIDED = "DECIDED", "Keberatan diputus"

    version = models.ForeignKey(EvaluationVersion, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=17, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    note = models.TextField(default="", blank=True)

    class Meta:
        db_table = "evaluation_event"
        indexes = [models.Index(fields=["version", "at"], name="evaluation_event_of_version")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "DELIVERED",
                        "RECEIVED",
                        "RECEIPT_REFUSED",
                        "RECEIVED_ON_PAPER",
                        "OBJECTED",
                        "WITHDRAWN",
                        "DECIDED",
                    ]
                ),
                name="evaluation_event_kind_known",
            ),
        ]


class AnnualOutcome(models.Model):
    """The one predikat of a person's year: credit points, TPP and SIASN read only this."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="outcomes")
    year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="outcomes")
    evaluation_version = models.ForeignKey(EvaluationVersion, models.PROTECT, related_name="+")
    chosen_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        db_table = "annual_outcome"
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "year"], name="annual_outcome_one_per_year"
            ),
        ]
