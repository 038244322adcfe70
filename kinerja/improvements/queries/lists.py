"""Follow-ups as the signed-in pages show them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.improvements.models import Improvement
from kinerja.organization.models import UnitPeriod
from kinerja.organization.models.people import full_name
from kinerja.services.models import Service
from kinerja.surveys.periods import Span

PER_PAGE = 25
State = Improvement.State


class ListRow(NamedTuple):
    """A follow-up in the list, with its place in it."""

    id: int
    service_id: int
    service_name: str
    element: str
    action: str
    state: str
    due_on: dt.date
    done_on: dt.date | None
    front: str
    person: str
    back: str
    total: int
    place: int

    @property
    def who(self) -> str:
        return full_name(self.front, self.person, self.back)

    def is_late(self, today: dt.date) -> bool:
        return self.state in {State.PLANNED, State.RUNNING} and self.due_on < today


class ImprovementRow(NamedTuple):
    """One follow-up with all that its page says."""

    id: int
    service_id: int
    service_name: str
    unit_id: int
    unit_name: str | None
    element: str
    starts: dt.date
    months: int
    asked: str
    action: str
    responsible_id: int
    front: str
    person: str
    back: str
    due_on: dt.date
    state: str
    done_on: dt.date | None
    outcome: str
    evidence_link: str
    is_public: bool
    planned_on: dt.date
    lock_no: int

    @property
    def span(self) -> Span:
        return Span(self.starts, self.months)

    @property
    def who(self) -> str:
        return full_name(self.front, self.person, self.back)

    @property
    def is_live(self) -> bool:
        return self.state in {State.PLANNED, State.RUNNING}


class ServiceRow(NamedTuple):
    """A service for which one may plan."""

    id: int
    name: str
    unit_id: int
    unit_name: str | None


def _listed(rows: QuerySet[Improvement], past: int, until: int) -> QuerySet[Improvement]:
    order = [F("due_on").asc(), F("id").asc()]
    named = rows.annotate(
        service_name=F("service__name"),
        front=F("responsible__title_front"),
        person=F("responsible__name"),
        back=F("responsible__title_back"),
        place=Window(RowNumber(), order_by=order),
        total=Window(Count("id")),
    )
    return named.filter(place__gt=past, place__lte=until).order_by("place")


@read(ListRow)
def improvements_seen(
    actor: Actor, states: list[str], due_before: dt.date, past: int, until: int
) -> QuerySet[Improvement]:
    """Return a page of the follow-ups one sees, by the day on which they are due."""
    rows = Improvement.objects.visible_to(actor).filter(state__any=states, due_on__lt=due_before)
    return _listed(rows, past, until)


@read(ListRow)
def improvements_of(
    actor: Actor, service_id: int, states: list[str], due_before: dt.date, past: int, until: int
) -> QuerySet[Improvement]:
    """Return the same of one service."""
    rows = Improvement.objects.visible_to(actor).filter(
        service_id=service_id, state__any=states, due_on__lt=due_before
    )
    return _listed(rows, past, until)


@read(ImprovementRow)
def improvement_of(actor: Actor, improvement_id: int, day: dt.date) -> QuerySet[Improvement]:
    """Return one follow-up that one sees."""
    rows = Improvement.objects.visible_to(actor).filter(id=improvement_id)
    names = UnitPeriod.objects.filter(unit_id=OuterRef("service__unit_id"), valid__contains=day)
    return rows.annotate(
        service_name=F("service__name"),
        unit_id=F("service__unit_id"),
        unit_name=Subquery(names.values("name")[:1]),
        front=F("responsible__title_front"),
        person=F("responsible__name"),
        back=F("responsible__title_back"),
    )


@read(ServiceRow)
def services_of(units: list[int], day: dt.date) -> QuerySet[Service]:
    """Return the open services of these units, by name."""
    names = UnitPeriod.objects.filter(unit_id=OuterRef("unit_id"), valid__contains=day)
    rows = Service.objects.filter(unit_id__any=units, state=Service.State.OPEN)
    return rows.annotate(unit_name=Subquery(names.values("name")[:1])).order_by("name", "id")


@read(ServiceRow)
def service_seen(actor: Actor, service_id: int, day: dt.date) -> QuerySet[Service]:
    """Return a service that one sees."""
    names = UnitPeriod.objects.filter(unit_id=OuterRef("unit_id"), valid__contains=day)
    rows = Service.objects.visible_to(actor).filter(id=service_id)
    return rows.annotate(unit_name=Subquery(names.values("name")[:1]))
