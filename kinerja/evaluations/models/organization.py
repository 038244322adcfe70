"""What an organisation achieved in a period, set by the head one level above."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinerja.cycles.models import PerformanceYear, Period
from kinerja.organization.models import Employee, Unit


class OrganizationRating(models.Model):
    """Capaian kinerja organisasi. Law: SE MenPANRB 3/2023."""

    class Value(models.TextChoices):
        ISTIMEWA = "ISTIMEWA", "Istimewa"
        BAIK = "BAIK", "Baik"
        BUTUH_PERBAIKAN = "BUTUH_PERBAIKAN", "Butuh Perbaikan"
        KURANG = "KURANG", "Kurang"
        SANGAT_KURANG = "SANGAT_KURANG", "Sangat Kurang"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="ratings")
    year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.CharField(max_length=15, choices=Value)
    source = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    lock_no = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "organization_rating"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "period"],
                name="organization_rating_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(
                    value__in=["ISTIMEWA", "BAIK", "BUTUH_PERBAIKAN", "KURANG", "SANGAT_KURANG"]
                ),
                name="organization_rating_known",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="organization_rating_has_source"),
        ]
