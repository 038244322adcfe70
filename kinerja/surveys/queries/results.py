"""Results of services and units as the signed-in pages list them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import Read, read
from kinerja.organization.models import UnitPeriod
from kinerja.services.models import Service
from kinerja.surveys.models import Basis, Index
from kinerja.surveys.privacy import FEWEST_PUBLIC
from kinerja.surveys.queries.figures import Figure, figure_of

PER_PAGE = 50
if TYPE_CHECKING:
    #: a read of the indices of one thing: its id, the length of a period, the last day of a start
    IndicesOf = Read[[int, int, dt.date], "IndexRow"]
#: what a joined index shows in a list, if it is not closed
SHOWN = ("index", "low", "high", "grade")


class UnitRow(NamedTuple):
    """A unit with its index and that of the period before."""

    unit_id: int
    name: str
    path: str
    answers: int | None
    index: Decimal | None  # type: ignore[assignment]  # no tuple asks for places
    low: Decimal | None
    high: Decimal | None
    grade: str | None
    before_answers: int | None
    before_index: Decimal | None
    before_low: Decimal | None
    before_high: Decimal | None


class ServiceRow(NamedTuple):
    """A service with its index and that of the period before; its place in the list."""

    id: int
    name: str
    unit_id: int
    unit_name: str
    served_a_year: int | None
    state: str
    answers: int | None
    index: Decimal | None  # type: ignore[assignment]
    low: Decimal | None
    high: Decimal | None
    grade: str | None
    before_answers: int | None
    before_index: Decimal | None
    before_low: Decimal | None
    before_high: Decimal | None
    total: int
    place: int


class ServiceHead(NamedTuple):
    """One service: what its pages say above everything else."""

    id: int
    name: str
    unit_id: int
    unit_name: str | None
    served_a_year: int | None
    state: str


class UnitHead(NamedTuple):
    """One unit with its place in the tree."""

    unit_id: int
    name: str
    path: str


class IndexRow(NamedTuple):
    """An index on one basis; the last columns are those of `figures.COLUMNS`, in their order."""

    basis: str
    is_closed: bool
    answers: int
    index: Decimal | None  # type: ignore[assignment]
    low: Decimal | None
    high: Decimal | None
    grade: str
    design_effect: float | None
    elements: list[dict[str, Any]]
    starts: dt.date
    months: int
    computed_on: dt.date
    counter_days: int

    @property
    def figure(self) -> Figure:
        return figure_of(self[2:])


class QuarterRow(NamedTuple):
    """A quarter with answers."""

    starts: dt.date


@read(UnitRow)
def units_with_results(
    actor: Actor, day: dt.date, starts: dt.date, before: dt.date, months: int
) -> QuerySet[UnitPeriod]:
    """Return the units one sees that ever had an index, those above first."""
    rows = (
        UnitPeriod.objects.filter(_scope(actor, "unit_id"), valid__contains=day)
        .filter(Exists(Index.objects.filter(unit_id=OuterRef("unit_id"))))
        .order_by("path")
    )
    return _with_indices(rows, "unit__satisfaction", starts, before, months)


@read(ServiceRow)
def services_with_results(
    actor: Actor,
    day: dt.date,
    starts: dt.date,
    before: dt.date,
    months: int,
    first_path: str,
    past_path: str,
    past: int,
    until: int,
) -> QuerySet[Service]:
    """Return the services one sees below a place of the tree, the worst first.

    Those without enough answers come last. `past` and `until` are places in the whole list.
    """
    visible: QuerySet[Any] = Service.objects.visible_to(actor).filter(
        unit__periods__valid__contains=day,
        unit__periods__path__gte=first_path,
        unit__periods__path__lt=past_path,
    )
    rows = _with_indices(visible, "indices", starts, before, months).filter(
        Q(state=Service.State.OPEN) | Q(answers__gt=0)
    )
    told: Any = Case(
        When(answers__gte=FEWEST_PUBLIC, then=F("index")),
        output_field=DecimalField(max_digits=5, decimal_places=2),
    )
    order = [told.asc(nulls_last=True), F("name").asc(), F("id").asc()]
    listed: QuerySet[Service] = (
        rows.annotate(
            unit_name=F("unit__periods__name"),
            place=Window(RowNumber(), order_by=order),
            total=Window(Count("id")),
        )
        .filter(place__gt=past, place__lte=until)
        .order_by("place")
    )
    return listed


@read(ServiceHead)
def service_head(actor: Actor, service_id: int, day: dt.date) -> QuerySet[Service]:
    """Return a service that one sees."""
    return Service.objects.visible_to(actor).filter(id=service_id).annotate(unit_name=_name(day))


@read(UnitHead)
def unit_head(actor: Actor, unit_id: int, day: dt.date) -> QuerySet[UnitPeriod]:
    """Return a unit that one sees."""
    return UnitPeriod.objects.filter(_scope(actor, "unit_id"), unit_id=unit_id, valid__contains=day)


@read(IndexRow)
def indices_of_service(service_id: int, months: int, until: dt.date) -> QuerySet[Index]:
    """Return all indices of a service of this length up to a day, on every basis, oldest first."""
    return Index.objects.filter(service_id=service_id, months=months, starts__lte=until).order_by(
        "starts", "basis"
    )


@read(IndexRow)
def indices_of_unit(unit_id: int, months: int, until: dt.date) -> QuerySet[Index]:
    """Return all indices of a unit with all below it, likewise."""
    return Index.objects.filter(unit_id=unit_id, months=months, starts__lte=until).order_by(
        "starts", "basis"
    )


@read(QuarterRow)
def last_quarters() -> QuerySet[Index, Any]:
    """Return the two last quarters in which anybody answered."""
    quarters = Index.objects.filter(months=3, basis=Basis.RULED)
    return quarters.order_by("-starts").distinct().values("starts")[:2]


def _scope(actor: Actor, column: str) -> Q:
    """The units of every kind of scope that sees results; as `Service.visible_to`."""
    return (
        Q(**{f"{column}__any": actor.units_surveyed})
        | Q(**{f"{column}__any": actor.units_headed})
        | Q(**{f"{column}__any": actor.units_managed})
        | Q(**{f"{column}__any": actor.units_audited})
    )


def _with_indices(
    rows: QuerySet[Any], relation: str, starts: dt.date, before: dt.date, months: int
) -> QuerySet[Any]:
    """Join the official index of a period and of the one before."""

    def of(first: dt.date) -> FilteredRelation:
        wanted = {"starts": first, "months": months, "basis": Basis.RULED.value}
        condition = Q(**{f"{relation}__{name}": value for name, value in wanted.items()})
        return FilteredRelation(relation, condition=condition)

    def open_only(joined: str, name: str) -> Case:
        return Case(When(**{f"{joined}__is_closed": False, "then": F(f"{joined}__{name}")}))

    found: QuerySet[Any] = rows.annotate(now=of(starts), earlier=of(before)).annotate(
        answers=F("now__answers"),
        before_answers=F("earlier__answers"),
        **{name: open_only("now", name) for name in SHOWN},
        **{f"before_{name}": open_only("earlier", name) for name in SHOWN[:-1]},
    )
    return found


def _name(day: dt.date) -> Subquery:
    names = UnitPeriod.objects.filter(unit_id=OuterRef("unit_id"), valid__contains=day)
    return Subquery(names.values("name")[:1])
