"""Units keep their identity; name, place in the tree and kind belong to periods."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from kinerja.foundation.fields import same
from kinerja.organization.querysets import UnitPeriodQuerySet, UnitQuerySet


class UnitType(models.TextChoices):
    PEMKOT = "PEMKOT", "Pemerintah kota"
    SETDA = "SETDA", "Sekretariat daerah"
    SETWAN = "SETWAN", "Sekretariat DPRD"
    INSPEKTORAT = "INSPEKTORAT", "Inspektorat"
    DINAS = "DINAS", "Dinas"
    BADAN = "BADAN", "Badan"
    SATPOLPP = "SATPOLPP", "Satuan Polisi Pamong Praja"
    KECAMATAN = "KECAMATAN", "Kecamatan"
    KELURAHAN = "KELURAHAN", "Kelurahan"
    BAGIAN = "BAGIAN", "Bagian"
    SEKRETARIAT = "SEKRETARIAT", "Sekretariat"
    BIDANG = "BIDANG", "Bidang"
    SUBBAGIAN = "SUBBAGIAN", "Subbagian"
    SEKSI = "SEKSI", "Seksi"
    UPTD = "UPTD", "UPTD"
    SEKOLAH = "SEKOLAH", "Sekolah"
    PUSKESMAS = "PUSKESMAS", "Puskesmas"
    RSUD = "RSUD", "RSUD"
    LAINNYA = "LAINNYA", "Lainnya"


#: units that stand directly below the city and report to the mayor or the Sekda
OPD_TYPES = ("SETDA", "SETWAN", "INSPEKTORAT", "DINAS", "BADAN", "SATPOLPP", "KECAMATAN", "RSUD")


class Unit(models.Model):
    """A unit as an identity; a dissolved one names its successor."""

    siasn_id = models.TextField(null=True, blank=True, unique=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        db_table = "unit"
        constraints = [
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=models.F("id")),
                name="unit_not_its_own_successor",
            ),
        ]


class UnitPeriod(models.Model):
    """What a unit was called and where it stood, and when.

    `path` lists the ids from the root, each ended by a slash: "1/4/17/". C collation, so that a
    prefix uses the index. Cycles are refused by the operations under one advisory lock.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="periods")
    valid = DateRangeField()
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.TextField()
    head_title = models.TextField(default="", blank=True)
    type = models.CharField(max_length=12, choices=UnitType, default=UnitType.LAINNYA)
    is_independent = models.BooleanField(default=False)
    #: "heads of OPD are rated by the Sekda": whose head assesses this unit's head
    supervising_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    path = models.TextField(db_collation="C")

    objects = UnitPeriodQuerySet.as_manager()

    class Meta:
        db_table = "unit_period"
        constraints = [
            ExclusionConstraint(
                name="unit_period_one_at_a_time",
                expressions=[(same("unit"), "&&"), ("valid", "&&")],
                violation_error_message="Unit ini sudah punya data pada sebagian waktu itu.",
            ),
            ExclusionConstraint(
                name="unit_period_one_root",
                expressions=[("valid", RangeOperators.OVERLAPS)],
                condition=Q(parent=None),
                violation_error_message="Hanya satu unit yang boleh menjadi puncak organisasi.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("unit")),
                name="unit_period_not_its_own_parent",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="unit_period_has_name"),
            models.CheckConstraint(
                condition=Q(type__in=UnitType.values), name="unit_period_type_known"
            ),
        ]
        indexes = [
            models.Index(fields=["path"], name="unit_period_path"),
            models.Index(fields=["parent"], name="unit_period_parent"),
        ]

    def __str__(self) -> str:
        return self.name
