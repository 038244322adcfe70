"""What everybody plans, and how far the plans have come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from kinerja.demo.banks import SERVED, Measure, Target, Wording, offices, sayings
from kinerja.demo.chance import pick
from kinerja.demo.lines import hops
from kinerja.demo.shapes import City, Line, Measured, Person, Planned, Post
from kinerja.demo.timeline import Timeline
from regulation.behavior import CoreValue
from regulation.plan import AnnexPart

ONE_DAY = dt.timedelta(days=1)
#: story: where a plan stands that is not agreed
UNFINISHED = {"ditinjau": "SUBMITTED", "dikembalikan": "RETURNED"}
NEW_STATES = ("DRAFT", "DRAFT", "SUBMITTED", "SUBMITTED", "RETURNED", "AGREED", "AGREED")
LATE_STATES = ("DRAFT", "SUBMITTED", "RETURNED")
LATE_SHARE, RETURNED_SHARE, OWN_SHARE, EXTRA_SHARE, EXPECTED_SHARE = 0.01, 0.07, 0.04, 0.35, 0.35
THOUSAND, HUNDRED, TWENTY = Decimal(1000), Decimal(100), Decimal(20)


@dataclass(slots=True, eq=False)
class DemoPlan:
    """A plan with its one version, and the moments of its way."""

    post: Post
    start: dt.date
    model: str
    opened_at: dt.datetime
    state: str = "AGREED"
    results: list[Planned] = field(default_factory=list)
    expectations: dict[str, str] = field(default_factory=dict)
    annex: list[tuple[str, str]] = field(default_factory=list)
    submitted_at: dt.datetime | None = None
    returned_at: dt.datetime | None = None
    notes: str = ""
    resubmitted_at: dt.datetime | None = None
    agreed_at: dt.datetime | None = None
    id: int = 0
    version_id: int = 0

    @property
    def person(self) -> Person:
        return self.post.person

    @property
    def line(self) -> Line:
        assert self.post.line is not None
        return self.post.line

    @property
    def evaluator(self) -> Post:
        assert self.line.evaluator is not None
        return self.line.evaluator

    @property
    def since(self) -> dt.datetime:
        """The moment of the last step."""
        steps = (self.agreed_at, self.resubmitted_at, self.returned_at, self.submitted_at)
        return max((at for at in steps if at), default=self.opened_at)


def plan_city(city: City, time: Timeline, chance: Random) -> list[DemoPlan]:
    """Return a plan for everybody but the mayor, superiors first."""
    posts = [
        post
        for post in city.posts
        if post.kind == "DEFINITIF" and post.until is None and post.line and post.line.evaluator
    ]
    return Planner(time, chance).plans([(hops(post), post) for post in posts])


class Planner:
    """Writes plans; each result serves one of the evaluator's."""

    def __init__(self, time: Timeline, chance: Random) -> None:
        self.time, self.chance = time, chance
        self.of: dict[Person, DemoPlan] = {}

    def plans(self, posts: list[tuple[int, Post]]) -> list[DemoPlan]:
        plain = [post for _, post in posts if not (post.is_head or post.story or post.is_new)]
        slowest = plain[-1] if plain else None
        made = []
        for depth, post in sorted(posts, key=lambda pair: pair[0]):
            plan = self._plan(depth, post, is_slowest=post is slowest)
            self.of[post.person] = plan
            made.append(plan)
        return made

    def _plan(self, depth: int, post: Post, *, is_slowest: bool) -> DemoPlan:
        is_jpt = post.group == "JPT" or (post.is_head and post.unit.is_opd)
        start = max(dt.date(self.time.year, 1, 1), post.since)
        opened = self.time.work(start + ONE_DAY, 0.1)
        plan = DemoPlan(post, start, "JPT" if is_jpt else "JA_JF", opened)
        plan.state = "DRAFT" if is_slowest else self._state(post)
        self._word(plan)
        if plan.state != "DRAFT":
            self._walk(plan, depth)
        return plan

    def _state(self, post: Post) -> str:
        if post.story or post.is_head:
            return UNFINISHED.get(post.story, "AGREED")
        if post.is_new:
            return pick(self.chance, NEW_STATES)
        return pick(self.chance, LATE_STATES) if self.chance.random() < LATE_SHARE else "AGREED"

    def _word(self, plan: DemoPlan) -> None:
        wordings = _wordings(plan.post, self.chance)
        if plan.state == "DRAFT":
            wordings = wordings[:1]
        plan.results = [self._result(plan, "UTAMA", wording) for wording in wordings]
        is_sari = plan.post.story == "pegawai"
        if is_sari:
            plan.results.append(self._training(plan))
        elif plan.state != "DRAFT" and self.chance.random() < EXTRA_SHARE and not plan.post.is_head:
            extra = pick(self.chance, offices()["umum"].units[1].staff)
            plan.results.append(self._result(plan, "TAMBAHAN", extra))
        if plan.state != "DRAFT":
            self._round_off(plan)

    def _round_off(self, plan: DemoPlan) -> None:
        """Expectations and the three parts of the annex."""
        said = sayings()
        for value in CoreValue:
            if self.chance.random() < EXPECTED_SHARE:
                plan.expectations[value.value] = pick(self.chance, said["ekspektasi"][value.value])
        for part in AnnexPart:
            lines: list[str] = said["lampiran"][part.value]
            first = int(self.chance.random() * len(lines))
            count = 1 + (self.chance.random() < 0.5)  # noqa: PLR2004 - a coin
            plan.annex += [
                (part.value, lines[(first + step) % len(lines)]) for step in range(count)
            ]

    def _training(self, plan: DemoPlan) -> Planned:
        target = Target(Decimal(30), unit="orang", is_total=True)
        measure = Measure("KUANTITAS", "Jumlah operator terlatih", target)
        wording = Wording("Operator kelurahan mampu melayani antrean daring", "1")
        wording.measures.append(measure)
        return self._result(plan, "TAMBAHAN", wording)

    def _result(self, plan: DemoPlan, kind: str, wording: Wording) -> Planned:
        is_jpt = plan.model == "JPT"
        perspective = (wording.perspective or "Proses Bisnis") if is_jpt else ""
        serves, reason = None, ""
        if kind == "UTAMA" and not is_jpt:
            serves = self._served(plan, wording.serves)
            if serves is None or (not plan.post.story and self.chance.random() < OWN_SHARE):
                serves, reason = None, sayings()["pengembalian"]["tanpa_induk"][0]
        office = plan.post.unit.office
        text = wording.text.replace("{tempat}", plan.post.unit.place).replace("{kantor}", office)
        return Planned(
            kind=kind,
            text=text,
            perspective=perspective,
            serves=serves,
            no_parent_reason=reason,
            assigned_by=plan.evaluator.person if kind == "TAMBAHAN" else None,
            wording=wording,
            measures=[self._measured(plan, measure) for measure in wording.measures],
        )

    def _served(self, plan: DemoPlan, serves: str) -> Planned | None:
        """Return the evaluator's result that this one serves."""
        above = self.of.get(plan.evaluator.person)
        if above is None:
            return None
        main = [result for result in above.results if result.kind == "UTAMA"]
        if serves in SERVED:
            tagged = [result for result in main if result.perspective == SERVED[serves]]
            return (tagged or main)[0]
        return main[min(int(serves) - 1, len(main) - 1)]

    def _measured(self, plan: DemoPlan, measure: Measure) -> Measured:
        target = measure.target
        number = target.number
        if number is not None and target.is_total and not plan.post.story:
            number = _neat(
                number * Decimal(str(round(0.6 + 0.6 * self.chance.random(), 2))), number
            )
        return Measured(
            aspect="" if plan.model == "JPT" else measure.aspect,
            text=measure.text.replace("{kantor}", plan.post.unit.office),
            number=number,
            day=dt.date(self.time.year, target.day[1], target.day[0]) if target.day else None,
            words=target.words,
            unit=target.unit,
            is_lower=target.is_lower,
            is_total=target.is_total,
        )

    def _walk(self, plan: DemoPlan, depth: int) -> None:
        """Give each step its moment."""
        chance, time = self.chance, self.time
        if plan.state == "AGREED" and not plan.post.is_new:
            start, offset = dt.date(time.year, 1, 5), 1.0 + 3 * depth + 4 * chance.random()
            offset += 12 * chance.random() if chance.random() < 6 * LATE_SHARE else 0
        else:
            start, offset = time.as_of - dt.timedelta(days=18), chance.random() * 4
        plan.submitted_at = time.work(start, offset)
        is_returned = plan.state == "RETURNED" or chance.random() < RETURNED_SHARE
        if is_returned and plan.state != "SUBMITTED":
            offset += 0.5 + 1.5 * chance.random()
            plan.returned_at = time.work(start, offset)
            plan.notes = pick(chance, sayings()["pengembalian"]["catatan"])
        if plan.state == "AGREED":
            if plan.returned_at:
                offset += 0.5 + 2 * chance.random()
                plan.resubmitted_at = time.work(start, offset)
            plan.agreed_at = time.work(start, offset + 0.3 + 2.5 * chance.random())


def _wordings(post: Post, chance: Random) -> list[Wording]:
    """Return what a post plans: the head all of it, staff two or three of the unit's results."""
    unit, general = post.unit, offices()["umum"]
    if post.is_head:
        own = unit.texts.head
        return [*own, *general.own.head] if unit.is_opd else own
    # who keeps the office of a school or a clinic neither teaches nor treats
    is_office = post.group == "PELAKSANA" and unit.type in {"SEKOLAH", "PUSKESMAS"}
    pool = [] if is_office else unit.texts.staff
    pool = pool or general.units[0].staff
    count = min(2 + (chance.random() < 0.45), len(pool))  # noqa: PLR2004 - two, often three
    return [pool[(post.index + step) % len(pool)] for step in range(count)]


def _neat(number: Decimal, like: Decimal) -> Decimal:
    """Round as people set targets: 2.350, 140, 36; with decimals where the text has them."""
    if like != like.to_integral_value():
        tenths = round(number, 1)
        return tenths if tenths % 1 else tenths.to_integral_value()
    step = Decimal(50) if number >= THOUSAND else Decimal(10) if number >= HUNDRED else Decimal(1)
    step = Decimal(2) if TWENTY <= number < HUNDRED else step
    return max(Decimal(1), (number / step).to_integral_value() * step)
