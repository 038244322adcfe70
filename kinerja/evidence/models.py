"""Realizations per indicator and period; evidence and where it is used."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinerja.accounts.models import User
from kinerja.cycles.models import Period
from kinerja.evidence.querysets import EvidenceQuerySet, RealizationQuerySet, SourceQuerySet
from kinerja.foundation.fields import TypedDecimalField
from kinerja.organization.models import Employee, Unit
from kinerja.plans.models import Indicator, Plan
from kinerja.services.models import Service


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


class IndicatorSource(models.Model):
    """From where an indicator takes its realization by itself: what citizens said, or complaints.

    One at a time; those that ended stay, since what they gave names them.
    """

    class Kind(models.TextChoices):
        INDEX = "INDEX", "Indeks kepuasan masyarakat (IKM)"
        ELEMENT = "ELEMENT", "Nilai satu unsur survei"
        COMPLAINT_SHARE = "COMPLAINT_SHARE", "Aduan yang dijawab tepat waktu (persen)"
        COMPLAINT_DAYS = "COMPLAINT_DAYS", "Lama menjawab aduan (median hari kerja)"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="sources")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=15, choices=Kind)
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="indicator_sources"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    #: code of the element, U1 to U9; "" for the others
    element = models.CharField(max_length=2, default="", blank=True)
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        db_table = "indicator_source"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator"],
                condition=Q(ended_at=None),
                name="indicator_source_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(service=None, unit__isnull=False) | Q(service__isnull=False, unit=None),
                name="indicator_source_service_or_unit",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["INDEX", "ELEMENT"])
                | Q(kind__in=["COMPLAINT_SHARE", "COMPLAINT_DAYS"], service=None),
                name="indicator_source_complaints_of_units",
            ),
            models.CheckConstraint(
                condition=Q(kind="ELEMENT", element__in=[f"U{no}" for no in range(1, 10)])
                | ~Q(kind="ELEMENT") & Q(element=""),
                name="indicator_source_element_iff_element",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("chosen_at")),
                name="indicator_source_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["plan"], name="indicator_source_of_plan")]


class Provenance(models.Model):
    """Where the value of a realization comes from, with how many answers and how sure.

    A frozen one never changes, nor does its value. Without enough answers there is no value.
    """

    realization = models.OneToOneField(Realization, models.PROTECT, related_name="provenance")
    source = models.ForeignKey(IndicatorSource, models.PROTECT, related_name="provenances")
    #: what was measured, as it was called then: "IKM KTP elektronik, Triwulan III 2026"
    label = models.TextField()
    #: the days that were counted; `ends` is the first day after them
    starts = models.DateField()
    ends = models.DateField()
    n = models.PositiveIntegerField()
    #: the ends of the 95 % interval; NULL where it cannot be told
    low = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    high = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    grade = models.CharField(max_length=1, default="", blank=True)
    #: which answers were counted, as `surveys.Basis`; "" for complaints
    basis = models.CharField(max_length=9, default="", blank=True)
    taken_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "provenance"
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="provenance_says_what"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="provenance_of_days"),
            models.CheckConstraint(
                condition=Q(low=None, high=None)
                | Q(low__isnull=False, high__isnull=False, high__gte=F("low")),
                name="provenance_interval_whole",
            ),
        ]
