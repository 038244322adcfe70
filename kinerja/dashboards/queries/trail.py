"""The trail with names: acts for the auditor, reads for the person they are about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, Subquery

from kinerja.audit.models import AccessEvent, AuditEvent
from kinerja.audit.querysets import AuditQuerySet
from kinerja.dashboards import wording
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.organization.models import Employee
from kinerja.organization.queries.people import people_named

PAGE = 50


class EventRow(NamedTuple):
    """One act as the page shows it."""

    at: dt.datetime
    id: int
    action: str
    via: str
    capacity: str
    user_id: int | None
    subject_kind: str
    subject_id: int | None
    about_employee_id: int | None
    changes: dict[str, Any] | None
    who: str | None
    about: str | None

    @property
    def words(self) -> str:
        return wording.act(self.action)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the reader asked for; empty means everything."""

    who: str = ""
    about: str = ""
    action: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None


def events_for(
    actor: Actor, wanted: Wanted, *, after: tuple[dt.datetime, int] | None = None
) -> list[EventRow]:
    """Return one page of the acts that the actor may read, newest first, by key."""
    found = _filtered(AuditEvent.objects.visible_to(actor), wanted)
    if after is not None:
        found = found.before(at=after[0], event_id=after[1])
    who = Employee.objects.filter(user_id=OuterRef("user_id")).values("name")[:1]
    about = Employee.objects.filter(pk=OuterRef("about_employee_id")).values("name")[:1]
    named = found.annotate(who=Subquery(who), about=Subquery(about))
    rows = named.newest_first().values_list(*EventRow._fields)[: PAGE + 1]
    return [EventRow._make(row) for row in rows]


def _filtered(events: AuditQuerySet, wanted: Wanted) -> AuditQuerySet:
    if wanted.who:
        events = events.filter(user_id__in=people_named(wanted.who).values("user_id"))
    if wanted.about:
        events = events.filter(about_employee_id__in=people_named(wanted.about).values("pk"))
    if wanted.action:
        events = events.filter(action__startswith=wanted.action)
    if wanted.first_day:
        events = events.filter(at__gte=clock.start_of(wanted.first_day))
    if wanted.last_day:
        end = clock.start_of(wanted.last_day + dt.timedelta(days=1))
        events = events.filter(at__lt=end)
    return events


class AccessRow(NamedTuple):
    """One reading of one's own data by somebody else."""

    at: dt.datetime
    id: int
    subject_kind: str
    purpose: str
    who: str | None
    post: str | None


def readings_of(actor: Actor, *, after: tuple[dt.datetime, int] | None = None) -> list[AccessRow]:
    """Return who has read the actor's ratings and evidence. Law: UU 27/2022 Ps. 32."""
    found = AccessEvent.objects.filter(about_employee_id=actor.employee_key)
    if after is not None:
        found = found.filter(pk__lt=after, at__lte=after[0])
    people = Employee.objects.filter(user_id=OuterRef("user_id"))
    named = found.annotate(
        who=Subquery(people.values("name")[:1]),
        post=Subquery(
            people.filter(Q(placements__held__endswith=None)).values("placements__title")[:1]
        ),
    )
    rows = named.newest_first().values_list(*AccessRow._fields)[: PAGE + 1]
    return [AccessRow._make(row) for row in rows]
