"""Chance that comes out the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, name: str) -> Random:
    """Return a source of its own for each part of the city, so that one part shifts no other."""
    return Random(f"{seed}/{name}")  # noqa: S311 - the same city again is the purpose


def pick(chance: Random, given: Sequence[T]) -> T:
    """Return one of them; three times as fast as `choice`, and there are a million."""
    return given[int(chance.random() * len(given))]
