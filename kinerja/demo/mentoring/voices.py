"""What others than the evaluator say: colleagues, subordinates, service recipients, oneself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from kinerja.demo.banks import sayings
from kinerja.demo.chance import pick
from kinerja.demo.course import Slot
from kinerja.demo.mentoring.wording import family, lines, said, speakers
from kinerja.demo.planning import DemoPlan
from kinerja.demo.reaching import Said, Work
from kinerja.demo.shapes import Person, Planned, Post
from kinerja.demo.staffing import CIVIL_SECRETARIAT, REGISTRATION
from kinerja.demo.timeline import Quarter, Timeline
from regulation.behavior import CoreValue

KINDS = ("APRESIASI",) * 5 + ("SARAN",) * 4 + ("CATATAN",)
SERVED_KINDS = ("APRESIASI",) * 2 + ("SARAN",)
PEER_SHARE, SERVED_SHARE, OWN_SHARE, BELOW_SHARE = 0.28, 0.14, 0.12, 0.7
EVIDENCE_SHARE, GENERAL_SHARE = 0.08, 0.05
WALL_SHARE, PRIVATE_SHARE, ABOUT_PERSON, COIN = 0.3, 0.15, 0.4, 0.5
ASK_SHARE = 0.06
#: who was asked lately has often not answered yet
LATELY = dt.timedelta(days=14)
ENDS = ("ANSWERED",) * 7 + ("DECLINED", "DECLINED", "WITHDRAWN")
ROLE, COLLEAGUE, BELOW = "PEJABAT_PENILAI", "REKAN", "BAWAHAN"
SERVED, ONESELF = "PENERIMA_LAYANAN", "DIRI"


@dataclass(slots=True, eq=False)
class Asked:
    """One request for feedback."""

    plan: DemoPlan
    asked: Person
    planned: Planned | None
    core_value: str
    question: str
    at: dt.datetime
    state: str = "OPEN"
    since: dt.datetime | None = None
    answer: Said | None = None
    id: int = 0


@dataclass(slots=True, eq=False)
class Reported:
    """One report of words that went too far, by their receiver."""

    said: Said
    reason: str
    at: dt.datetime
    state: str = "OPEN"
    answer: str = ""
    by: Person | None = None
    answered_at: dt.datetime | None = None
    id: int = 0


@dataclass(slots=True)
class Voiced:
    """What was asked and reported; what was said stands with the work."""

    asked: list[Asked] = field(default_factory=list)
    reported: list[Reported] = field(default_factory=list)


class Voices:
    """Lets others speak beside the evaluator."""

    def __init__(
        self, time: Timeline, plans: Sequence[DemoPlan], work: Work, chance: Random
    ) -> None:
        self.time, self.work, self.chance = time, work, chance
        self.plans = [plan for plan in plans if plan.state == "AGREED"]
        self.below: dict[Person, list[Post]] = {}
        for plan in plans:
            self.below.setdefault(plan.evaluator.person, []).append(plan.post)
        self.voiced = Voiced()

    def all(self, slots: Iterable[Slot]) -> Voiced:
        """Let them speak through the quarters, ask each other, and report what hurt."""
        for slot in slots:
            if slot.quarter is not None:
                self._quarter(slot, slot.quarter)
        self._requests()
        self._reports()
        for told in self.work.said.values():
            told.sort(key=lambda one: one.at)
        return self.voiced

    def _quarter(self, slot: Slot, quarter: Quarter) -> None:
        chance, plan = self.chance, slot.plan
        is_told = plan.post.story == "pegawai"
        for share, voice in (
            (PEER_SHARE, self._peer),
            (SERVED_SHARE, self._served),
            (OWN_SHARE, self._own),
            (BELOW_SHARE if plan.post.is_head else 0.0, self._from_below),
            (EVIDENCE_SHARE, self._about_evidence),
            (GENERAL_SHARE, self._general),
        ):
            if chance.random() < share or (is_told and share and voice != self._general):
                at = self.time.within(quarter, chance, skip=12)
                if at is not None and at > slot.opened_at:
                    voice(plan, quarter, at)

    def _say(self, plan: DemoPlan, author: Person, role: str, kind: str, text: str,
             at: dt.datetime, **more: object) -> Said:  # fmt: skip
        one = Said(plan, author, role, kind, None, "", text, at)
        for name, value in more.items():
            setattr(one, name, value)
        self.work.said.setdefault(plan, []).append(one)
        return one

    def _seen_by(self, kind: str) -> str:
        drawn = self.chance.random()
        if kind == "APRESIASI" and drawn < WALL_SHARE:
            return "UNIT"
        return "RECEIVER" if drawn > 1 - PRIVATE_SHARE else "LEADERS"

    def _value(self) -> str:
        """A behavior, or nothing: then it is about the person."""
        if self.chance.random() < ABOUT_PERSON:
            return ""
        return pick(self.chance, list(CoreValue)).value

    def _peer(self, plan: DemoPlan, _quarter: Quarter, at: dt.datetime) -> None:
        author = self.peer_of(plan)
        if author is None:
            return
        kind = pick(self.chance, KINDS)
        text = pick(self.chance, lines(family(plan.post.unit), "rekan", kind))
        self._say(plan, author, COLLEAGUE, kind, text, at,
                  core_value=self._value(), visibility=self._seen_by(kind))  # fmt: skip

    def peer_of(self, plan: DemoPlan) -> Person | None:
        """Return a colleague who neither assesses the person nor is assessed by him."""
        post = plan.post
        own = {below.person for below in self.below.get(post.person, ())}
        around = self._beside(plan) if post.is_head else post.unit.staff
        without = {post.person, plan.evaluator.person, *own}
        found = [one.person for one in around if one.person not in without and not one.is_new]
        return pick(self.chance, found) if found else None

    def _beside(self, plan: DemoPlan) -> list[Post]:
        """The heads beside the head of a unit, in the same office."""
        team, office = self.below.get(plan.evaluator.person, []), plan.post.unit.opd
        return [one for one in team if one.is_head and one.unit.opd is office]

    def _from_below(self, plan: DemoPlan, _quarter: Quarter, at: dt.datetime) -> None:
        found = [one for one in self.below.get(plan.person, ()) if not one.is_new]
        if not found:
            return
        kind = pick(self.chance, KINDS)
        text = pick(self.chance, lines(family(plan.post.unit), "bawahan", kind))
        self._say(plan, pick(self.chance, found).person, BELOW, kind, text, at,
                  core_value=self._value(), visibility=self._seen_by(kind))  # fmt: skip

    def _served(self, plan: DemoPlan, _quarter: Quarter, at: dt.datetime) -> None:
        around = [one.person for one in plan.post.unit.staff if not one.is_new]
        typists = [one for one in around if one is not plan.person]
        if not typists:
            return
        name, kind = family(plan.post.unit), pick(self.chance, SERVED_KINDS)
        text = pick(self.chance, lines(name, "layanan", kind))
        self._say(plan, pick(self.chance, typists), SERVED, kind, text, at,
                  core_value=CoreValue.BERORIENTASI_PELAYANAN.value,
                  visibility="UNIT" if kind == "APRESIASI" else "LEADERS",
                  spoken_by=pick(self.chance, speakers(name)))  # fmt: skip

    def _own(self, plan: DemoPlan, _quarter: Quarter, at: dt.datetime) -> None:
        planned = pick(self.chance, plan.results)
        text = pick(self.chance, lines(family(plan.post.unit), "diri", "CATATAN"))
        seen = "LEADERS" if self.chance.random() < COIN else "RECEIVER"
        self._say(plan, plan.person, ONESELF, "CATATAN", text.format(hasil=planned.text), at,
                  planned=planned, visibility=seen)  # fmt: skip

    def _about_evidence(self, plan: DemoPlan, quarter: Quarter, at: dt.datetime) -> None:
        shown = [
            row
            for row in self.work.reached.get(plan, ())
            if row.link and row.quarter is quarter and row.at < self.time.now
        ]
        if not shown:
            return
        row = pick(self.chance, shown)
        planned = next(one for one in plan.results if row.measured in one.measures)
        text = pick(self.chance, lines("umum", "penilai", "bukti"))
        later = max(at, row.at + dt.timedelta(hours=5))
        if later < self.time.now:
            self._say(plan, plan.evaluator.person, ROLE, "CATATAN", text, later,
                      planned=planned, evidence=row)  # fmt: skip

    def _general(self, plan: DemoPlan, _quarter: Quarter, at: dt.datetime) -> None:
        text = pick(self.chance, lines("umum", "penilai", "umum"))
        self._say(plan, plan.evaluator.person, ROLE, "APRESIASI", text, at)

    def _requests(self) -> None:
        for plan in self.plans:
            if plan.post.story == "pegawai":
                self._ask_of_story(plan)
            elif self.chance.random() < ASK_SHARE or plan.post.story in {"diri", "belum"}:
                self._ask(plan)

    def _ask(self, plan: DemoPlan) -> None:
        chance, story = self.chance, plan.post.story
        peer = plan.evaluator.person if chance.random() < COIN else self.peer_of(plan)
        asked = plan.evaluator.person if story or peer is None else peer
        at = self._moment(plan, 2 + 3 * chance.random() if story else 60 * chance.random())
        is_open = bool(story) or (at > self.time.now - LATELY and chance.random() < 2 * COIN - 0.2)
        one = self._asked(plan, asked, at)
        if not is_open:
            self._end(one, pick(chance, ENDS))

    def _ask_of_story(self, plan: DemoPlan) -> None:
        peer = self.peer_of(plan)
        if peer is not None:
            self._asked(plan, peer, self._moment(plan, 4))
        answered = self._asked(plan, plan.evaluator.person, self._moment(plan, 24))
        self._end(answered, "ANSWERED")

    def _moment(self, plan: DemoPlan, days: float) -> dt.datetime:
        """A working moment so many days ago, once the plan was agreed."""
        assert plan.agreed_at is not None
        day = self.time.as_of - dt.timedelta(days=int(days) + 3)
        at = self.time.work(max(day, dt.date(self.time.year, 1, 2)), days % 1)
        return max(at, plan.agreed_at + dt.timedelta(minutes=30))

    def _asked(self, plan: DemoPlan, asked: Person, at: dt.datetime) -> Asked:
        chance = self.chance
        planned = pick(chance, plan.results) if chance.random() < 2 * ABOUT_PERSON else None
        question = pick(chance, said()["umum"]["permintaan"]["tanya"])
        one = Asked(plan, asked, planned, "", question, at, since=at)
        self.voiced.asked.append(one)
        return one

    def _end(self, one: Asked, state: str) -> None:
        hours = dt.timedelta(hours=3 + int(60 * self.chance.random()))
        since = min(one.at + hours, self.time.now)
        one.state, one.since = state, since
        if state != "ANSWERED":
            return
        is_evaluator = one.asked is one.plan.evaluator.person
        text = pick(self.chance, said()["umum"]["permintaan"]["jawab"])
        one.answer = self._say(one.plan, one.asked, ROLE if is_evaluator else COLLEAGUE, "SARAN",
                               text, since, planned=one.planned)  # fmt: skip

    def _reports(self) -> None:
        """Three in the team of the story: one covered, one kept, one that waits."""
        team = {plan.post.story: plan for plan in self.plans if plan.post.unit.key == REGISTRATION}
        clerk = self._clerk()
        if clerk is None or not {"selesai", "berbukti", "diputus", "diri"} <= team.keys():
            return
        told, now = said()["laporan"], self.time.now
        hurt = self._words(team["selesai"], team["berbukti"], told["kata"], 21, "RECEIVER")
        firm = self._words(team["diputus"], team["diri"], told["tegas"], 17, "LEADERS")
        other = pick(self.chance, sayings()["umpan_balik"]["perilaku"]["SARAN"])
        waits = self._words(team["diri"], team["selesai"], other, 4, "LEADERS")
        day = dt.timedelta(days=1)
        self.voiced.reported += [
            Reported(hurt, told["alasan"], hurt.at + day, "COVERED", told["ditutup"], clerk,
                     min(hurt.at + 2 * day, now)),
            Reported(firm, told["keberatan"], firm.at + day, "KEPT", told["tetap"], clerk,
                     min(firm.at + 2 * day, now)),
            Reported(waits, told["menunggu"], min(waits.at + day, now)),
        ]  # fmt: skip

    def _words(self, plan: DemoPlan, by: DemoPlan, text: str, days: int, seen: str) -> Said:
        at = self._moment(plan, days + 0.4)
        return self._say(plan, by.person, COLLEAGUE, "CATATAN", text, at, visibility=seen)

    def _clerk(self) -> Person | None:
        """The pengelola of the office of the story."""
        units = {plan.post.unit.key: plan.post.unit for plan in self.plans}
        unit = units.get(CIVIL_SECRETARIAT)
        return unit.staff[0].person if unit and unit.staff else None
