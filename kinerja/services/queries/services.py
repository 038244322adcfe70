"""Services: the list of those one sees, and one with its standard."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.organization.models import UnitPeriod
from kinerja.services.models import Code, Counter, Service

PAGE = 50


class ServiceRow(NamedTuple):
    """A service of a list: where it is given, and the code that leads to its first counter."""

    id: int
    name: str
    unit_id: int
    unit_name: str
    places: int
    code: str | None
    served_a_year: int | None
    closed_on: dt.date | None
    all_rows: int


class Standard(NamedTuple):
    """One service with the parts of its standard."""

    id: int
    name: str
    unit_id: int
    unit_name: str
    served_a_year: int | None
    requirements: str
    procedure: str
    duration: str
    fee: str
    product: str
    complaint_handling: str
    urgent_phone: str
    state: str
    opened_on: dt.date
    closed_on: dt.date | None
    lock_no: int


def unit_name(day: Any, unit: str = "unit_id") -> Any:
    """The name of a unit on a day; of one that is no more, the last that it had."""
    names = UnitPeriod.objects.filter(unit_id=OuterRef(unit), valid__startswith__lte=day)
    newest = names.order_by("-valid").values("name")[:1]
    return Coalesce(Subquery(newest), Value(""), output_field=TextField())


def _first_code() -> Subquery:
    codes = Code.objects.filter(
        counter__service_id=OuterRef("pk"),
        counter__closed_on=None,
        retired_on=None,
        valid_on=None,
    )
    return Subquery(codes.order_by("counter__name", "counter_id").values("code")[:1])


def _open_counters() -> Any:
    counters = Counter.objects.filter(service_id=OuterRef("pk"), closed_on=None).order_by()
    counted = counters.values("service_id").annotate(number=Count("*")).values("number")
    return Coalesce(Subquery(counted), 0)


@read(ServiceRow)
def services(
    actor: Actor, day: dt.date, state: str, words: str, start: int, stop: int
) -> QuerySet[Service]:
    """Return a page of the services one sees in a state, by unit; `words` in either name."""
    found = Service.objects.visible_to(actor).annotate(unit_name=unit_name(day))
    named = Q(name__icontains=words) | Q(unit_name__icontains=words)
    order = ["unit_name", "unit_id", "name", "id"]
    rows = found.filter(named, state=state).annotate(
        places=_open_counters(),
        code=_first_code(),
        all_rows=Window(Count("*")),
        row=Window(RowNumber(), order_by=order),
    )
    return rows.filter(row__gt=start, row__lte=stop).order_by("row")


@read(Standard)
def service_of(actor: Actor, service_id: int, day: dt.date) -> QuerySet[Service]:
    """Return a service that the actor may see."""
    seen = Service.objects.visible_to(actor).filter(pk=service_id)
    return seen.annotate(unit_name=unit_name(day))


class PlaceRow(NamedTuple):
    """A counter with its service, as the pages about the counter need it."""

    id: int
    name: str
    is_kiosk: bool
    closed_on: dt.date | None
    service_id: int
    service_name: str
    service_state: str
    urgent_phone: str
    unit_id: int
    unit_name: str
    code: str | None

    @property
    def takes_answers(self) -> bool:
        return (
            self.closed_on is None
            and self.service_state == Service.State.OPEN
            and self.code is not None
        )


def code_in_use() -> Subquery:
    """The code of a counter that its poster shows."""
    codes = Code.objects.filter(counter_id=OuterRef("pk"), retired_on=None, valid_on=None)
    return Subquery(codes.values("code")[:1])


@read(PlaceRow)
def place_of(actor: Actor, counter_id: int, day: dt.date) -> QuerySet[Counter]:
    """Return a counter that the actor may see."""
    return (
        Counter.objects.visible_to(actor)
        .filter(pk=counter_id)
        .annotate(
            service_name=F("service__name"),
            service_state=F("service__state"),
            urgent_phone=F("service__urgent_phone"),
            unit_id=F("service__unit_id"),
            unit_name=unit_name(day, "service__unit_id"),
            code=code_in_use(),
        )
    )
