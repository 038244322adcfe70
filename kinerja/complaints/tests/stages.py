"""Complaints as tests need them; used by other rooms' tests, too."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from kinerja.complaints.models import Complaint
from kinerja.organization.models import Unit
from tests.factories import NOON

TODAY = NOON.date()
_numbers = itertools.count(1)


def make_complaint(
    unit: Unit,
    received: dt.date = TODAY,
    responded: dt.date | None = None,
    *,
    category: str = "INFORMASI",
    **options: Any,
) -> Complaint:
    """Store one complaint; answered ones are done."""
    options.setdefault("tracking_id", f"LAPOR-{next(_numbers)}")
    options.setdefault("status", "BELUM" if responded is None else "SELESAI")
    options.setdefault("imported_at", NOON)
    return Complaint.objects.create(
        unit=unit, received_on=received, responded_on=responded, category=category, **options
    )
