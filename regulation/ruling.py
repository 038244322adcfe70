"""What a rule decided, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from regulation.citation import Citation

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground of a ruling: the provision, the sentence, a code, and the row it speaks of."""

    source: Citation
    text: str
    code: str = ""
    where: str = ""

    def as_json(self) -> dict[str, str | bool]:
        """Return what is frozen beside a decision, so that it reads the same in ten years."""
        return {
            "source": str(self.source),
            "verified": self.source.verified,
            "text": self.text,
            "code": self.code,
            "where": self.where,
        }


@dataclass(frozen=True, slots=True)
class Ruling(Generic[T_co]):
    """The outcome of a rule with its grounds, in the order in which they were applied."""

    outcome: T_co
    because: tuple[Reason, ...]
