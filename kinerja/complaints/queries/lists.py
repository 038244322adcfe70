"""Complaints one by one, and what the pages about files show."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from kinerja.complaints.models import Complaint, ComplaintImport
from kinerja.foundation.actor import Actor
from kinerja.organization.imports.waiting import SheetLine, latest
from kinerja.organization.models import UnitPeriod

PAGE = 50
#: what comes again within so many days in the same unit is the same trouble
AGAIN = dt.timedelta(days=90)
REPEATS = """
SELECT count(*) FILTER (WHERE received_on >= %(start)s::date AND since <= %(again)s::int),
  count(*) FILTER (WHERE received_on >= %(start)s::date)
FROM (
  SELECT received_on, received_on - lag(received_on)
    OVER (PARTITION BY unit_id, lower(topic) ORDER BY received_on, id) AS since
  FROM complaint
  WHERE unit_id = ANY(%(units)s::bigint[]) AND topic <> ''
    AND received_on >= %(start)s::date - %(again)s::int AND received_on < %(end)s::date
) AS told
"""


class ComplaintLine(NamedTuple):
    """A complaint in the list. Nothing in it says who complained."""

    id: int
    tracking_id: str
    unit_id: int
    category: str
    topic: str
    status: str
    received_on: dt.date
    responded_on: dt.date | None

    @property
    def category_label(self) -> str:
        return Complaint.Category(self.category).label

    @property
    def status_label(self) -> str:
        return Complaint.Status(self.status).label


class Wanted(NamedTuple):
    """What the reader asked for; `end` is the first day after it."""

    start: dt.date
    end: dt.date
    unit_id: int | None = None
    category: str = ""
    status: str = ""


class Repeats(NamedTuple):
    """How many of the complaints with a topic tell of what was told shortly before."""

    repeated: int
    told: int

    @property
    def percent(self) -> int | None:
        return None if self.told == 0 else round(100 * self.repeated / self.told)


def page_of(
    actor: Actor, wanted: Wanted, *, after: tuple[dt.date, int] | None = None
) -> list[ComplaintLine]:
    """Return one page of the complaints that the person sees, newest first, by key."""
    found = _filtered(Complaint.objects.visible_to(actor), wanted)
    if after is not None:
        day, number = after
        before = found.filter(received_on__lt=day)
        found = before | found.filter(received_on=day, pk__lt=number)
    rows = found.order_by("-received_on", "-pk").values_list(*ComplaintLine._fields)
    return [ComplaintLine._make(row) for row in rows[: PAGE + 1]]


def _filtered(found: QuerySet[Complaint], wanted: Wanted) -> QuerySet[Complaint]:
    found = found.filter(received_on__gte=wanted.start, received_on__lt=wanted.end)
    if wanted.unit_id is not None:
        found = found.filter(unit_id=wanted.unit_id)
    if wanted.category:
        found = found.filter(category=wanted.category)
    return found.filter(status=wanted.status) if wanted.status else found


def names_of(units: list[int], on: dt.date) -> dict[int, str]:
    """Return what units are called on a day, else what they were called last."""
    rows = UnitPeriod.objects.filter(unit_id__any=units, valid__startswith__lte=on)
    named = rows.order_by("unit_id", "valid").values_list("unit_id", "name")
    return dict(named)


def repeats_of(units: list[int], start: dt.date, end: dt.date) -> Repeats:
    """Return how often the same topic came again to the same unit within 90 days."""
    values: dict[str, Any] = {"units": units, "start": start, "end": end, "again": AGAIN.days}
    with connection.cursor() as cursor:
        cursor.execute(REPEATS, values)
        return Repeats(*cursor.fetchone())


def latest_imports(actor: Actor) -> list[SheetLine]:
    """Return the newest files that this person uploaded."""
    return latest(ComplaintImport.objects.filter(uploaded_by_id=actor.user_key))


def import_visible_to(actor: Actor, file_id: int) -> ComplaintImport | None:
    """Return a file that this person uploaded, without its rows."""
    found = ComplaintImport.objects.filter(pk=file_id, uploaded_by_id=actor.user_key)
    return found.defer("rows").first()
