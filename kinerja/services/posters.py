"""The poster of a counter: a big QR code, the address in words, and what is asked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import segno
from django.conf import settings

from kinerja.city.queries import poster_line
from kinerja.documents import queries as documents
from kinerja.documents import rendering
from kinerja.services.queries.services import PlaceRow

TEMPLATE = Path(__file__).with_name("typst") / "poster.typ"
SIZES = ("a5", "a4")


def draw(row: PlaceRow, *, size: str, at: dt.datetime) -> bytes:
    """Return the poster as PDF. A quarter of the QR code may be dirty or torn."""
    return rendering.render(
        template=TEMPLATE,
        content=content_of(row, size),
        imprint=None,
        at=at,
        logo=documents.logo(),
    )


def content_of(row: PlaceRow, size: str) -> dict[str, Any]:
    """Return what stands on the poster."""
    address = f"{settings.PUBLIC_URL}/s/{row.code}"
    return {
        "size": size,
        "government": documents.letterhead()["government"],
        "unit": row.unit_name,
        "service": row.service_name,
        "counter": row.name,
        "phone": row.urgent_phone,
        "regional": poster_line(),
        "address": address.partition("://")[2].removesuffix(row.code or ""),
        "code": row.code,
        "qr": [list(line) for line in segno.make(address, error="q", micro=False).matrix],
    }
