"""Legal values that change over time, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from regulation.citation import Citation

T = TypeVar("T")


class NotInForceError(LookupError):
    """A value was asked for a day before the first rule that sets it."""


@dataclass(frozen=True, slots=True)
class Since(Generic[T]):
    """A value, the day from which it holds, and the provision that sets it."""

    day: date
    value: T
    source: Citation


class Dated(Generic[T]):
    """A legal parameter: the same name, a different value over time."""

    def __init__(self, name: str, *history: Since[T]) -> None:
        if not history or [entry.day for entry in history] != sorted({e.day for e in history}):
            raise ValueError(f"{name}: list the history oldest first, one entry per day.")
        self.name = name
        self.history = history

    def on(self, day: date) -> Since[T]:
        """Return the entry in force on `day`. Raises NotInForceError before the first."""
        in_force = [entry for entry in self.history if entry.day <= day]
        if not in_force:
            first = self.history[0]
            raise NotInForceError(
                f"{self.name} belum bernilai pada {day:%d-%m-%Y}: "
                f"baru berlaku sejak {first.day:%d-%m-%Y} ({first.source})."
            )
        return in_force[-1]
