"""Sources of indicators: those that there are, and what an employee may choose from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from kinerja.evidence.models import IndicatorSource
from kinerja.foundation.reads import read
from kinerja.organization.models import UnitPeriod
from kinerja.plans.models import IndicatorContent, ResultContent
from kinerja.services.models import Service
from kinerja.surveys.wording import element_name
from kinerja.ui import format as formats
from regulation.plan import Accumulation

Kind = IndicatorSource.Kind
FEW = {
    True: "Belum cukup jawaban (kurang dari 10)",
    False: "Belum cukup aduan (kurang dari 10)",
}
BELOW = "Selang memuat target: belum bisa disebut di bawah target."
ABOVE = "Selang memuat target: belum bisa disebut di atas target."


class SourceRow(NamedTuple):
    """The source that an indicator has now."""

    id: int
    indicator_id: int
    kind: str
    element: str
    service_name: str
    unit_name: str
    chosen_at: dt.datetime

    @property
    def spoken(self) -> str:
        """IKM KTP elektronik; unsur U7 Perilaku Pelaksana, KTP elektronik"""
        return source_words(self.kind, self.element, self.service_name or self.unit_name)


def source_words(kind: str, element: str, name: str) -> str:
    """Name a source as one line."""
    if kind == Kind.ELEMENT:
        return f"unsur {element} {element_name(element)}, {name}"
    return {
        Kind.INDEX.value: f"IKM {name}",
        Kind.COMPLAINT_SHARE.value: f"aduan dijawab tepat waktu, {name}",
        Kind.COMPLAINT_DAYS.value: f"lama menjawab aduan, {name}",
    }[kind]


def unit_name(unit: str, day: dt.date) -> Coalesce:
    """The name of the unit in a column on a day; "" where it is no more."""
    names = UnitPeriod.objects.filter(unit_id=OuterRef(unit), valid__contains=day)
    return Coalesce(Subquery(names.values("name")[:1]), Value(""), output_field=TextField())


@read(SourceRow)
def sources_of(plan_id: int, day: dt.date) -> QuerySet[IndicatorSource]:
    """Return the sources from which the indicators of an agreed plan take their values."""
    return _named(day).filter(standing_indicators(), plan_id=plan_id)


@read(SourceRow)
def source_of(indicator_id: int, day: dt.date) -> QuerySet[IndicatorSource]:
    """Return the source that was chosen for an indicator, in a draft, too."""
    return _named(day).filter(indicator_id=indicator_id)


def _named(day: dt.date) -> QuerySet[IndicatorSource]:
    return (
        IndicatorSource.objects.filter(ended_at=None)
        .annotate(
            service_name=Coalesce(F("service__name"), Value(""), output_field=TextField()),
            unit_name=unit_name("unit_id", day),
        )
        .order_by("id")
    )


class ServiceChoice(NamedTuple):
    """A service that an indicator may name."""

    id: int
    name: str
    unit_id: int


class UnitChoice(NamedTuple):
    """A unit that an indicator may name, with its place in the tree."""

    unit_id: int
    name: str
    path: str


class Choices(NamedTuple):
    """What stands on one line of the tree with the unit of the plan."""

    services: list[ServiceChoice]
    units: list[UnitChoice]

    def name_of(self, *, service_id: int | None, unit_id: int | None) -> str:
        """Return how a service or a unit on offer is called; "" for one that is not."""
        names = [one.name for one in self.services if one.id == service_id]
        names += [one.name for one in self.units if one.unit_id == unit_id]
        return names[0] if names else ""


def choices_for(unit_id: int, day: dt.date) -> Choices:
    """Return the units above and below a unit with itself, and their services: three statements."""
    own = UnitPeriod.objects.on(day).filter(unit_id=unit_id).values_list("path", flat=True).first()
    if own is None:
        return Choices([], [])
    above = [int(one) for one in own.split("/") if one]
    units = _units_in_line(above, own, own[:-1] + "0", day)
    return Choices(_services_of([one.unit_id for one in units]), units)


@read(UnitChoice)
def _units_in_line(
    above: list[int], first_path: str, past_path: str, day: dt.date
) -> QuerySet[UnitPeriod]:
    below = Q(path__gte=first_path, path__lt=past_path)
    in_line = UnitPeriod.objects.filter(below | Q(unit_id__any=above), valid__contains=day)
    return in_line.order_by("path")


@read(ServiceChoice)
def _services_of(units: list[int]) -> QuerySet[Service]:
    open_ones = Service.objects.filter(unit_id__any=units, state=Service.State.OPEN)
    return open_ones.order_by("name", "id")


def standing_indicators() -> Exists:
    """Say whether the agreed version has the indicator of a source, with a target that fits it."""
    results = ResultContent.objects.filter(
        plan_version=OuterRef("plan_version"), result=OuterRef("indicator__result"), deleted_at=None
    )
    agreed = IndicatorContent.objects.filter(
        Exists(results),
        indicator_id=OuterRef("indicator_id"),
        plan_version__plan_id=OuterRef("plan_id"),
        plan_version__state="AGREED",
        target__isnull=False,
        accumulation=Accumulation.LATEST,
    )
    return Exists(agreed)


class Sourced(NamedTuple):
    """What a value that came by itself rests on, as it is shown beside it."""

    label: str
    n: int
    low: Decimal | None
    high: Decimal | None
    basis: str
    is_enough: bool

    @property
    def interval(self) -> str:
        """(79,80–84,10; n = 312); only n where no interval can be told."""
        ends = ""
        if self.low is not None and self.high is not None:
            ends = f"{formats.number(self.low, 2)}–{formats.number(self.high, 2)}; "
        return f"({ends}n = {formats.number(self.n)})"

    @property
    def few(self) -> str:
        return FEW[bool(self.basis)]

    def note(self, value: Decimal | None, target: Decimal | None) -> str:
        """Say where the interval holds the target: nobody can call that below or above it yet."""
        if value is None or target is None or self.low is None or self.high is None:
            return ""
        if value == target or not self.low <= target <= self.high:
            return ""
        return ABOVE if value > target else BELOW
