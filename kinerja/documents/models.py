"""What was issued: number, fingerprint and the very bytes. Rows are added, never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinerja.documents.querysets import IssuedDocumentQuerySet

DOCUMENT_SERIAL = "issued_document_serial"


class IssuedDocument(models.Model):
    """One version of one official sheet. Its subject is a row of a higher room, by kind and id."""

    public_id = models.CharField(max_length=16, unique=True)
    kind = models.TextField()
    title = models.TextField()
    number = models.TextField()
    version = models.PositiveIntegerField()
    subject_kind = models.TextField()
    subject_id = models.BigIntegerField()
    #: which version of its subject the sheet prints
    edition = models.PositiveIntegerField()
    content = models.JSONField()
    template_version = models.TextField()
    fingerprint = models.CharField(max_length=24)
    sha256 = models.BinaryField(max_length=32)
    pdf = models.BinaryField()
    issued_at = models.DateTimeField()
    issued_by_id = models.BigIntegerField(null=True)

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        db_table = "issued_document"
        constraints = [
            models.UniqueConstraint(
                fields=["number", "version"], name="issued_document_number_version_once"
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "kind", "version"],
                name="issued_document_version_once",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="issued_document_version_counts_from_one"
            ),
            models.CheckConstraint(
                condition=Q(public_id__regex=r"^[A-Z2-7]{16}$"),
                name="issued_document_public_id_is_base32",
            ),
            models.CheckConstraint(
                condition=Q(fingerprint__regex=r"^([A-Z2-7]{4}-){4}[A-Z2-7]{4}$"),
                name="issued_document_fingerprint_is_base32",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} versi {self.version}"
