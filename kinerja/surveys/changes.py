"""How a result moved since the period before, in words that do not overstate it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, Protocol

from kinerja.surveys.queries.figures import Figure
from kinerja.surveys.statistics import chance_of_noise
from kinerja.surveys.wording import Change, change_words, is_enough


class Compared(Protocol):
    """A row of a list: an index beside that of the period before."""

    @property
    def answers(self) -> int | None: ...
    @property
    def index(self) -> Decimal | None: ...
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...
    @property
    def before_answers(self) -> int | None: ...
    @property
    def before_index(self) -> Decimal | None: ...
    @property
    def before_low(self) -> Decimal | None: ...
    @property
    def before_high(self) -> Decimal | None: ...


class Shown(NamedTuple):
    """What a comparison needs."""

    answers: int | None
    index: Decimal | None  # type: ignore[assignment]  # no tuple asks for places
    low: Decimal | None
    high: Decimal | None


def change(before: Shown | Figure | None, after: Shown | Figure | None) -> Change | None:
    """Return the change; None where one of the two says nothing."""
    if before is None or after is None:
        return None
    if not is_enough(before.answers) or not is_enough(after.answers):
        return None
    if before.index is None or after.index is None or before.low is None or after.low is None:
        return None
    return change_words(before.index, after.index, chance_of_noise(before, after))


def change_of(row: Compared) -> Change | None:
    """Return the change that a row of a list holds."""
    before = Shown(row.before_answers, row.before_index, row.before_low, row.before_high)
    return change(before, Shown(row.answers, row.index, row.low, row.high))
