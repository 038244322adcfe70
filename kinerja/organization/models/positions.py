"""Who held which post, and when; and the exceptions to who assesses them."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from kinerja.foundation.fields import same
from kinerja.organization.models.people import Employee
from kinerja.organization.models.units import Unit
from kinerja.organization.querysets import PlacementQuerySet


class PlacementKind(models.TextChoices):
    DEFINITIF = "DEFINITIF", "Definitif"
    PLT = "PLT", "Plt"
    PLH = "PLH", "Plh"


class JobGroup(models.TextChoices):
    JPT = "JPT", "Jabatan Pimpinan Tinggi"
    ADMINISTRATOR = "ADMINISTRATOR", "Administrator"
    PENGAWAS = "PENGAWAS", "Pengawas"
    PELAKSANA = "PELAKSANA", "Pelaksana"
    JF = "JF", "Jabatan Fungsional"


class Placement(models.Model):
    """Who held which post, and when. Rows end, they are never deleted."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="placements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    held = DateRangeField()
    kind = models.CharField(max_length=9, choices=PlacementKind, default=PlacementKind.DEFINITIF)
    is_head = models.BooleanField(default=False)
    title = models.TextField()
    job_group = models.CharField(max_length=13, choices=JobGroup)
    grade = models.TextField(default="", blank=True)
    decree_no = models.TextField(default="", blank=True)
    source_import = models.ForeignKey(
        "organization.Import", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        db_table = "placement"
        constraints = [
            ExclusionConstraint(
                name="placement_one_definitive_at_a_time",
                expressions=[(same("employee"), "&&"), ("held", "&&")],
                condition=Q(kind="DEFINITIF"),
                violation_error_message=(
                    "Pegawai ini sudah punya jabatan definitif pada sebagian waktu itu."
                ),
            ),
            *(
                ExclusionConstraint(
                    name=f"placement_one_{kind.lower()}_head",
                    expressions=[(same("unit"), "&&"), ("held", "&&")],
                    condition=Q(is_head=True, kind=kind),
                    violation_error_message="Unit ini sudah punya kepala pada sebagian waktu itu.",
                )
                for kind in ("DEFINITIF", "PLT", "PLH")
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PlacementKind.values), name="placement_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(job_group__in=JobGroup.values), name="placement_job_group_known"
            ),
            models.CheckConstraint(
                condition=Q(held__isempty=False, held__startswith__isnull=False),
                name="placement_held_some_days",
            ),
        ]
        indexes = [
            # who heads a unit is asked for every unit between a person and the evaluator
            models.Index(fields=["unit"], condition=Q(is_head=True), name="placement_heads"),
        ]

    def __str__(self) -> str:
        return self.title


class ReportingLine(models.Model):
    """An exception: this placement is assessed by this person, not by the head of its unit."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="lines")
    evaluator = models.ForeignKey(Employee, models.PROTECT, related_name="lines")
    held = DateRangeField()
    reason = models.TextField()
    document_no = models.TextField(default="", blank=True)

    class Meta:
        db_table = "reporting_line"
        constraints = [
            ExclusionConstraint(
                name="reporting_line_one_at_a_time",
                expressions=[(same("placement"), "&&"), ("held", "&&")],
                violation_error_message="Jabatan ini sudah punya penilai khusus pada waktu itu.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reporting_line_has_reason"),
        ]
