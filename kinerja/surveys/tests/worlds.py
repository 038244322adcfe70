"""Worlds of which the truth is known: counters have good and bad days, people have a mood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy import stats

from kinerja.surveys.statistics import Estimate, Range, Sums, estimate

Numbers = np.ndarray[Any, Any]
PAIRS = np.triu_indices(9)
PRODUCTS = np.triu_indices(18)
#: how much easier one element is answered than another
ELEMENTS = np.linspace(-0.3, 0.3, 9)


@dataclass(frozen=True)
class World:
    """Answers are a normal mood, cut at 0, 1 and 2 into the scores 1 to 4.

    `day`, `person` and `element` say how much the mood varies between days of counters, people and
    elements; a share of `content` people gives nine fours whatever happens.
    """

    days: int
    size: float
    mood: float = 2.1
    day: float = 0.3
    person: float = 0.6
    element: float = 0.7
    content: float = 0.0
    missing: float = 0.0
    #: days of equal size, of a usual number of visitors, or few large ones among many small
    sizes: str = "usual"

    @property
    def people(self) -> int:
        return round(self.days * self.size)

    def truth(self) -> Numbers:
        """Return the nine means that endless answers would have."""
        spread = np.sqrt(self.day**2 + self.person**2 + self.element**2)
        reached = [1 - stats.norm.cdf((cut - self.mood - ELEMENTS) / spread) for cut in (0, 1, 2)]
        drawn: Numbers = 1 + np.sum(reached, axis=0)
        return self.content * 4 + (1 - self.content) * drawn

    def index(self) -> float:
        return float(self.truth().mean() * 25)

    def draw(self, luck: np.random.Generator) -> tuple[Numbers, Numbers]:
        """Return scores (day, person, element), 0 where blank, and the same as True and False."""
        sizes = self._sizes(luck)
        shape = (self.days, int(sizes.max()), 9)
        mood = self.mood + ELEMENTS + self.day * luck.normal(size=(self.days, 1, 1))
        mood = mood + self.person * luck.normal(size=(*shape[:2], 1))
        mood = mood + self.element * luck.normal(size=shape)
        mood = np.where(luck.random((*shape[:2], 1)) < self.content, 9.0, mood)
        given = np.broadcast_to((np.arange(shape[1]) < sizes[:, None])[:, :, None], shape)
        given = given & (luck.random(shape) >= self.missing)
        scores = np.where(given, np.clip(np.floor(mood) + 2, 1, 4), 0).astype(int)
        return scores, given

    def _sizes(self, luck: np.random.Generator) -> Numbers:
        if self.sizes == "equal":
            return np.full(self.days, round(self.size))
        drawn: Numbers = luck.poisson(self.size, self.days).astype(float)
        if self.sizes == "unequal":
            drawn = np.round(self.size * luck.lognormal(-0.5, 1.0, self.days))
        return np.maximum(1, drawn)


def sums_of(scores: Numbers, given: Numbers) -> Sums:
    """Add up drawn answers as a night does."""
    n, score = given.sum(axis=1), scores.sum(axis=1)
    days = np.concatenate([n, score], axis=1)
    flat, there = scores.reshape(-1, 9), given.reshape(-1, 9).astype(int)
    return Sums(
        int(there.any(axis=1).sum()),
        int((n.sum(axis=1) > 0).sum()),
        n.sum(axis=0).tolist(),
        score.sum(axis=0).tolist(),
        (flat.T @ flat)[PAIRS].tolist(),
        (there.T @ there)[PAIRS].tolist(),
        (days.T @ days)[PRODUCTS].tolist(),
    )


WORLDS = {
    "many counters": World(days=120, size=6),
    "few counters, five days of twenty": World(days=5, size=20),
    "three days of twenty": World(days=3, size=20),
    "two days of thirty": World(days=2, size=30),
    "answers of a day resemble each other": World(days=20, size=10, day=0.8),
    "days of very unequal size": World(days=20, size=10, day=0.8, sizes="unequal"),
    "ten answers": World(days=10, size=1, sizes="equal"),
    "ten answers of five days": World(days=5, size=2, sizes="equal"),
    "a bad service": World(days=10, size=4, mood=0.2, day=0.4),
    "blanks": World(days=20, size=5, day=0.4, missing=0.3),
    "few with blanks": World(days=8, size=2, day=0.4, missing=0.3),
    "nearly all fours, hundred answers": World(days=25, size=4, mood=3.5),
    "nearly all fours, sixty answers, days differ": World(days=12, size=5, mood=3.2, day=0.6),
    "nearly all fours, ten answers": World(days=10, size=1, mood=3.2, sizes="equal"),
    "nine of ten content, three hundred answers": World(days=50, size=6, content=0.9),
    "nine of ten content, hundred answers": World(days=25, size=4, content=0.9),
    "nine of ten content, thirty answers": World(days=10, size=3, content=0.9, day=0),
}
#: next to nobody differs
CAUTIOUS = {
    "nine of ten content, ten answers": World(days=10, size=1, content=0.9, day=0, sizes="equal"),
    "all but three of hundred content, thirty": World(days=10, size=3, content=0.97),
}


class Coverage(NamedTuple):
    """How many intervals are told at all, and of these how many hold the truth."""

    told: float
    of_index: float
    of_elements: float


def drawn(world: World, times: int, seed: int = 15) -> list[Estimate]:
    """Draw a world again and again."""
    luck = np.random.default_rng(seed)
    return [estimate(sums_of(*world.draw(luck))) for _ in range(times)]


def coverage(world: World, times: int) -> Coverage:
    """Count the intervals of the index, and of all elements, that hold the truth."""
    index, means = world.index(), world.truth()
    told = [one for one in drawn(world, times) if one.range.low is not None]
    elements = [
        _holds(element.range, mean)
        for one in told
        for element, mean in zip(one.elements, means, strict=True)
        if element.range.low is not None
    ]
    held = np.mean([_holds(one.range, index) for one in told])
    return Coverage(len(told) / times, float(held), float(np.mean(elements)))


def _holds(found: Range, truth: float) -> bool:
    return found.low is not None and found.high is not None and found.low <= truth <= found.high
