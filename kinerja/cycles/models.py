"""Years, periods, holidays and the parameters that the city may change."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from kinerja.cycles import wording


class Frequency(models.TextChoices):
    BULANAN = "BULANAN", "Bulanan"
    TRIWULANAN = "TRIWULANAN", "Triwulanan"


class PerformanceYear(models.Model):
    """One performance year. Opened by the pengelola, one for each calendar year."""

    class State(models.TextChoices):
        PREPARED = "PREPARED", "Disiapkan"
        OPEN = "OPEN", "Berjalan"
        CLOSED = "CLOSED", "Ditutup"

    year = models.PositiveSmallIntegerField(unique=True)
    frequency = models.CharField(max_length=10, choices=Frequency)
    state = models.CharField(max_length=8, choices=State, default=State.PREPARED)
    held = DateRangeField()
    plans_due_on = models.DateField()
    annual_due_on = models.DateField()
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "performance_year"
        constraints = [
            ExclusionConstraint(
                name="performance_year_one_at_a_time",
                expressions=[("held", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(state="PREPARED", opened_at=None)
                | (Q(state__in=["OPEN", "CLOSED"]) & Q(opened_at__isnull=False)),
                name="performance_year_opened_at_iff_open",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class Period(models.Model):
    """A month or a quarter of a year. Deadlines mark, only closing locks."""

    year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="periods")
    no = models.PositiveSmallIntegerField()
    label = models.TextField()
    held = DateRangeField()
    realization_due_on = models.DateField()
    evaluation_due_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "period"
        constraints = [
            models.UniqueConstraint(fields=["year", "no"], name="period_no_once_per_year"),
            ExclusionConstraint(
                name="period_one_at_a_time", expressions=[("held", RangeOperators.OVERLAPS)]
            ),
            models.CheckConstraint(
                condition=Q(evaluation_due_on__gte=F("realization_due_on")),
                name="period_evaluated_after_realization",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def title(self) -> str:
        """Triwulan III"""
        return wording.title(self.label)

    @property
    def spoken(self) -> str:
        """triwulan III, inside a sentence"""
        return wording.spoken(self.label)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class Holiday(models.Model):
    """A day on which no deadline ends."""

    day = models.DateField(unique=True)
    name = models.TextField()
    source = models.TextField()

    class Meta:
        db_table = "holiday"
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(source=""), name="holiday_named"),
        ]


class PolicyValue(models.Model):
    """A value of a parameter from a day on, with source and reason. Rows are never changed."""

    parameter = models.TextField()
    value = models.JSONField()
    valid_from = models.DateField()
    source = models.TextField()
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "policy_value"
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(reason=""), name="policy_value_has_source_and_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["parameter", "valid_from", "id"], name="policy_value_history")
        ]
