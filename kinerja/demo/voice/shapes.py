"""What citizens meet and say, before the database knows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kinerja.demo.shapes import DemoUnit, Person
from kinerja.surveys.periods import Span


@dataclass(slots=True, eq=False)
class DemoCounter:
    """A counter with the code in use."""

    service: DemoService
    name: str
    is_kiosk: bool
    code: str
    id: int = 0


@dataclass(slots=True, eq=False)
class DemoService:
    """A public service; `texts` is its entry in texts/layanan.toml."""

    key: str
    unit: DemoUnit
    name: str
    texts: dict[str, Any]
    is_first: bool
    counters: list[DemoCounter] = field(default_factory=list)
    id: int = 0


class Pool(NamedTuple):
    """What the people served in a quarter think: answers are drawn from it, its means are true.

    `lines` are sorted from the least to the most content, each with the flags it bears itself.
    """

    lines: Sequence[tuple[str, int]]
    partial: Sequence[tuple[str, int]]
    truth: tuple[float, ...]

    @property
    def true_index(self) -> float:
        return sum(self.truth) / len(self.truth) * 25


class Word(NamedTuple):
    """A comment about a service in a month."""

    service: DemoService
    month: dt.date
    text: str
    state: str
    hidden_reason: str = ""


@dataclass(slots=True, eq=False)
class Complained:
    """A complaint as SP4N-LAPOR! keeps it."""

    tracking_id: str
    service: DemoService
    category: str
    topic: str
    status: str
    received_on: dt.date
    responded_on: dt.date | None
    is_satisfied: bool | None


@dataclass(slots=True, eq=False)
class Promise:
    """A follow-up with the moments of its way."""

    service: DemoService
    span: Span
    texts: dict[str, str]
    by: Person
    responsible: Person
    planned_at: dt.datetime
    due_on: dt.date
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    id: int = 0

    @property
    def state(self) -> str:
        return self.texts["keadaan"]


@dataclass(slots=True, eq=False)
class Ruled:
    """A person's decision about the flagged answers of a quarter."""

    service: DemoService
    starts: dt.date
    by: Person
    at: dt.datetime
    id: int = 0
