"""Employees: what is true of a person whatever the position."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from kinerja.organization.querysets import EmployeeQuerySet


class Kind(models.TextChoices):
    PNS = "PNS", "PNS"
    PPPK = "PPPK", "PPPK"
    PPPK_PARUH_WAKTU = "PPPK_PARUH_WAKTU", "PPPK paruh waktu"
    PEJABAT_NEGARA = "PEJABAT_NEGARA", "Pejabat negara"


class Employee(models.Model):
    """A person who works for the city. Rows end, they are never deleted."""

    kind = models.CharField(max_length=16, choices=Kind)
    nip = models.CharField(max_length=18, null=True, blank=True, unique=True)
    name = models.TextField()
    title_front = models.TextField(default="", blank=True)
    title_back = models.TextField(default="", blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, default="", blank=True)
    rank = models.TextField(default="", blank=True)
    rank_since = models.DateField(null=True, blank=True)
    email = models.TextField(default="", blank=True)
    ended_on = models.DateField(null=True, blank=True)
    user = models.OneToOneField("accounts.User", models.PROTECT, related_name="employee")

    objects = EmployeeQuerySet.as_manager()

    class Meta:
        db_table = "employee"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="PEJABAT_NEGARA", nip=None)
                | (~Q(kind="PEJABAT_NEGARA") & Q(nip__isnull=False)),
                name="employee_nip_unless_official",
            ),
            models.CheckConstraint(
                condition=Q(nip=None) | Q(nip__regex=r"^[0-9]{18}$"), name="employee_nip_18_digits"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="employee_kind_known"),
            models.CheckConstraint(condition=Q(sex__in=["", "L", "P"]), name="employee_sex_known"),
            models.CheckConstraint(condition=~Q(name=""), name="employee_has_name"),
        ]
        indexes = [GinIndex(SearchVector("name", config="simple"), name="employee_name_words")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with its titles, as it is printed."""
        return full_name(self.title_front, self.name, self.title_back)


def full_name(front: str, name: str, back: str) -> str:
    """dr. Ratna Anggraini, S.E."""
    named = f"{front} {name}".strip()
    return f"{named}, {back}" if back else named
