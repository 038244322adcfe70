"""Complaints as tests need them; used by other rooms' tests, too."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from kinerja.complaints.models import Complaint, ComplaintImport
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


def make_file(user_id: int | None) -> ComplaintImport:
    """A file that waits for a decision of who uploaded it: one row, which is faulty."""
    problem = {"column": "STATUS", "code": "STATUS_UNKNOWN", "message": "Isi.", "warning": False}
    return ComplaintImport.objects.create(
        file_name="aduan.xlsx",
        file_sha256=b"2" * 32,
        uploaded_at=NOON,
        uploaded_by_id=user_id,
        good=0,
        faulty=1,
        headings=["STATUS"],
        faulty_rows=[[2, ["?"], [problem]]],
    )
