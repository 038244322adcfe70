"""What was reached: figures that fit the ratings, notes, evidence and feedback."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from kinerja.coaching.about import LABEL
from kinerja.demo.banks import sayings
from kinerja.demo.chance import pick
from kinerja.demo.course import DOWN, UP, Slot
from kinerja.demo.planning import DemoPlan
from kinerja.demo.shapes import Measured, Person, Planned
from kinerja.demo.timeline import Quarter, Timeline
from kinerja.evidence.figures import Taken
from regulation.behavior import CoreValue

QUARTERS = Decimal(4)
HUNDRED = Decimal(100)
EVIDENCE_SHARE, FEEDBACK_SHARE, RUNNING_SHARE, ABOVE_SHARE = 0.3, 0.35, 0.5, 0.12
ABOUT_BEHAVIOR, NOTE_SHARE, ON_WALL = 0.35, 0.6, 0.2
KINDS = ("APRESIASI",) * 5 + ("SARAN",) * 4 + ("CATATAN",)
SHORTEST = 10
DIVISIBLE = {"hari", "jam", "menit", "%", "cm", "poin"}
LINKS = "https://berkas.kotalama.example"


@dataclass(slots=True, eq=False)
class Reached:
    """One realization with its evidence."""

    plan: DemoPlan
    measured: Measured
    quarter: Quarter
    at: dt.datetime
    value: Decimal | None = None
    day: dt.date | None = None
    words: str = ""
    note: str = ""
    evidence: str = ""
    link: str = ""
    evidence_id: int = 0
    #: what the value rests on where it came by itself
    taken: Taken | None = None
    source_id: int = 0


@dataclass(slots=True, eq=False)
class Said:
    """One piece of feedback; about the person where it names no result and no value."""

    plan: DemoPlan
    author: Person
    role: str
    kind: str
    planned: Planned | None
    core_value: str
    text: str
    at: dt.datetime
    visibility: str = "LEADERS"
    spoken_by: str = ""
    evidence: Reached | None = None
    id: int = 0

    @property
    def subject_kind(self) -> str:
        if self.planned is not None:
            return "result" if self.evidence is None else "evidence"
        return "behavior" if self.core_value else "person"

    @property
    def label(self) -> str:
        """What it is about, as it stands above the words."""
        if self.evidence is not None:
            return self.evidence.evidence
        if self.planned is not None:
            return self.planned.text
        return CoreValue(self.core_value).label if self.core_value else LABEL


@dataclass(slots=True)
class Work:
    """All that was reached and said, by plan."""

    reached: dict[DemoPlan, list[Reached]] = field(default_factory=dict)
    said: dict[DemoPlan, list[Said]] = field(default_factory=dict)


class Doing:
    """Lets everybody work through the year."""

    def __init__(self, time: Timeline, chance: Random) -> None:
        self.time, self.chance = time, chance
        self.work = Work()

    def all(self, slots: Iterable[Slot]) -> Work:
        """Return what was done; slots come in the order of the quarters."""
        for slot in slots:
            if slot.quarter is not None:
                self._report(slot, slot.quarter)
                self._say(slot, slot.quarter)
        return self.work

    def _report(self, slot: Slot, quarter: Quarter) -> None:
        measures = [one for result in slot.plan.results for one in result.measures]
        at = slot.reported_at or self.time.within(quarter, self.chance)
        if at is None or slot.not_rated:
            return
        if slot.reported_at is None:
            if self.chance.random() > RUNNING_SHARE and slot.plan.post.story != "pegawai":
                return
            measures = measures[: max(1, len(measures) // 2)]
        made = [self._reach(slot, quarter, measured, at) for measured in measures]
        self.work.reached.setdefault(slot.plan, []).extend(made)

    def _reach(self, slot: Slot, quarter: Quarter, measured: Measured, at: dt.datetime) -> Reached:
        chance, said = self.chance, sayings()["realisasi"]
        reached = Reached(slot.plan, measured, quarter, at)
        if measured.number is not None:
            self._count(reached, slot)
        elif measured.day is None:
            reached.words = pick(chance, said["teks"]).format(periode=quarter.title)
        elif measured.day <= quarter.end:
            late = 9 if slot.result is DOWN else -8 if slot.result is UP else -2
            day = measured.day + dt.timedelta(days=late + int(chance.random() * 3))
            reached.day = min(day, quarter.end, self.time.as_of)
        else:
            reached.words = pick(chance, said["tahap"])
        if chance.random() < NOTE_SHARE:
            kind = "kurang" if slot.result is DOWN else "baik"
            reached.note = pick(chance, said[kind]).format(periode=quarter.title)
        if chance.random() < EVIDENCE_SHARE:
            reached.evidence = pick(chance, said["bukti"]).format(periode=quarter.title)
            reached.link = f"{LINKS}/{self.time.year}/{chance.getrandbits(48):012x}"
        return reached

    def _count(self, reached: Reached, slot: Slot) -> None:
        target = reached.measured.number
        assert target is not None
        if reached.measured.is_total:
            reached.value = self._share(reached, slot, target)
            return
        unit, is_lower = reached.measured.unit, reached.measured.is_lower
        figure = _rounded(target * self._factor(slot, is_lower=is_lower), target, unit)
        is_percent = unit == "%"
        reached.value = min(figure, HUNDRED) if is_percent else figure

    def _factor(self, slot: Slot, *, is_lower: bool) -> Decimal:
        """How much of a target stands at the end of the quarter."""
        drawn = self.chance.random()
        if slot.result is DOWN:
            factor = 1.12 + 0.3 * drawn if is_lower else 0.74 + 0.16 * drawn
        elif slot.result is UP:
            factor = 0.78 + 0.14 * drawn if is_lower else 1.01 + 0.04 * drawn
        else:
            factor = 0.92 + 0.1 * drawn if is_lower else 0.975 + 0.045 * drawn
        return Decimal(str(round(factor, 4)))

    def _share(self, reached: Reached, slot: Slot, target: Decimal) -> Decimal:
        """What this quarter adds to the year's total."""
        no, drawn = Decimal(reached.quarter.no), self.chance.random()
        low, span = (0.6, 0.2) if slot.result is DOWN else (0.94, 0.14)
        low += 0.14 if slot.result is UP else 0
        factor = Decimal(str(round(low + span * drawn, 3)))
        if slot.quarter is self.time.running:
            factor /= 2
        if target < SHORTEST:  # six hospitals do not come by quarters of one
            before = (target * (no - 1) / QUARTERS).to_integral_value()
            return (target * no / QUARTERS).to_integral_value() - before
        return _rounded(target / QUARTERS * factor, target, "")

    def _say(self, slot: Slot, quarter: Quarter) -> None:
        """What evaluator and superior say during a quarter, before it is judged."""
        chance, plan = self.chance, slot.plan
        is_told = plan.post.story == "pegawai" or chance.random() < FEEDBACK_SHARE
        at = self.time.within(quarter, chance, skip=25)
        if not is_told or at is None or at < slot.opened_at:
            return
        superior, author, role = plan.line.superior, plan.evaluator.person, "PEJABAT_PENILAI"
        if superior and superior.person is not plan.person and chance.random() < ABOVE_SHARE:
            author, role = superior.person, "ATASAN_PENILAI"
        kind = pick(chance, KINDS)
        said = sayings()["umpan_balik"]
        planned, value = pick(chance, plan.results), ""
        if chance.random() < ABOUT_BEHAVIOR:
            value = pick(chance, list(CoreValue)).value
        text = pick(chance, said["perilaku" if value else "hasil"][kind])
        told = Said(
            plan,
            author,
            role,
            kind,
            None if value else planned,
            value,
            text.format(hasil=planned.text),
            at,
            "UNIT" if kind == "APRESIASI" and chance.random() < ON_WALL else "LEADERS",
        )
        self.work.said.setdefault(plan, []).append(told)


def _rounded(figure: Decimal, like: Decimal, unit: str) -> Decimal:
    """With as many decimals as the target, and one where a small one has none and may have it."""
    exponent = like.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if not decimals and like < SHORTEST and unit in DIVISIBLE:
        decimals = 1
    neat = round(figure, decimals)
    return neat.normalize() if neat % 1 else neat.to_integral_value()
