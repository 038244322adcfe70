"""An import and its rows: progress, dry run, faulty sheet and what stood before are read here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Import(models.Model):
    """One spreadsheet, from upload to application."""

    class Subject(models.TextChoices):
        UNITS = "UNITS", "Unit kerja"
        EMPLOYEES = "EMPLOYEES", "Pegawai"

    class State(models.TextChoices):
        UPLOADED = "UPLOADED", "Menunggu dibaca"
        READING = "READING", "Sedang diperiksa"
        CHECKED = "CHECKED", "Selesai diperiksa"
        REFUSED = "REFUSED", "Tidak bisa dibaca"
        APPLYING = "APPLYING", "Sedang diterapkan"
        APPLIED = "APPLIED", "Sudah diterapkan"

    subject = models.CharField(max_length=9, choices=Subject)
    state = models.CharField(max_length=8, choices=State, default=State.UPLOADED)
    file_name = models.TextField()
    file_sha256 = models.BinaryField(max_length=32)
    storage_key = models.TextField(default="", blank=True)
    effective_on = models.DateField()
    end_gone_on = models.DateField(null=True, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by_id = models.BigIntegerField(null=True)
    applied_at = models.DateTimeField(null=True)
    refused_because = models.TextField(default="", blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    warned = models.PositiveIntegerField(default=0)
    headings = models.JSONField(default=list)

    class Meta:
        db_table = "import"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["UPLOADED", "READING", "CHECKED", "REFUSED", "APPLYING", "APPLIED"]
                ),
                name="import_state_known",
            ),
        ]


class ImportRow(models.Model):
    """One line of a spreadsheet as it was judged; `before` is what stood in the database."""

    class Status(models.TextChoices):
        NEW = "NEW", "Baru"
        CHANGED = "CHANGED", "Berubah"
        UNCHANGED = "UNCHANGED", "Tetap"
        FAULTY = "FAULTY", "Perlu diperbaiki"
        GONE = "GONE", "Tidak ada lagi"

    source = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    status = models.CharField(max_length=9, choices=Status)
    key = models.TextField(default="", blank=True)
    cells = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    before = models.JSONField(null=True, blank=True)

    class Meta:
        db_table = "import_row"
        constraints = [
            models.UniqueConstraint(fields=["source", "line", "key"], name="import_row_once"),
        ]
