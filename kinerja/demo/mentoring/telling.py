"""What a session says: notes, agreements, points of the agenda, confirmations."""

from __future__ import annotations

import datetime as dt
from random import Random

from kinerja.demo.chance import pick, stream
from kinerja.demo.mentoring.diary import Diary
from kinerja.demo.mentoring.shapes import LINGERS, Moved, Point, Promise, Talk
from kinerja.demo.mentoring.wording import family, lines, said
from kinerja.demo.planning import DemoPlan
from kinerja.demo.reaching import Said, Work
from kinerja.demo.shapes import Planned
from kinerja.demo.timeline import ONE_DAY, Timeline
from kinerja.foundation import clock

PASSED = ("CONFIRMED",) * 18 + ("MISSED", "CANCELED")
MOVED_SHARE, PRIVATE_SHARE, LEFT_SHARE, ABOUT_SHARE = 0.06, 0.04, 0.07, 0.35
PROMISES = (0, 1, 1, 1, 2)
DONE_SHARE, DROPPED_SHARE, EARLY_SHARE, COIN = 0.8, 0.85, 0.2, 0.5
LATELY = dt.timedelta(days=30)


class Telling:
    """Lets sessions take place, or not, and writes down what was said."""

    def __init__(self, time: Timeline, work: Work, diary: Diary, chance: Random) -> None:
        self.time, self.work, self.diary, self.chance = time, work, diary, chance

    def let_pass(self, talk: Talk, state: str) -> None:
        """A session that is over was held, missed or called off."""
        assert talk.starts_at is not None
        talk.state = state or pick(self.chance, PASSED)
        after = talk.starts_at + dt.timedelta(minutes=talk.minutes + 10)
        if talk.state == "MISSED":
            talk.missed_by = talk.plan.person if self.chance.random() < COIN else talk.leader
            talk.reason = pick(self.chance, said()["dialog"]["tidak_hadir"])
            talk.ended_at = min(after, self.time.now)
        elif talk.state == "CANCELED":
            talk.reason = pick(self.chance, said()["dialog"]["batal"])
            talk.ended_at = max(talk.starts_at - dt.timedelta(hours=20), talk.made_at)
        else:
            self._hold(talk, min(after, self.time.now))

    def _hold(self, talk: Talk, at: dt.datetime) -> None:
        talk.held_at = at
        notes = pick(self.chance, said()["dialog"]["catatan"][talk.kind])
        talk.notes = self.note(talk, notes) if not talk.notes else talk.notes
        for _ in range(pick(self.chance, PROMISES)):
            self._promise(talk, at)
        if self.chance.random() < PRIVATE_SHARE or talk.plan.post.story == "pegawai":
            told = said()["dialog"]["pribadi"]
            talk.private.append((talk.leader, pick(self.chance, told["penilai"])))
            talk.private.append((talk.plan.person, pick(self.chance, told["pegawai"])))
        self._confirm(talk, at)

    def note(self, talk: Talk, words: str) -> str:
        """Fill what was agreed to be reached, and the quarter, into a note."""
        assert talk.starts_at is not None
        day = talk.starts_at.date()
        ended = [one for one in self.time.quarters if one.end < day]
        title = (ended or self.time.quarters)[-1 if ended else 0].title
        planned = pick(self.chance, talk.plan.results)
        title = title[0].upper() + title[1:] if words.startswith("{periode}") else title
        return words.format(hasil=planned.text, periode=title)

    def _promise(self, talk: Talk, at: dt.datetime) -> None:
        chance = self.chance
        is_leader = chance.random() < COIN / 2
        part = "penilai" if is_leader else "pegawai"
        text = pick(chance, lines(family(talk.plan.post.unit), "kesepakatan", part))
        text = text.format(hasil=talk.plan.results[0].text)
        if any(one.text == text for one in talk.promises):
            return
        due = self.diary.next_working(at.date() + dt.timedelta(days=14 + int(30 * chance.random())))
        who = talk.leader if is_leader else talk.plan.person
        promise = Promise(talk, who, text, due, at)
        self._keep(promise, at)
        talk.promises.append(promise)

    def _keep(self, promise: Promise, at: dt.datetime) -> None:
        """Most is done in time; some is overdue, for weeks and not months; little is dropped."""
        chance, told = self.chance, said()["umum"]["kesepakatan"]
        drawn = chance.random()
        is_due = promise.due < self.time.as_of
        if drawn >= DROPPED_SHARE and promise.due < self.time.as_of - LINGERS:
            drawn, chance = 0, stream(promise.due.toordinal(), "kept")
        if drawn < (DONE_SHARE if is_due else EARLY_SHARE):
            promise.state, promise.outcome = "DONE", pick(chance, told["selesai"])
        elif is_due and drawn < DROPPED_SHARE:
            promise.state = "DROPPED"
            promise.outcome = pick(chance, told["tidak_dilanjutkan"])
        else:
            return
        day = min(promise.due, self.time.as_of) - dt.timedelta(days=1 + int(6 * chance.random()))
        since = max(self.time.work(day, chance.random()), at + dt.timedelta(hours=1))
        promise.since = min(since, self.time.now)

    def _confirm(self, talk: Talk, at: dt.datetime) -> None:
        first = min(at + dt.timedelta(minutes=30), self.time.now)
        second = first + dt.timedelta(hours=2)
        if self.chance.random() < COIN:
            day = self.diary.next_working(first.date() + ONE_DAY)
            second = clock.start_of(day) + dt.timedelta(hours=7.5 + 8 * self.chance.random())
            second = second.replace(microsecond=0)
        talk.confirmed = [(talk.leader, first)]
        if second > self.time.now and talk.state == "CONFIRMED":
            talk.state = "HELD"
        elif second <= self.time.now:
            talk.confirmed.append((talk.plan.person, second))

    def perhaps_move(self, talk: Talk) -> None:
        """Some sessions were first planned for another day."""
        assert talk.starts_at is not None
        if self.chance.random() >= MOVED_SHARE:
            return
        at = max(talk.starts_at - dt.timedelta(days=2, hours=3), talk.made_at)
        at = min(at, self.time.now)
        day = self.diary.next_working(at.date() + ONE_DAY)
        before = self.diary.book(day, talk.leader, talk.plan.person)
        by = talk.leader if self.chance.random() < COIN else talk.plan.person
        if before != talk.starts_at:
            talk.moves.append(Moved(before, by, at, pick(self.chance, said()["dialog"]["pindah"])))

    def agenda(self, plan: DemoPlan, talks: list[Talk]) -> list[Point]:
        """Put points on the agendas of a plan's sessions; return those that wait."""
        ahead = next((talk for talk in talks if talk.state == "PLANNED"), None)
        last = max((talk for talk in talks if talk.held_at), key=_begins, default=None)
        for talk in talks:
            if talk.state != "REQUESTED" and (talk.state != "PLANNED" or talk is ahead):
                self._points(talk, is_last=talk is last)
        return [point for no, talk in enumerate(talks) for point in _carry(talk, talks[no + 1 :])]

    def _points(self, talk: Talk, *, is_last: bool) -> None:
        assert talk.starts_at is not None
        titles: list[str] = said()["dialog"]["agenda"][talk.kind]
        first = int(self.chance.random() * len(titles))
        count = 1 + (self.chance.random() < COIN)
        period = self.note(talk, "{periode}")
        for step in range(count):
            title = titles[(first + step) % len(titles)].format(periode=period)
            self._point(talk, title, is_last=is_last)
        if talk.state in {"MISSED", "CANCELED"}:
            return
        if self.chance.random() < ABOUT_SHARE or talk.plan.post.story == "pegawai":
            about = self._subject(talk)
            if about is not None:
                self._point(talk, _title(about), about=about)

    def _point(
        self,
        talk: Talk,
        title: str,
        *,
        is_last: bool = False,
        about: Planned | Said | None = None,
    ) -> None:
        assert talk.starts_at is not None
        author = talk.plan.person if self.chance.random() < COIN else talk.leader
        added = talk.starts_at - dt.timedelta(hours=6 + int(60 * self.chance.random()))
        added = max(min(added, self.time.now), talk.made_at)
        is_left = is_last and about is None and self.chance.random() < LEFT_SHARE
        discussed = None if is_left else talk.held_at
        talk.points.append(Point(talk.plan, author, title, added, talk, discussed, about=about))

    def _subject(self, talk: Talk) -> Planned | Said | None:
        """A result of the plan, or feedback that both have read."""
        told = [
            one
            for one in self.work.said.get(talk.plan, ())
            if one.at < talk.made_at
            and one.visibility != "RECEIVER"
            and one.author is not talk.plan.person
        ]
        if told and self.chance.random() < COIN:
            return told[-1]
        return pick(self.chance, talk.plan.results) if talk.plan.results else None


def _title(about: Planned | Said) -> str:
    if isinstance(about, Said):
        return f"Umpan balik dari {about.author.full_name}"
    return about.text[:150]


def _begins(talk: Talk) -> dt.datetime:
    assert talk.starts_at is not None
    return talk.starts_at


def _carry(talk: Talk, later: list[Talk]) -> list[Point]:
    """Take along what nobody came to; return what waits because nothing else is planned."""
    if talk.state in {"PLANNED", "REQUESTED"}:
        return []
    left = [point for point in talk.points if point.discussed_at is None]
    talk.points = [point for point in talk.points if point.discussed_at is not None]
    target = next((one for one in later if one.state == "PLANNED" or one.held_at), None)
    for point in left:
        point.carried_from, point.talk = talk, target
        if target is not None:
            point.discussed_at = target.held_at
            target.points.append(point)
    return left if target is None else []
