"""Complaints as SP4N-LAPOR! counts them: class, days, outcome; nothing about who complained.

Law: PermenPANRB 62/2018; UU 25/2009.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kinerja.complaints.querysets import ComplaintQuerySet
from kinerja.organization.imports.waiting import SheetImport
from kinerja.organization.models import Unit
from kinerja.services.models import Service


class Complaint(models.Model):
    """One complaint, by the number under which SP4N-LAPOR! keeps it."""

    class Category(models.TextChoices):
        INFORMASI = "INFORMASI", "Permintaan informasi"
        TIDAK_BERKADAR = "TIDAK_BERKADAR", "Pengaduan tidak berkadar pengawasan"
        BERKADAR = "BERKADAR", "Pengaduan berkadar pengawasan"
        ASPIRASI = "ASPIRASI", "Aspirasi"

    class Status(models.TextChoices):
        BELUM = "BELUM", "Belum ditanggapi"
        PROSES = "PROSES", "Diproses"
        SELESAI = "SELESAI", "Selesai"
        DITUTUP = "DITUTUP", "Ditutup"

    tracking_id = models.TextField(unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="complaints")
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    category = models.CharField(max_length=14, choices=Category)
    topic = models.TextField(default="", blank=True)
    status = models.CharField(max_length=7, choices=Status)
    received_on = models.DateField()
    responded_on = models.DateField(null=True, blank=True)
    is_satisfied = models.BooleanField(null=True, blank=True)
    imported_at = models.DateTimeField()

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        db_table = "complaint"
        constraints = [
            models.CheckConstraint(condition=~Q(tracking_id=""), name="complaint_has_number"),
            models.CheckConstraint(
                condition=Q(category__in=["INFORMASI", "TIDAK_BERKADAR", "BERKADAR", "ASPIRASI"])
                & Q(status__in=["BELUM", "PROSES", "SELESAI", "DITUTUP"]),
                name="complaint_codes_known",
            ),
            models.CheckConstraint(
                condition=Q(responded_on=None) | Q(responded_on__gte=F("received_on")),
                name="complaint_answered_after_it_came",
            ),
            models.CheckConstraint(
                condition=~Q(status="SELESAI") | Q(responded_on__isnull=False),
                name="complaint_done_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "received_on"], name="complaint_of_unit"),
            models.Index(fields=["received_on"], name="complaint_by_day"),
        ]


class ComplaintImport(SheetImport):
    """A spreadsheet of SP4N-LAPOR!; what it says of reporters was never read."""

    EMPTY: ClassVar = {**SheetImport.EMPTY, "units": {}}

    #: units as the file writes them that were not found: {name: id of the unit chosen, or null}
    units = models.JSONField(default=dict)

    class Meta:
        db_table = "complaint_import"
        constraints = SheetImport.rules("complaint_import")
