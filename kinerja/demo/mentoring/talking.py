"""Dialog kinerja through the year: most superiors keep a rhythm, some meet rarely, some never."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from kinerja.demo.chance import pick
from kinerja.demo.course import Slot
from kinerja.demo.mentoring.diary import Diary
from kinerja.demo.mentoring.shapes import Point, Promise, Routine, Talk
from kinerja.demo.mentoring.telling import Telling
from kinerja.demo.mentoring.wording import said
from kinerja.demo.planning import DemoPlan
from kinerja.demo.reaching import Work
from kinerja.demo.shapes import Person, Post
from kinerja.demo.staffing import CIVIL_SECRETARIAT, REGISTRATION
from kinerja.demo.timeline import ONE_DAY, Quarter, Timeline

STEADY, LOOSE, NONE = "STEADY", "LOOSE", "NONE"
STYLES = (STEADY,) * 6 + (LOOSE,) * 2 + (NONE,) * 2
#: how likely a leader meets somebody: at the beginning, within a quarter, at its end, now, soon
SHARES = {STEADY: (0.85, 0.4, 0.5, 0.5, 0.6), LOOSE: (0.3, 0.1, 0.3, 0.1, 0.15)}
ROUTINE_SHARE, ASKED_SHARE = 0.12, 0.03
RHYTHMS = ("MONTHLY",) * 5 + ("EACH_PERIOD",) * 4 + ("EVERY_TWO_WEEKS",)
HORIZON = dt.timedelta(days=60)
MOST_AHEAD = 6
WEEK = dt.timedelta(days=7)


@dataclass(slots=True)
class Talks:
    """All sessions of the city, in the order of their plans and days."""

    routines: list[Routine] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    #: points that wait for a session which nobody has planned yet
    waiting: list[Point] = field(default_factory=list)

    @property
    def promises(self) -> list[Promise]:
        return [promise for talk in self.talks for promise in talk.promises]


class Talking:
    """Lets superiors and employees meet."""

    def __init__(self, time: Timeline, work: Work, chance: Random) -> None:
        self.time, self.chance = time, chance
        self.diary = Diary(time, chance)
        self.telling = Telling(time, work, self.diary, chance)
        self.styles: dict[Person, str] = {}
        self.found = Talks()

    def all(self, plans: Sequence[DemoPlan], slots: Iterable[Slot]) -> Talks:
        """Return all sessions; evaluations give the time of those at the end of a quarter."""
        decided = {(one.plan, one.quarter): one.decided_at for one in slots if one.decided_at}
        for plan in plans:
            talks = self._plan(plan, decided)
            talks.sort(key=lambda one: (one.starts_at or one.made_at, one.made_at))
            self.found.waiting += self.telling.agenda(plan, talks)
            self.found.talks += talks
        return self.found

    def _plan(
        self, plan: DemoPlan, decided: dict[tuple[DemoPlan, Quarter | None], dt.datetime]
    ) -> list[Talk]:
        style, story = self._style(plan.evaluator), plan.post.story
        if plan.state != "AGREED":
            return self._unagreed(plan)
        if style == NONE or story == "diri-draf":
            return self._request(plan) if self.chance.random() < ASKED_SHARE else []
        if story == "pegawai" or (style == STEADY and self.chance.random() < ROUTINE_SHARE):
            return [*self._beginning(plan, 1.0), *self._routine(plan)]
        return self._now_and_then(plan, SHARES[style], decided)

    def _style(self, leader: Post) -> str:
        if leader.person not in self.styles:
            drawn = pick(self.chance, STYLES)
            own = leader.person.post
            key = own.unit.key if own else ""
            story = {REGISTRATION: STEADY, "dukcapil": STEADY, CIVIL_SECRETARIAT: NONE}
            self.styles[leader.person] = story.get(key, drawn)
        return self.styles[leader.person]

    def _unagreed(self, plan: DemoPlan) -> list[Talk]:
        """Whoever's plan was returned meets the superior about it soon."""
        if plan.returned_at is None or plan.resubmitted_at is not None:
            return []
        return [self._soon(plan, "KLARIFIKASI")]

    def _now_and_then(
        self,
        plan: DemoPlan,
        shares: tuple[float, ...],
        decided: dict[tuple[DemoPlan, Quarter | None], dt.datetime],
    ) -> list[Talk]:
        first, within, end, now, soon = shares
        talks = self._beginning(plan, first)
        for quarter in self.time.finished:
            talks += self._within(plan, quarter, within)
            at = decided.get((plan, quarter))
            if at is not None and self.chance.random() < end:
                day = self.diary.before_today(at.date() - ONE_DAY)
                talks.append(self._talk(plan, "EVALUASI", day))
        talks += self._within(plan, self.time.running, now)
        talks += self._story(plan)
        if self.chance.random() < soon and plan.post.story != "diri":
            talks.append(self._soon(plan, "UMPAN_BALIK"))
        return talks

    def _beginning(self, plan: DemoPlan, share: float) -> list[Talk]:
        if self.chance.random() >= share:
            return []
        assert plan.agreed_at is not None
        day = self.diary.before_today(max(plan.agreed_at.date() - 2 * ONE_DAY, plan.start))
        return [self._talk(plan, "PENETAPAN_EKSPEKTASI", day)]

    def _within(self, plan: DemoPlan, quarter: Quarter, share: float) -> list[Talk]:
        at = self.time.within(quarter, self.chance, skip=10)
        assert plan.agreed_at is not None
        if self.chance.random() >= share or at is None or at < plan.agreed_at:
            return []
        return [self._talk(plan, "UMPAN_BALIK", self.diary.before_today(at.date()))]

    def _story(self, plan: DemoPlan) -> list[Talk]:
        """In the team of the story each stage of a session can be seen."""
        story, day = plan.post.story, self.diary.before_today(self.time.as_of - WEEK)
        if story == "berbukti":
            talk = self._talk(plan, "UMPAN_BALIK", day, state="HELD")
            talk.confirmed = talk.confirmed[:1]
            return [talk]
        if story == "selesai":
            return [self._talk(plan, "TINDAK_LANJUT", day, state="MISSED")]
        if story == "diputus":
            return [self._talk(plan, "UMPAN_BALIK", day, state="CANCELED")]
        return self._request(plan) if story == "diri" else []

    def _request(self, plan: DemoPlan) -> list[Talk]:
        asked = self.time.work(self.time.as_of - WEEK, 3 * self.chance.random())
        talk = Talk(plan, plan.evaluator.person, "UMPAN_BALIK", None, asked, state="REQUESTED")
        talk.asked_at, talk.reason = asked, pick(self.chance, said()["dialog"]["minta"])
        return [talk]

    def _soon(self, plan: DemoPlan, kind: str) -> Talk:
        day = self.time.as_of + dt.timedelta(days=1 + int(11 * self.chance.random()))
        starts = self._book(plan, self.diary.next_working(day))
        made = self.time.work(self.time.as_of - WEEK, 4 * self.chance.random())
        made = max(made, plan.since + dt.timedelta(minutes=20))
        talk = Talk(plan, plan.evaluator.person, kind, starts, min(made, self.time.now))
        talk.place = pick(self.chance, said()["dialog"]["tempat"])
        self.telling.perhaps_move(talk)
        return talk

    def _talk(self, plan: DemoPlan, kind: str, day: dt.date, *, state: str = "") -> Talk:
        """A session that is over: usually held and confirmed by both."""
        starts = self._book(plan, day)
        made = max(starts - dt.timedelta(days=5, hours=2), plan.opened_at)
        talk = Talk(plan, plan.evaluator.person, kind, starts, min(made, starts))
        talk.place = pick(self.chance, said()["dialog"]["tempat"])
        self.telling.perhaps_move(talk)
        self.telling.let_pass(talk, state)
        return talk

    def _book(self, plan: DemoPlan, day: dt.date) -> dt.datetime:
        return self.diary.book(day, plan.evaluator.person, plan.person)

    def _routine(self, plan: DemoPlan) -> list[Talk]:
        """Sessions that come again: those that were, and those of the next sixty days."""
        chance, story = self.chance, plan.post.story == "pegawai"
        rhythm = "MONTHLY" if story else pick(chance, RHYTHMS)
        back = 7 * WEEK if rhythm == "EVERY_TWO_WEEKS" else 20 * WEEK
        assert plan.agreed_at is not None
        start = max(self.time.as_of - back, plan.agreed_at.date() + WEEK)
        start += dt.timedelta(days=int(10 * chance.random()))
        first = self._book(plan, self.diary.before_today(start))
        made = max(first - WEEK, plan.agreed_at)
        routine = Routine(
            plan, plan.evaluator.person, "UMPAN_BALIK", rhythm, first, 30,
            pick(chance, said()["dialog"]["tempat"]), min(made, self.time.now),
        )  # fmt: skip
        self.found.routines.append(routine)
        return self._occurrences(routine)

    def _occurrences(self, routine: Routine) -> list[Talk]:
        talks: list[Talk] = []
        ahead = 0
        for no in range(40):
            both = (routine.leader, routine.plan.person)
            starts = self.diary.following(routine.first_at, routine.rhythm, no, *both)
            if starts is None or starts > self.time.now + HORIZON or ahead == MOST_AHEAD:
                break
            made = max(routine.made_at, starts - HORIZON)
            talk = Talk(routine.plan, routine.leader, routine.kind, starts, made)
            talk.place, talk.routine, talk.occurrence = routine.place, routine, no
            if starts < self.time.now:
                self.telling.let_pass(talk, "")
            else:
                ahead += 1
            talks.append(talk)
        return talks
