"""The city's own networks, and the unit that stands for the city."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import QuerySet

from kinerja.foundation import clock
from kinerja.foundation.reads import read
from kinerja.organization.models import UnitPeriod
from kinerja.surveys.models import OfficeNetwork


class NetworkRow(NamedTuple):
    """A network of the offices."""

    id: int
    network: str
    note: str


class RootRow(NamedTuple):
    """The unit at the top."""

    unit_id: int


@read(NetworkRow)
def networks() -> QuerySet[OfficeNetwork]:
    """Return all networks of the offices."""
    return OfficeNetwork.objects.order_by("network", "id")


@read(RootRow)
def roots(day: dt.date) -> QuerySet[UnitPeriod]:
    """Return the unit at the top on a day."""
    return UnitPeriod.objects.filter(parent=None, valid__contains=day)


def root_unit(at: dt.datetime) -> int:
    """Return the id of the unit at the top; 0 where there is none yet."""
    row = roots.one(clock.local_date(at))
    return row.unit_id if row else 0
