"""Kotalama in memory: who and what there is, before the database knows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from kinerja.demo.banks import UnitTexts, Wording


@dataclass(slots=True, eq=False)
class DemoUnit:
    """A unit; `office` is the name of the OPD it belongs to."""

    key: str
    type: str
    name: str
    head_title: str
    office: str
    texts: UnitTexts
    parent: DemoUnit | None
    place: str = ""
    supervising: DemoUnit | None = None
    successor: DemoUnit | None = None
    until: dt.date | None = None
    weight: int = 0
    is_opd: bool = False
    id: int = 0
    head: Post | None = None
    acting: Post | None = None
    staff: list[Post] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"{self.parent.path if self.parent else ''}{self.id}/"

    @property
    def above(self) -> DemoUnit | None:
        return self.supervising or self.parent

    @property
    def opd(self) -> DemoUnit:
        """The unit directly below the city to which this one belongs."""
        unit = self
        while not unit.is_opd and unit.parent is not None:
            unit = unit.parent
        return unit


@dataclass(slots=True, eq=False)
class Person:
    """An employee with the account."""

    kind: str
    name: str
    front: str
    back: str
    sex: str
    birth: dt.date | None
    nip: str | None
    rank: str
    rank_since: dt.date | None
    username: str
    email: str
    ability: float = 0.0
    id: int = 0
    user_id: int = 0
    post: Post | None = None

    @property
    def full_name(self) -> str:
        named = f"{self.front} {self.name}".strip()
        return f"{named}, {self.back}" if self.back else named


@dataclass(slots=True, eq=False)
class Post:
    """Who holds what since when. `kind` is DEFINITIF or PLT."""

    person: Person
    unit: DemoUnit
    title: str
    group: str
    since: dt.date
    is_head: bool = False
    kind: str = "DEFINITIF"
    grade: str = ""
    until: dt.date | None = None
    decree: str = ""
    #: somebody new this year: the plan is young too
    is_new: bool = False
    #: what this person's part of the story is, where the demo tells one
    story: str = ""
    index: int = 0
    id: int = 0
    line: Line | None = None

    @property
    def printed_title(self) -> str:
        return f"Plt. {self.title}" if self.kind == "PLT" else self.title


class Line(NamedTuple):
    """Who assesses a post, why, and who stands above the evaluator."""

    evaluator: Post | None
    via: str
    superior: Post | None


@dataclass(slots=True, eq=False)
class StoredLine:
    """A stored exception to the line: this post is assessed by that person."""

    post: Post
    evaluator: Post
    since: dt.date
    reason: str
    document_no: str


@dataclass(slots=True, eq=False)
class City:
    """All units, people and posts of Kotalama."""

    units: list[DemoUnit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    exceptions: list[StoredLine] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Measured:
    """An indicator of a plan."""

    aspect: str
    text: str
    number: Decimal | None
    day: dt.date | None
    words: str
    unit: str
    is_lower: bool
    is_total: bool
    #: from where its realization comes by itself, as the plan names it; "": it is typed
    source: str = ""
    id: int = 0


@dataclass(slots=True, eq=False)
class Planned:
    """A result of a plan."""

    kind: str
    text: str
    perspective: str
    serves: Planned | None
    no_parent_reason: str
    assigned_by: Person | None
    wording: Wording
    measures: list[Measured] = field(default_factory=list)
    id: int = 0
