"""How the year went: ratings of organizations, evaluations, and the moments of their stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from kinerja.demo.banks import sayings
from kinerja.demo.chance import pick
from kinerja.demo.planning import DemoPlan
from kinerja.demo.shapes import City, DemoUnit, Person
from kinerja.demo.timeline import Quarter, Timeline
from regulation.grade import Grade, Rating, performance_grade

UP, AS, DOWN = Rating.DI_ATAS, Rating.SESUAI, Rating.DI_BAWAH
#: from the lowest score upward: the share of people, at least one, and their two ratings
LOWEST = ((0.008, (DOWN, DOWN)), (0.02, (AS, DOWN)), (0.055, (DOWN, AS)))
BEST_SHARE, BEST = 0.15, (UP, UP)
REST = ((AS, AS),) * 6 + ((UP, AS),) * 3 + ((AS, UP),) * 2
NOISE, LEADERS_FLOOR = 0.55, -0.9
NOT_RATED_SHARE, UNRATED_OFFICES, WITHOUT_OWN_WORDS, LATE_SHARE = 0.008, 0.1, 0.04, 0.07
NOT_RATED = ("CUTI", "CUTI", "TUGAS_BELAJAR", "PENUGASAN")
#: how far the evaluations of the quarter that has just ended have come
STAGES: tuple[str, ...] = (
    *("RECEIVED",) * 70,
    *("DELIVERED",) * 9,
    *("DECIDED",) * 7,
    *("SELF_SENT",) * 6,
    *("REPORTED",) * 5,
    *("OPEN",) * 3,
)
EARLIER = ("RECEIVED",) * 97 + ("DELIVERED",) * 3
ORDER = ("OPEN", "REPORTED", "SELF_SENT", "DECIDED", "DELIVERED", "RECEIVED")
STORY = {
    "pegawai": "DELIVERED",
    "berbukti": "REPORTED",
    "diri": "SELF_SENT",
    "diri-draf": "SELF_SENT",
    "diputus": "DECIDED",
    "selesai": "RECEIVED",
    "belum": "OPEN",
}
RATED = {"ISTIMEWA": UP, "BAIK": AS, "BUTUH_PERBAIKAN": DOWN}
FIGURES = {"ISTIMEWA": (106, 114), "BAIK": (95, 103), "BUTUH_PERBAIKAN": (68, 84)}
VALUES = ("BAIK",) * 15 + ("ISTIMEWA",) * 3 + ("BUTUH_PERBAIKAN",) * 2


class UnitRating(NamedTuple):
    """What an office achieved in a quarter."""

    unit: DemoUnit
    quarter: Quarter
    value: str
    source: str
    at: dt.datetime
    by: Person


@dataclass(slots=True, eq=False)
class Slot:
    """One evaluation and the moments of its stages; `quarter` is None for the year."""

    plan: DemoPlan
    quarter: Quarter | None
    opened_at: dt.datetime
    stage: str = "OPEN"
    result: Rating = AS
    behavior: Rating = AS
    not_rated: str = ""
    reported_at: dt.datetime | None = None
    is_late: bool = False
    self_at: dt.datetime | None = None
    words: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    summary: str = ""
    decided_at: dt.datetime | None = None
    result_reason: str = ""
    behavior_reason: str = ""
    recommendation: str = ""
    organization: UnitRating | None = None
    delivered_at: dt.datetime | None = None
    received_at: dt.datetime | None = None
    on_paper: bool = False
    has_draft: bool = False
    id: int = 0
    version_id: int = 0
    report_id: int = 0

    @property
    def state(self) -> str:
        if self.not_rated:
            return "NOT_RATED"
        return "OPEN" if self.stage == "REPORTED" else self.stage

    @property
    def grade(self) -> Grade:
        return performance_grade(result=self.result, behavior=self.behavior).outcome

    def has(self, stage: str) -> bool:
        return ORDER.index(self.stage) >= ORDER.index(stage)


def rate_organizations(
    city: City, quarters: Sequence[Quarter], time: Timeline, chance: Random
) -> dict[tuple[DemoUnit, int], UnitRating]:
    """Let the head one level above say what most offices achieved. Law: SE MenPANRB 3/2023."""
    found: dict[tuple[DemoUnit, int], UnitRating] = {}
    for unit in city.units:
        above = unit.above
        if not unit.is_opd or above is None or above.head is None:
            continue
        usual = pick(chance, VALUES)
        is_story = unit.key in {"dukcapil", "bkpsdm", "setda"}
        for quarter in quarters:
            at = time.after(quarter, 0.2 + 1.6 * chance.random())
            drawn = usual if chance.random() < 0.7 else "BAIK"  # noqa: PLR2004 - mostly as before
            is_rated = is_story or chance.random() > UNRATED_OFFICES
            value = "BAIK" if is_story else drawn
            low, high = FIGURES[value]
            figure = low + int(chance.random() * (high - low))
            source = sayings()["capaian"][value].format(periode=quarter.title, angka=figure)
            if is_rated:
                key = (unit, quarter.no)
                found[key] = UnitRating(unit, quarter, value, source, at, above.head.person)
    return found


class Course:
    """Makes the evaluations of all agreed plans."""

    def __init__(
        self,
        time: Timeline,
        ratings: dict[tuple[DemoUnit, int], UnitRating],
        chance: Random,
    ) -> None:
        self.time, self.ratings, self.chance = time, ratings, chance

    def slots(self, plans: Iterable[DemoPlan]) -> list[Slot]:
        """Return the evaluations of all begun quarters, and of the year in its last quarter."""
        agreed = [plan for plan in plans if plan.state == "AGREED"]
        made: list[Slot] = []
        for quarter in self.time.begun:
            slots = [self._open(plan, quarter) for plan in agreed if plan.start <= quarter.end]
            if quarter in self.time.finished:
                self._judge(quarter, slots)
            made += slots
        if self.time.running.no == len(self.time.quarters):
            start = self.time.running.start
            made += [Slot(plan, None, self._opened_at(plan, start)) for plan in agreed]
        return made

    def _open(self, plan: DemoPlan, quarter: Quarter) -> Slot:
        return Slot(plan, quarter, self._opened_at(plan, quarter.start))

    def _opened_at(self, plan: DemoPlan, start: dt.date) -> dt.datetime:
        """At the start of the quarter, or when the plan was agreed later."""
        assert plan.agreed_at is not None
        return max(self.time.work(start, 0.02), plan.agreed_at + dt.timedelta(minutes=1))

    def _judge(self, quarter: Quarter, slots: list[Slot]) -> None:
        is_last = quarter is self.time.finished[-1]
        ordinary = [slot for slot in slots if not slot.plan.post.is_head]
        self._exempt([slot for slot in ordinary if not slot.plan.post.story])
        judged = [slot for slot in slots if not slot.not_rated]
        self._draw_ratings(judged)
        for slot in judged:
            self._tell_story(slot, quarter)
            story = STORY.get(slot.plan.post.story) if is_last else ""
            slot.stage = story or pick(self.chance, STAGES if is_last else EARLIER)
            if slot.plan.post.is_head and is_last and not slot.has("DECIDED"):
                slot.stage = "RECEIVED"
            self._walk(slot, quarter)

    def _exempt(self, slots: list[Slot]) -> None:
        count = max(1, round(len(slots) * NOT_RATED_SHARE))
        for slot in self.chance.sample(slots, min(count, len(slots))):
            slot.not_rated = pick(self.chance, NOT_RATED)

    def _draw_ratings(self, slots: list[Slot]) -> None:
        """Few at both ends, at least one of each; ability lasts, luck changes."""
        chance = self.chance
        scored = []
        for place, slot in enumerate(slots):
            score = slot.plan.person.ability + chance.gauss(0, NOISE)
            if slot.plan.post.is_head or slot.plan.post.story:
                score = max(score, LEADERS_FLOOR)
            scored.append((score, place, slot))
        waiting = [slot for _, _, slot in sorted(scored, key=lambda row: row[:2])]
        best = max(1, round(len(waiting) * BEST_SHARE))
        shares = [(max(1, round(len(waiting) * share)), cell) for share, cell in LOWEST]
        low = sum(count for count, _ in shares)
        cells = [cell for count, cell in shares for _ in range(count)]
        cells += [pick(chance, REST) for _ in range(len(waiting) - low - best)] + [BEST] * best
        for slot, (result, behavior) in zip(waiting, cells, strict=False):
            slot.result, slot.behavior = result, behavior

    def _tell_story(self, slot: Slot, quarter: Quarter) -> None:
        """The head of an office is rated as the office; the story's employee grows."""
        rating = self.ratings.get((slot.plan.post.unit.opd, quarter.no))
        if slot.plan.post.is_head and slot.plan.post.unit.is_opd and rating:
            slot.result = RATED[rating.value]
            slot.behavior = UP if rating.value == "ISTIMEWA" else AS
        if slot.plan.post.story == "pegawai":
            slot.result, slot.behavior = (AS if quarter.no == 1 else UP), AS
        if slot.plan.post.story == "selesai":
            slot.result, slot.behavior = UP, UP

    def _walk(self, slot: Slot, quarter: Quarter) -> None:
        chance, time = self.chance, self.time
        offset = -3 + 6 * chance.random()
        slot.is_late = chance.random() < LATE_SHARE
        if slot.is_late:
            offset = 1 + (quarter.due - quarter.end).days + chance.random()
        if slot.has("REPORTED"):
            slot.reported_at = max(time.after(quarter, offset), slot.opened_at)
            slot.is_late = slot.reported_at.date() > quarter.due
        offset += 0.2 + 1.8 * chance.random()
        is_silent = slot.has("DECIDED") and chance.random() < WITHOUT_OWN_WORDS
        if slot.has("SELF_SENT") and not (is_silent and not slot.plan.post.story):
            slot.self_at = max(time.after(quarter, offset), slot.opened_at)
            self._speak(slot)
        offset = max(offset, 1.5) + 0.5 + 3.5 * chance.random()
        if slot.has("DECIDED"):
            slot.decided_at = max(time.after(quarter, offset), slot.opened_at)
            self._give_reasons(slot, quarter)
        slot.has_draft = slot.stage == "SELF_SENT" and (
            slot.plan.post.story == "diri-draf" or chance.random() < NOISE / 2
        )
        offset += 0.1 + 1.4 * chance.random()
        if slot.has("DELIVERED"):
            slot.delivered_at = max(time.after(quarter, offset), slot.opened_at)
        offset += 0.1 + 2.5 * chance.random()
        if slot.has("RECEIVED"):
            slot.received_at = max(time.after(quarter, offset), slot.opened_at)
            slot.on_paper = chance.random() < WITHOUT_OWN_WORDS / 2

    def _speak(self, slot: Slot) -> None:
        """What the employee says of himself: per result, and in sum."""
        said, chance = sayings()["diri"], self.chance
        slot.words = [
            (
                place,
                {
                    "reached": pick(chance, said["tercapai"]),
                    "hindered": pick(chance, said["hambatan"]),
                    "needed": pick(chance, said["bantuan"]),
                },
            )
            for place in range(len(slot.plan.results))
        ]
        slot.summary = pick(chance, said["kurang" if slot.result is DOWN else "ringkasan"])

    def _give_reasons(self, slot: Slot, quarter: Quarter) -> None:
        said, chance = sayings(), self.chance
        slot.result_reason = pick(chance, said["alasan"][f"hasil_{slot.result}"])
        slot.behavior_reason = pick(chance, said["alasan"][f"perilaku_{slot.behavior}"])
        slot.recommendation = pick(chance, said["catatan"][slot.grade.value])
        found = self.ratings.get((slot.plan.post.unit.opd, quarter.no))
        assert slot.decided_at is not None
        slot.organization = found if found and found.at < slot.decided_at else None
