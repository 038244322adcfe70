"""Opening a year: everybody gets a draft, set-based."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.db import transaction

from kinerja.cycles import operations as cycles
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation import clock, sql
from kinerja.foundation.actor import Actor
from kinerja.foundation.background import enqueue
from kinerja.notifications.quiet import hours_at
from regulation.behavior import CoreValue

OPEN_YEAR = Path(__file__).parents[1] / "sql" / "open_year.sql"


@transaction.atomic
def open_year(*, year: PerformanceYear, by: Actor, at: dt.datetime) -> int:
    """Open a prepared year and give everybody with a definitive placement the draft of a plan.

    Law: PermenPANRB 6/2022 Ps. 5.
    Returns how many drafts were made. Raises NotPermitted, WrongState.
    """
    opened = cycles.open_year(year=year, by=by, at=at)
    return draft_plans(
        year=opened, on=max(clock.local_date(at), dt.date(opened.year, 1, 1)), by=by, at=at
    )


def draft_plans(*, year: PerformanceYear, on: dt.date, by: Actor, at: dt.datetime) -> int:
    """Make the drafts that are missing for the people placed on a day; safe to run again."""
    made = sql.run(
        OPEN_YEAR,
        {
            "year": year.pk,
            "on_day": on,
            "at": at,
            "user_id": by.user_id,
            "employee_id": by.employee_id,
            "capacity": by.capacity,
            "via": by.via,
            "request_id": by.request_id,
            "core_values": [value.value for value in CoreValue],
            "title": f"SKP {year.year} menunggu Anda susun",
            "body": f"Susun bersama atasan, lalu ajukan sebelum {year.plans_due_on:%d-%m-%Y}.",
            "location": "/skp/{id}/susun/",
            **hours_at(at)._asdict(),
        },
    )
    enqueue("notifications.send_mails")
    return int(made[0][0])
