"""The plan of a person for a time, and its versions."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from kinerja.cycles.models import PerformanceYear
from kinerja.foundation.fields import same
from kinerja.organization.models import Employee, Placement, Unit
from kinerja.plans.querysets import PlanQuerySet, PlanVersionQuerySet

OPEN_STATES = ("DRAFT", "SUBMITTED", "RETURNED")
EDITABLE_STATES = ("DRAFT", "RETURNED")


class Plan(models.Model):
    """What one person undertakes in one position during one stretch of a year.

    Law: PermenPANRB 6/2022 Ps. 5.
    AGREED from the first agreement on, whatever a later version does.
    """

    class State(models.TextChoices):
        DRAFT = "DRAFT", "Draf"
        SUBMITTED = "SUBMITTED", "Diajukan"
        RETURNED = "RETURNED", "Dikembalikan"
        AGREED = "AGREED", "Disepakati"
        CLOSED = "CLOSED", "Ditutup"

    class Model(models.TextChoices):
        JPT = "JPT", "Pejabat Pimpinan Tinggi dan Pimpinan Unit Kerja Mandiri"
        JA_JF = "JA_JF", "Pejabat Administrasi dan Pejabat Fungsional"

    class Approach(models.TextChoices):
        KUANTITATIF = "KUANTITATIF", "Kuantitatif"
        KUALITATIF = "KUALITATIF", "Kualitatif"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="plans")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="plans")
    held = DateRangeField()
    model = models.CharField(max_length=5, choices=Model)
    approach = models.CharField(max_length=11, choices=Approach, default=Approach.KUANTITATIF)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    state_since = models.DateTimeField()

    objects = PlanQuerySet.as_manager()

    class Meta:
        db_table = "plan"
        constraints = [
            ExclusionConstraint(
                name="plan_one_at_a_time_per_employee",
                expressions=[(same("employee"), "&&"), ("held", "&&")],
                violation_error_message="Pegawai ini sudah punya SKP pada sebagian waktu itu.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["DRAFT", "SUBMITTED", "RETURNED", "AGREED", "CLOSED"]),
                name="plan_state_known",
            ),
            models.CheckConstraint(
                condition=Q(model__in=["JPT", "JA_JF"]), name="plan_model_known"
            ),
            models.CheckConstraint(
                condition=Q(approach__in=["KUANTITATIF", "KUALITATIF"]), name="plan_approach_known"
            ),
        ]
        indexes = [models.Index(fields=["year", "unit", "state"], name="plan_by_unit_and_state")]


class PlanVersion(models.Model):
    """One agreed or open wording of a plan. `parties` keeps names and posts as they were signed."""

    class State(models.TextChoices):
        DRAFT = "DRAFT", "Draf"
        SUBMITTED = "SUBMITTED", "Diajukan"
        RETURNED = "RETURNED", "Dikembalikan"
        AGREED = "AGREED", "Disepakati"
        SUPERSEDED = "SUPERSEDED", "Digantikan"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    no = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reason = models.TextField(default="", blank=True)
    submitted_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    return_notes = models.TextField(default="", blank=True)
    agreed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    capacity = models.TextField(default="", blank=True)
    parties = models.JSONField(null=True)
    lock_no = models.PositiveIntegerField(default=0)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        db_table = "plan_version"
        constraints = [
            models.UniqueConstraint(fields=["plan", "no"], name="plan_version_no_once"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=OPEN_STATES),
                name="plan_version_one_open",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="AGREED"), name="plan_version_one_agreed"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*OPEN_STATES, "AGREED", "SUPERSEDED"]),
                name="plan_version_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="DRAFT")
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="plan_version_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="RETURNED")
                | (Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(return_notes="")),
                name="plan_version_returned_with_notes",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["AGREED", "SUPERSEDED"])
                | Q(agreed_at__isnull=False, agreed_by__isnull=False, parties__isnull=False),
                name="plan_version_agreed_by_somebody",
            ),
        ]

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE_STATES
