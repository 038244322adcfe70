"""Finding issued documents. Who may open one is decided by the room of its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from kinerja.documents import fingerprints

if TYPE_CHECKING:
    from kinerja.documents.models import IssuedDocument


class IssuedDocumentQuerySet(models.QuerySet["IssuedDocument"]):
    def of_subject(self, kind: str, subject_kind: str, subject_id: int) -> IssuedDocumentQuerySet:
        """Keep the versions of one sheet."""
        return self.filter(kind=kind, subject_kind=subject_kind, subject_id=subject_id)

    def newest_first(self) -> IssuedDocumentQuerySet:
        return self.order_by("-version")

    def printed(self, *, number: str, fingerprint: str) -> IssuedDocumentQuerySet:
        """Keep what bears a number and a fingerprint, however they were typed."""
        return self.filter(
            number=number.strip().upper(), fingerprint=fingerprints.grouped(fingerprint)
        )

    def without_bytes(self) -> IssuedDocumentQuerySet:
        return self.defer("pdf", "content")

    def with_standing(self) -> Any:
        """Add `superseded`: a newer version of the same sheet exists."""
        newer = type(self)(self.model).filter(
            kind=models.OuterRef("kind"),
            subject_kind=models.OuterRef("subject_kind"),
            subject_id=models.OuterRef("subject_id"),
            version__gt=models.OuterRef("version"),
        )
        return self.annotate(superseded=models.Exists(newer))
