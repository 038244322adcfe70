"""Lists of sessions: one's own, and the team of a superior."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from kinerja.dialogue.models import AgendaItem, Agreement, Series, Session
from kinerja.dialogue.queries.session import name_columns
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.organization.models import Placement
from kinerja.organization.models.people import full_name

PAGE = 25
TEAM_PAGE = 50
COMING = ["REQUESTED", "PLANNED"]


class SessionRow(NamedTuple):
    """One session of a list."""

    id: int
    state: str
    kind: str
    starts_at: dt.datetime | None
    minutes: int
    place: str
    employee_id: int
    leader_id: int
    rhythm: str | None
    points: int
    agreed: int
    made_at: dt.datetime
    employee_front: str
    employee_name: str
    employee_back: str
    leader_front: str
    leader_name: str
    leader_back: str
    all_rows: int

    @property
    def ends_at(self) -> dt.datetime | None:
        return self.starts_at and self.starts_at + dt.timedelta(minutes=self.minutes)

    def other_than(self, person_id: int | None) -> str:
        """The name of the other one of both."""
        if person_id == self.employee_id:
            return full_name(self.leader_front, self.leader_name, self.leader_back)
        return full_name(self.employee_front, self.employee_name, self.employee_back)


def _rows(found: QuerySet[Session]) -> QuerySet[Session]:
    points = AgendaItem.objects.filter(session=OuterRef("pk"), removed_at=None)
    agreed = Agreement.objects.filter(session=OuterRef("pk"))
    return found.annotate(
        rhythm=F("series__rhythm"),
        points=_counted(points),
        agreed=_counted(agreed),
        all_rows=Window(Count("pk")),
        **name_columns("employee", "employee"),
        **name_columns("leader", "leader"),
    )


def _counted(found: QuerySet[AgendaItem] | QuerySet[Agreement]) -> Coalesce:
    rows = found.order_by().values("session").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(rows), Value(0), output_field=IntegerField())


def _own(actor: Actor) -> QuerySet[Session]:
    return Session.objects.filter(
        Q(employee_id=actor.employee_key) | Q(leader_id=actor.employee_key)
    )


@read(SessionRow)
def coming_sessions(actor: Actor, after: int, until: int) -> QuerySet[Session]:
    """Return what is still to come, requests first; what nobody has recorded yet stays in sight."""
    rows = _rows(_own(actor).filter(state__in=COMING))
    return _between(rows, [F("starts_at").asc(nulls_first=True), F("id")], after, until)


@read(SessionRow)
def past_sessions(actor: Actor, after: int, until: int) -> QuerySet[Session]:
    """Return what was, the newest first."""
    rows = _rows(_own(actor).exclude(state__in=COMING))
    return _between(rows, [F("starts_at").desc(nulls_last=True), F("id").desc()], after, until)


def _between(
    rows: QuerySet[Session], order: list[object], after: int, until: int
) -> QuerySet[Session]:
    numbered = rows.annotate(row_no=Window(RowNumber(), order_by=order))  # type: ignore[arg-type]
    return numbered.filter(row_no__gt=after, row_no__lte=until).order_by("row_no")


class SeriesRow(NamedTuple):
    """A running series."""

    id: int
    rhythm: str
    employee_id: int
    leader_id: int
    employee_front: str
    employee_name: str
    employee_back: str
    leader_front: str
    leader_name: str
    leader_back: str

    @property
    def employee(self) -> str:
        return full_name(self.employee_front, self.employee_name, self.employee_back)

    @property
    def leader(self) -> str:
        return full_name(self.leader_front, self.leader_name, self.leader_back)


@read(SeriesRow)
def series_of(actor: Actor) -> QuerySet[Series]:
    """Return one's own running series."""
    own = Series.objects.filter(Q(employee_id=actor.employee_key), ended_at=None)
    return own.annotate(**name_columns("employee", "employee"), **name_columns("leader", "leader"))


class MateRow(NamedTuple):
    """One person of the team: the rhythm of the sessions, and what is overdue."""

    id: int
    employee_id: int
    front: str
    name: str
    back: str
    title: str
    last_id: int | None
    last_at: dt.datetime | None
    next_id: int | None
    next_at: dt.datetime | None
    asked_id: int | None
    rhythm: str | None
    open: int
    overdue: int

    @property
    def full_name(self) -> str:
        return full_name(self.front, self.name, self.back)


class Counted(NamedTuple):
    """How many of the team there are, were met this period, and have something overdue."""

    people: int
    met: int
    late: int

    @property
    def not_met(self) -> int:
        return self.people - self.met


def _team(actor: Actor, on: dt.date, since: dt.datetime) -> QuerySet[Any, Any]:
    """The people whom the actor assesses today, and which of them a list of its own is about."""
    posts = {"placement_id": OuterRef("pk")}
    met = Session.objects.filter(**posts, origin_kind="", starts_at__gte=since).real()
    late = Agreement.objects.filter(**posts, state="OPEN", due_on__lt=on)
    team = Placement.objects.filter(id__any=actor.evaluates, held__contains=on)
    return team.annotate(is_met=Exists(met), is_late=Exists(late))


@read(MateRow)
def team_of(
    actor: Actor, on: dt.date, since: dt.datetime, after: int, until: int
) -> QuerySet[Placement]:
    """Return a page of the team by name: the rhythm is shown, nobody is ranked."""
    return _page(_team(actor, on, since), on, after, until)


@read(MateRow)
def team_not_met(
    actor: Actor, on: dt.date, since: dt.datetime, after: int, until: int
) -> QuerySet[Placement]:
    """Return those without a real session since then."""
    return _page(_team(actor, on, since).filter(is_met=False), on, after, until)


@read(MateRow)
def team_late(
    actor: Actor, on: dt.date, since: dt.datetime, after: int, until: int
) -> QuerySet[Placement]:
    """Return those with an agreement that is overdue."""
    return _page(_team(actor, on, since).filter(is_late=True), on, after, until)


def _page(rows: QuerySet[Any, Any], on: dt.date, after: int, until: int) -> QuerySet[Placement]:
    """Choose who is on the page before asking for anybody's sessions."""
    numbered = rows.annotate(row_no=Window(RowNumber(), order_by=[F("employee__name"), F("id")]))
    chosen = numbered.filter(row_no__gt=after, row_no__lte=until)
    return _with_sessions(Placement.objects.filter(pk__in=chosen.values("pk")), on)


def _with_sessions(posts: QuerySet[Placement], on: dt.date) -> QuerySet[Placement]:
    """Real sessions of the position count."""
    sessions = Session.objects.filter(placement_id=OuterRef("pk"), origin_kind="")
    last = sessions.real().order_by("-starts_at")
    coming = sessions.filter(state="PLANNED").order_by("starts_at")
    asked = sessions.filter(state="REQUESTED")
    series = Series.objects.filter(placement_id=OuterRef("pk"), ended_at=None)
    agreements = Agreement.objects.filter(placement_id=OuterRef("pk"), state="OPEN")
    return posts.annotate(
        front=F("employee__title_front"),
        name=F("employee__name"),
        back=F("employee__title_back"),
        last_id=Subquery(last.values("pk")[:1]),
        last_at=Subquery(last.values("starts_at")[:1]),
        next_id=Subquery(coming.values("pk")[:1]),
        next_at=Subquery(coming.values("starts_at")[:1]),
        asked_id=Subquery(asked.values("pk")[:1]),
        rhythm=Subquery(series.values("rhythm")[:1]),
        open=_of_post(agreements),
        overdue=_of_post(agreements.filter(due_on__lt=on)),
    ).order_by("name", "id")


def _of_post(found: QuerySet[Agreement]) -> Coalesce:
    rows = found.order_by().values("placement_id").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(rows), Value(0), output_field=IntegerField())


@read(Counted)
def counted_team(actor: Actor, on: dt.date, since: dt.datetime) -> QuerySet[Any, Any]:
    """Count the team in one row."""
    whole: QuerySet[Any, Any] = (
        _team(actor, on, since)
        .annotate(one=Value(1))
        .order_by()
        .values("one")
        .annotate(
            people=Count("pk"),
            met=Count("pk", filter=Q(is_met=True)),
            late=Count("pk", filter=Q(is_late=True)),
        )
    )
    return whole
