"""What stands in a version of a plan. Content of a version that is not open never changes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinerja.foundation.fields import TypedDecimalField
from kinerja.organization.models import Employee
from kinerja.plans.models.plan import Plan, PlanVersion


class Result(models.Model):
    """A planned result as an identity: children, evidence and feedback link here."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="results")

    class Meta:
        db_table = "result"


class ResultContent(models.Model):
    """How a version words a result (rencana hasil kerja)."""

    class Kind(models.TextChoices):
        UTAMA = "UTAMA", "Utama"
        TAMBAHAN = "TAMBAHAN", "Tambahan"

    result = models.ForeignKey(Result, models.PROTECT, related_name="contents")
    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="results")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.UTAMA)
    text = models.TextField(default="", blank=True)
    perspective = models.TextField(default="", blank=True)
    assigned_by = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+"
    )
    cascade = models.CharField(max_length=14, default="", blank=True)
    parent_result = models.ForeignKey(
        Result, models.PROTECT, null=True, blank=True, related_name="served_by"
    )
    no_parent_reason = models.TextField(default="", blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "result_content"
        constraints = [
            models.UniqueConstraint(
                fields=["result", "plan_version"], name="result_content_once_per_version"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["UTAMA", "TAMBAHAN"]), name="result_content_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(cascade__in=["", "LANGSUNG", "TIDAK_LANGSUNG", "NON_CASCADING"]),
                name="result_content_cascade_known",
            ),
            models.CheckConstraint(
                condition=Q(parent_result=None) | ~Q(parent_result=models.F("result")),
                name="result_content_not_its_own_parent",
            ),
        ]


class Indicator(models.Model):
    """An indicator as an identity: realizations and evidence link here."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="indicators")

    class Meta:
        db_table = "indicator"


class IndicatorContent(models.Model):
    """How a version words an indicator: one target, as a number, a day or a text."""

    class Aspect(models.TextChoices):
        KUANTITAS = "KUANTITAS", "Kuantitas"
        KUALITAS = "KUALITAS", "Kualitas"
        WAKTU = "WAKTU", "Waktu"
        BIAYA = "BIAYA", "Biaya"

    class Direction(models.TextChoices):
        HIGHER = "HIGHER", "Makin tinggi makin baik"
        LOWER = "LOWER", "Makin rendah makin baik"

    class Accumulation(models.TextChoices):
        TOTAL = "TOTAL", "Dijumlahkan sepanjang tahun"
        LATEST = "LATEST", "Nilai periode terakhir"

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="contents")
    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="indicators")
    aspect = models.CharField(max_length=9, choices=Aspect, default="", blank=True)
    text = models.TextField(default="", blank=True)
    target = TypedDecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    target_date = models.DateField(null=True, blank=True)
    target_text = models.TextField(default="", blank=True)
    unit = models.TextField(default="", blank=True)
    direction = models.CharField(max_length=6, choices=Direction, default=Direction.HIGHER)
    accumulation = models.CharField(max_length=6, choices=Accumulation, default=Accumulation.LATEST)
    baseline = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    #: from where its realization comes by itself, as both agree: "IKM KTP elektronik"; "": typed
    source = models.TextField(default="", db_default="", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "indicator_content"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "plan_version"], name="indicator_content_once_per_version"
            ),
            models.CheckConstraint(
                condition=Q(target=None, target_date=None)
                | Q(target=None, target_text="")
                | Q(target_date=None, target_text=""),
                name="indicator_content_one_target",
            ),
            models.CheckConstraint(
                condition=Q(aspect__in=["", "KUANTITAS", "KUALITAS", "WAKTU", "BIAYA"]),
                name="indicator_content_aspect_known",
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["HIGHER", "LOWER"]),
                name="indicator_content_direction_known",
            ),
            models.CheckConstraint(
                condition=Q(accumulation__in=["TOTAL", "LATEST"]),
                name="indicator_content_accumulation_known",
            ),
        ]


class BehaviorContent(models.Model):
    """What the superior expects of one of the seven BerAKHLAK values."""

    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="behaviors")
    core_value = models.CharField(max_length=22)
    expectation = models.TextField(default="", blank=True)

    class Meta:
        db_table = "behavior_content"
        constraints = [
            models.UniqueConstraint(
                fields=["plan_version", "core_value"], name="behavior_content_once_per_value"
            ),
            models.CheckConstraint(
                condition=Q(
                    core_value__in=[
                        "BERORIENTASI_PELAYANAN",
                        "AKUNTABEL",
                        "KOMPETEN",
                        "HARMONIS",
                        "LOYAL",
                        "ADAPTIF",
                        "KOLABORATIF",
                    ]
                ),
                name="behavior_content_value_known",
            ),
        ]


class AnnexLine(models.Model):
    """One line of the annex: resources, accountability scheme, consequences."""

    class Part(models.TextChoices):
        DUKUNGAN_SUMBER_DAYA = "DUKUNGAN_SUMBER_DAYA", "Dukungan sumber daya"
        SKEMA_PERTANGGUNGJAWABAN = "SKEMA_PERTANGGUNGJAWABAN", "Skema pertanggungjawaban"
        KONSEKUENSI = "KONSEKUENSI", "Konsekuensi"

    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="annex")
    part = models.CharField(max_length=24, choices=Part)
    text = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "annex_line"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    part__in=["DUKUNGAN_SUMBER_DAYA", "SKEMA_PERTANGGUNGJAWABAN", "KONSEKUENSI"]
                ),
                name="annex_line_part_known",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="annex_line_has_text"),
        ]
