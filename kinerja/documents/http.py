"""Answering with an issued document. The room of its subject asks first who may have it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from kinerja.documents.models import IssuedDocument


def pdf_response(document: IssuedDocument, filename: str) -> HttpResponse:
    """Show the stored bytes in the browser, under a name to save them by."""
    return pdf_bytes_response(bytes(document.pdf), filename)


def pdf_bytes_response(pdf: bytes, filename: str) -> HttpResponse:
    """Show a preview in the browser: never cached by anyone else."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, filename) or "inline"  # noqa: FBT003
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
