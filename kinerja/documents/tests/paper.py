"""Reading PDFs back in tests."""

from __future__ import annotations

import datetime as dt
import io

from pypdf import PdfReader

from kinerja.documents.rendering import Imprint

AT = dt.datetime(2026, 1, 12, 3, 0, tzinfo=dt.UTC)
IMPRINT = Imprint(
    number="SKP-2026-000123",
    version=2,
    fingerprint="ABCD-EFGH-IJKL-MNOP-QRST",
    issued_on="12 Januari 2026",
    url="https://kinerja.example/periksa/ABCDEFGHIJKLMNOP/",
    form_url="kinerja.example/periksa",
)


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """Return the words of each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in reader(pdf).pages]


def words(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def letters(text: str) -> str:
    """Return a text without what a narrow column puts into it: spaces and line ends."""
    return "".join(text.split())
