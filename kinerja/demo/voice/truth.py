"""What people really think of each service in each quarter: the answers are drawn from it.

The stories: a promise that was kept raises one element of the first service, a clinic becomes
slower, one service stands at the border of a grade, one is used by few.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from statistics import NormalDist

from kinerja.demo.voice.shapes import DemoService, Pool
from kinerja.surveys.flags import flags_of
from kinerja.surveys.models import Flag
from regulation.satisfaction import LEAST_INDEX, SurveyGrade

SIZE, ELEMENTS = 48, 9
LOWEST, HIGHEST = 1, 4
#: how much people differ in general, and one answer from the other
MOOD, NOISE = 0.38, 0.5
MOODS = tuple(NormalDist(0, MOOD).inv_cdf((place + 0.5) / SIZE) for place in range(SIZE))
WEAK, STRONG, FREE, DRIFT, OWN = -0.22, 0.16, 0.35, 0.015, 0.06
#: counted back from the running quarter: since when the promise shows, and the clinic is slower
KEPT_SINCE, SLOWER_SINCE = 1, 2
NOBODY_COMPLAINED = "\\N\t\\N"


class Minds:
    """Remembers what people think from quarter to quarter."""

    def __init__(self, quarters: int, chance: Random) -> None:
        self.quarters, self.chance = quarters, chance

    def pools(self, service: DemoService) -> list[Pool]:
        """Return what people think in each quarter, the running one last."""
        means = self._usual(service)
        found = []
        for number in range(self.quarters):
            means = [mean + self.chance.gauss(0, DRIFT) for mean in means]
            back = self.quarters - 1 - number
            found.append(self._pool(_told(service, means, back)))
        return found

    def _usual(self, service: DemoService) -> list[float]:
        texts, chance = service.texts, self.chance
        level = texts["mutu"] + (0 if service.is_first else chance.gauss(0, OWN))
        means = [level + chance.gauss(0, OWN) for _ in range(ELEMENTS)]
        for codes, shift in ((texts["lemah"], WEAK), (texts["kuat"], STRONG)):
            for code in codes:
                means[int(code[1]) - 1] += shift
        if texts["biaya"].startswith("Gratis"):
            means[3] = 3.9
        return means

    def _pool(self, means: Sequence[float]) -> Pool:
        columns = [self._column(min(max(mean, 1.3), 3.95)) for mean in means]
        rows = sorted(zip(*columns, strict=True), key=sum)
        truth = tuple(sum(column) / SIZE for column in columns)
        whole = [("\t".join(map(str, row)), int(flags_of(row, None))) for row in rows]
        partial = [("\t".join(map(str, row[:7])) + f"\t{NOBODY_COMPLAINED}", 0) for row in rows]
        return Pool(whole, partial, truth)

    def _column(self, mean: float) -> list[int]:
        """Return the scores of all people for an element, with exactly this mean."""
        gauss = self.chance.gauss
        scores = [min(max(round(mean + mood + gauss(0, NOISE)), LOWEST), HIGHEST) for mood in MOODS]
        missing = round(mean * SIZE) - sum(scores)
        step = 1 if missing > 0 else -1
        while missing:
            place = int(self.chance.random() * SIZE)
            if LOWEST <= scores[place] + step <= HIGHEST:
                scores[place] += step
                missing -= step
        return scores


def _told(service: DemoService, means: list[float], back: int) -> list[float]:
    """Let the story of a service happen."""
    told = list(means)
    if service.key == "ktp":
        told[2] = 3.28 if back <= KEPT_SINCE else 2.72
    elif service.key == "puskesmas" and service.is_first:
        told[2] = 2.62 if back <= SLOWER_SINCE else 3.2
    elif service.key == "akta":
        border = float(LEAST_INDEX[SurveyGrade.A]) / 25
        shift = border - sum(min(mean, 3.95) for mean in told) / ELEMENTS
        told = [min(mean, 3.95) + shift for mean in told]
    return told


def burst_flags() -> int:
    """Return the signals of answers that came by the dozen, all alike, in no time."""
    return int(Flag.BURST | Flag.STRAIGHT_LINE | Flag.TOO_FAST)
