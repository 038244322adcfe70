"""The slot of an evaluation, the evaluator's draft and the employee's own words."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinerja.cycles.models import Period
from kinerja.evaluations.querysets import EvaluationQuerySet
from kinerja.organization.models import Employee, Placement, Unit
from kinerja.plans.models import Plan


class Evaluation(models.Model):
    """One evaluation of one plan: of a period, or of the whole year as its own judgement."""

    class Kind(models.TextChoices):
        PERIODIC = "PERIODIC", "Periodik"
        ANNUAL = "ANNUAL", "Tahunan"

    class State(models.TextChoices):
        OPEN = "OPEN", "Terbuka"
        SELF_SENT = "SELF_SENT", "Evaluasi diri terkirim"
        DECIDED = "DECIDED", "Ditetapkan"
        DELIVERED = "DELIVERED", "Diserahkan"
        RECEIVED = "RECEIVED", "Diterima"
        NOT_RATED = "NOT_RATED", "Tidak dinilai"

    class NotRatedReason(models.TextChoices):
        CUTI = "CUTI", "Cuti panjang"
        TUGAS_BELAJAR = "TUGAS_BELAJAR", "Tugas belajar"
        PENUGASAN = "PENUGASAN", "Penugasan di luar instansi"
        PENSIUN = "PENSIUN", "Pensiun"
        MENINGGAL = "MENINGGAL", "Meninggal dunia"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="evaluations")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="evaluations")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="evaluations")
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    state_since = models.DateTimeField()
    current_version = models.ForeignKey(
        "evaluations.EvaluationVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    not_rated_reason = models.CharField(
        max_length=13, choices=NotRatedReason, default="", blank=True
    )

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        db_table = "evaluation"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "period"], name="evaluation_once_per_period", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(kind="ANNUAL", period=None) | Q(kind="PERIODIC", period__isnull=False),
                name="evaluation_annual_iff_no_period",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["OPEN", "SELF_SENT", "DECIDED", "DELIVERED", "RECEIVED", "NOT_RATED"]
                ),
                name="evaluation_state_known",
            ),
            models.CheckConstraint(
                condition=(Q(state="NOT_RATED") & ~Q(not_rated_reason=""))
                | (~Q(state="NOT_RATED") & Q(not_rated_reason="")),
                name="evaluation_not_rated_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["DECIDED", "DELIVERED", "RECEIVED"])
                | Q(current_version__isnull=False),
                name="evaluation_decided_has_version",
            ),
        ]
        indexes = [
            models.Index(fields=["period", "unit", "state"], name="evaluation_by_unit_and_state"),
            models.Index(fields=["placement", "period"], name="evaluation_by_placement"),
        ]


class EvaluationDraft(models.Model):
    """The evaluator's unfinished judgement: seen by its author alone, deleted at the decision."""

    evaluation = models.OneToOneField(Evaluation, models.CASCADE, primary_key=True)
    author = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    result_rating = models.CharField(max_length=8, default="", blank=True)
    behavior_rating = models.CharField(max_length=8, default="", blank=True)
    #: {"result_reason", "behavior_reason", "recommendation", "marks": {result id: rating}, ...}
    notes = models.JSONField(default=dict)
    lock_no = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "evaluation_draft"
        constraints = [
            models.CheckConstraint(
                condition=Q(result_rating__in=["", "DI_ATAS", "SESUAI", "DI_BAWAH"])
                & Q(behavior_rating__in=["", "DI_ATAS", "SESUAI", "DI_BAWAH"]),
                name="evaluation_draft_ratings_known",
            ),
        ]


class SelfEvaluation(models.Model):
    """The employee's own words: per result what was reached, what hindered, what help is needed."""

    evaluation = models.OneToOneField(
        Evaluation, models.CASCADE, primary_key=True, related_name="self_evaluation"
    )
    content = models.JSONField(default=dict)
    sent_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField()
    lock_no = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "self_evaluation"
