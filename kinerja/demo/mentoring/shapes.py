"""Sessions with all that belongs to them, before the database knows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from kinerja.demo.course import Slot
from kinerja.demo.planning import DemoPlan
from kinerja.demo.reaching import Said
from kinerja.demo.shapes import Person, Planned

#: how long a promise or a step may be overdue; beyond that a believable city has done it
LINGERS = dt.timedelta(days=28)


@dataclass(slots=True, eq=False)
class Routine:
    """Sessions that come again."""

    plan: DemoPlan
    leader: Person
    kind: str
    rhythm: str
    first_at: dt.datetime
    minutes: int
    place: str
    made_at: dt.datetime
    id: int = 0


@dataclass(slots=True, eq=False)
class Point:
    """A point of an agenda; `subject` is kind, id and words of what it is about."""

    plan: DemoPlan
    author: Person
    title: str
    added_at: dt.datetime
    talk: Talk | None
    discussed_at: dt.datetime | None = None
    carried_from: Talk | None = None
    about: Planned | Said | None = None
    id: int = 0


@dataclass(slots=True, eq=False)
class Promise:
    """What one of both will do."""

    talk: Talk
    responsible: Person
    text: str
    due: dt.date
    made_at: dt.datetime
    state: str = "OPEN"
    since: dt.datetime | None = None
    outcome: str = ""
    id: int = 0


class Moved(NamedTuple):
    """A session was moved to another time."""

    before: dt.datetime
    by: Person
    at: dt.datetime
    reason: str


@dataclass(slots=True, eq=False)
class Talk:
    """One session; `state` is where it has come to."""

    plan: DemoPlan
    leader: Person
    kind: str
    starts_at: dt.datetime | None
    made_at: dt.datetime
    state: str = "PLANNED"
    minutes: int = 30
    place: str = ""
    reason: str = ""
    notes: str = ""
    #: asked for by the employee, then perhaps planned
    asked_at: dt.datetime | None = None
    held_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    missed_by: Person | None = None
    confirmed: list[tuple[Person, dt.datetime]] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    moves: list[Moved] = field(default_factory=list)
    private: list[tuple[Person, str]] = field(default_factory=list)
    routine: Routine | None = None
    occurrence: int | None = None
    #: the guidance it belongs to
    origin: Guided | None = None
    id: int = 0


class Rated(NamedTuple):
    """A line of format B.1.9."""

    name: str
    value: int
    reason: str
    at: dt.datetime


@dataclass(slots=True, eq=False)
class Guided:
    """One guidance; `state` is where it has come to."""

    plan: DemoPlan
    mentor: Person
    at: dt.datetime
    #: the id of the evaluation comes from its slot, when that is stored
    slot: Slot | None = None
    suggests_counseling: bool = False
    state: str = "OFFERED"
    begun_at: dt.datetime | None = None
    ends: dt.date | None = None
    aim: str = ""
    reason: str = ""
    outcome: str = ""
    result: str = ""
    ended_at: dt.datetime | None = None
    rated: list[Rated] = field(default_factory=list)
    #: the nine values of format B.1.8, with free words
    answers: list[int] = field(default_factory=list)
    words: str = ""
    answered_at: dt.datetime | None = None
    talks: list[Talk] = field(default_factory=list)
    id: int = 0


@dataclass(slots=True, eq=False)
class Step:
    """One action of a development plan."""

    kind: str
    text: str
    evidence: str
    due: dt.date
    hours: int
    made_at: dt.datetime
    state: str = "OPEN"
    since: dt.datetime | None = None
    outcome: str = ""
    #: the feedback it was born from
    origin: Said | None = None
    id: int = 0


@dataclass(slots=True, eq=False)
class Growth:
    """What somebody wants to learn in a year."""

    plan: DemoPlan
    strengths: str
    gaps: str
    aspiration: str
    at: dt.datetime
    steps: list[Step] = field(default_factory=list)
    supported_at: dt.datetime | None = None
    id: int = 0
