"""Bimbingan kinerja: offered after a low predikat, sometimes begun by hand, some already over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from kinerja.demo.chance import pick
from kinerja.demo.course import Slot
from kinerja.demo.mentoring.shapes import Guided, Rated, Talk
from kinerja.demo.mentoring.talking import Talking
from kinerja.demo.mentoring.wording import said
from kinerja.demo.planning import DemoPlan
from kinerja.demo.shapes import Person
from kinerja.demo.staffing import CIVIL_SECRETARIAT
from kinerja.demo.timeline import ONE_DAY, Timeline
from regulation.follow_up import FollowUp, follow_up

BEGUN, DECLINED, STOPPED = "BEGUN", "DECLINED", "STOPPED"
WAYS = (BEGUN,) * 14 + (DECLINED,) * 3 + (STOPPED,)
LATEST = ("OFFERED",) * 3 + (BEGUN,) * 2
MONTHS = dt.timedelta(days=91)
FORTNIGHT = dt.timedelta(days=14)
OUTCOMES = ("TERCAPAI", "TERCAPAI", "SEBAGIAN")
ANSWERS = (2, 3, 3, 3, 4, 4)
ANSWER_SHARE = 0.7
FEWEST_LINES = 2
LINES = 4


class Guiding:
    """Lets mentors guide whoever needs it."""

    def __init__(self, time: Timeline, talking: Talking, chance: Random) -> None:
        self.time, self.talking, self.chance = time, talking, chance
        self.found: dict[Person, Guided] = {}
        self.all_found: list[Guided] = []

    def all(self, plans: Sequence[DemoPlan], slots: Sequence[Slot]) -> list[Guided]:
        """Return all guidances, at most one offered or running for each person."""
        for slot in slots:
            if slot.quarter in self.time.finished and slot.delivered_at is not None:
                self._after(slot, slot.delivered_at)
        for plan in plans:
            if plan.post.story == "diri-draf" and plan.agreed_at is not None:
                self._by_hand(plan, plan.agreed_at)
        return self.all_found

    def _after(self, slot: Slot, at: dt.datetime) -> None:
        suggested = follow_up(grade=slot.grade).outcome
        before = self.found.get(slot.plan.person)
        if FollowUp.BIMBINGAN not in suggested or (
            before and before.state in {"OFFERED", "RUNNING"}
        ):
            return
        guided = Guided(slot.plan, slot.plan.evaluator.person, at, slot)
        guided.suggests_counseling = FollowUp.KONSELING in suggested
        way = pick(self.chance, LATEST if slot.quarter is self.time.finished[-1] else WAYS)
        day = at.date() + dt.timedelta(days=2 + int(3 * self.chance.random()))
        decided = self.time.work(day, self.chance.random())
        if way != "OFFERED" and decided < self.time.now:
            self._decide(guided, way, decided)
        self._keep(guided)

    def _keep(self, guided: Guided) -> None:
        self.found[guided.plan.person] = guided
        self.all_found.append(guided)

    def _decide(self, guided: Guided, way: str, at: dt.datetime) -> None:
        told = said()["bimbingan"]
        if way == DECLINED:
            guided.state, guided.ended_at = "DECLINED", at
            guided.reason = pick(self.chance, told["tidak_dimulai"])
            return
        self._begin(guided, at, pick(self.chance, told["tujuan"]))
        assert guided.ends is not None
        if way == STOPPED:
            day = at.date() + 2 * FORTNIGHT
            if day < self.time.as_of:
                guided.state, guided.ended_at = "STOPPED", self.time.work(day, 0.4)
                guided.reason = pick(self.chance, told["dihentikan"])
        elif guided.ends < self.time.as_of:
            self._finish(guided)
        self._meet(guided)

    def _begin(self, guided: Guided, at: dt.datetime, aim: str) -> None:
        guided.state, guided.begun_at, guided.aim = "RUNNING", at, aim
        guided.ends = at.date() + MONTHS
        lines: list[list[str]] = said()["bimbingan"]["kompetensi"]
        count = FEWEST_LINES + int((LINES - 1) * self.chance.random())
        first = int(self.chance.random() * LINES)
        rated = min(at + dt.timedelta(days=1), self.time.now)
        for step in range(count):
            name, reason = lines[(first + step) % LINES]
            value = 2 + (self.chance.random() < ANSWER_SHARE / 2)
            guided.rated.append(Rated(name, value, reason, rated))

    def _finish(self, guided: Guided) -> None:
        """At its end it has a result, better lines, and mostly the nine answers."""
        assert guided.ends is not None
        at = self.time.work(guided.ends - ONE_DAY, 0.5)
        chance, told = self.chance, said()["bimbingan"]
        guided.state, guided.ended_at = "FINISHED", at
        guided.outcome = pick(chance, OUTCOMES)
        guided.result = told["hasil"][0 if guided.outcome == "TERCAPAI" else 1]
        later = at - dt.timedelta(hours=2)
        guided.rated += [
            Rated(one.name, min(one.value + 1, 5), one.reason, later) for one in guided.rated[:2]
        ]
        if chance.random() < ANSWER_SHARE:
            guided.answers = [pick(chance, ANSWERS) for _ in range(9)]
            guided.words = pick(chance, told["suara"])
            guided.answered_at = min(at + dt.timedelta(hours=20), self.time.now)

    def _by_hand(self, plan: DemoPlan, agreed: dt.datetime) -> None:
        """In the team of the story a colleague of the superior guides."""
        parent = plan.post.unit.parent
        mentor = self._mentor_of(plan) if parent else None
        at = max(self.time.work(self.time.as_of - 3 * FORTNIGHT, 0.3), agreed + ONE_DAY)
        guided = Guided(plan, mentor or plan.evaluator.person, at)
        self._begin(guided, at, said()["bimbingan"]["tujuan"][1])
        self._meet(guided)
        self._keep(guided)

    def _mentor_of(self, plan: DemoPlan) -> Person | None:
        """The head of the sekretariat of the story's office."""
        for leader in self.talking.styles:
            post = leader.post
            if post and post.unit.key == CIVIL_SECRETARIAT and leader is not plan.person:
                return leader
        return None

    def _meet(self, guided: Guided) -> None:
        """Sessions every two weeks with the mentor, and the next one where it still runs."""
        assert guided.begun_at is not None
        day = guided.begun_at.date() + dt.timedelta(days=5)
        end = guided.ended_at.date() if guided.ended_at else self.time.as_of
        diary, notes = self.talking.diary, said()["bimbingan"]["catatan"]
        both = (guided.mentor, guided.plan.person)
        while (found := diary.next_working(day)) < end:
            starts = diary.book(diary.before_today(found), *both)
            talk = self._talk(guided, starts)
            talk.notes = pick(self.chance, notes)
            self.talking.telling.let_pass(talk, "CONFIRMED")
            day += FORTNIGHT
        if guided.state == "RUNNING":
            soon = self.time.as_of + dt.timedelta(days=3 + int(8 * self.chance.random()))
            self._talk(guided, diary.book(diary.next_working(soon), *both))

    def _talk(self, guided: Guided, starts: dt.datetime) -> Talk:
        assert guided.begun_at is not None
        talk = Talk(guided.plan, guided.mentor, "TINDAK_LANJUT", starts, guided.begun_at)
        talk.origin, talk.place = guided, pick(self.chance, said()["dialog"]["tempat"])
        guided.talks.append(talk)
        return talk
