"""Three cases of counseling, as their two people know them; the notes are really sealed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kinerja.counseling import printing, sealing
from kinerja.counseling.operations.common import KIND, NEUTRAL
from kinerja.counseling.operations.keys import PRIVATE
from kinerja.counseling.operations.notes import context_of
from kinerja.demo.mentoring.wording import said
from kinerja.demo.shapes import City, Person
from kinerja.demo.staffing import GRADING, ORGANIZATION, REGISTRATION
from kinerja.demo.storing import tables
from kinerja.demo.storing.trail import Trail
from kinerja.demo.timeline import Timeline
from kinerja.foundation import clock
from kinerja.ui.format import url

KEY = "id counselor_id public salt cost sealed_private made_at understood_at"
RECOVERY = "id public fingerprint made_by_id made_at"
CASE = "id employee_id counselor_id occasion state state_since made_at follow_up"
REFERRAL = "case_id referred_by_id occasion made_at"
MEETING = "id case_id starts_at day place state state_since"
NOTE = (
    "case_id counselor_key_id recovery_key_id ciphertext key_for_counselor key_for_recovery"
    " written_at"
)
ACCEPT = "UPDATE counseling_case SET state = 'OPEN', state_since = %s WHERE id = %s"
CLOSE = """
UPDATE counseling_case SET state = 'CLOSED', state_since = %s, follow_up = 'PELATIHAN',
  counselor_tells_at = %s WHERE id = %s
"""
HOLD = "UPDATE counseling_meeting SET state = 'HELD', state_since = starts_at WHERE id = %s"
#: the passphrase is drawn, not thought up: it needs no cost against guessing
COST = 14
WEEK = dt.timedelta(days=7)
#: working days after the day on which somebody asks, or before which he meets
ASKED_AT, ACCEPTED_AT, MEETS_AT, WRITES_AT = 0.3, 0.6, 0.5, 0.7


@dataclass(slots=True)
class Row:
    """Something whose id its table gives."""

    id: int = 0


@dataclass(slots=True)
class Confided(Row):
    """A case: whose, since when, and on which days they met."""

    person: Person = field(kw_only=True)
    since: dt.date = field(kw_only=True)
    words: dict[str, Any] = field(kw_only=True)
    met: Sequence[dt.date] = ()
    meets_next: dt.date | None = None


class Counseling:
    """One running, one closed, one to which the superior of the story has led somebody."""

    def __init__(self, city: City, time: Timeline, passphrase: str, trail: Trail) -> None:
        units = {unit.key: unit for unit in city.units}
        self.time, self.passphrase, self.trail = time, passphrase, trail
        self.counselor = units[ORGANIZATION].staff[0].person
        self.keeper = units[GRADING].staff[0].person
        self.team = units[REGISTRATION]
        self.by_story = {post.story: post.person for post in self.team.staff if post.story}

    def store(self) -> list[str]:
        """Store the keys and the cases; return the recovery key as it would be printed."""
        printed = self._keys(self.time.work(self.time.as_of - 16 * WEEK, ASKED_AT))
        today, told = self.time.as_of, said()["konseling"]
        for case in self._asked(today, told):
            self._store(case)
            if case.person is self.by_story["pegawai"]:
                self._close(case)
        if "selesai" in self.by_story:
            self._referred(self.by_story["selesai"], told["rujukan"], today - dt.timedelta(days=1))
        return printed

    def _asked(self, today: dt.date, told: dict[str, Any]) -> list[Confided]:
        closed = Confided(
            person=self.by_story["pegawai"],
            since=today - 14 * WEEK,
            words=told["selesai"],
            met=[today - 13 * WEEK],
        )
        running = Confided(
            person=self.by_story.get("diri", self.by_story["pegawai"]),
            since=today - 5 * WEEK,
            words=told["berjalan"],
            met=[today - 4 * WEEK, today - 2 * WEEK],
            meets_next=today + dt.timedelta(days=2),
        )
        return [closed] if running.person is closed.person else [closed, running]

    def _keys(self, at: dt.datetime) -> list[str]:
        pair, city_pair, salt = sealing.new_pair(), sealing.new_pair(), sealing.new_salt()
        made = sealing.key_of_passphrase(self.passphrase, salt, COST)
        self.public, self.city_public = pair.public, city_pair.public
        self.key, self.recovery = Row(), Row()
        tables.number("counselor_key", [self.key])
        tables.number("counseling_recovery_key", [self.recovery])
        sealed, by = sealing.lock(pair.private, made, PRIVATE), self.counselor
        row = (self.key.id, by.id, pair.public, salt, COST, sealed, at, at)
        tables.copy("counselor_key", KEY, [row])
        print_ = printing.fingerprint(city_pair.public)
        city_row = (self.recovery.id, city_pair.public, print_, self.keeper.user_id, at)
        tables.copy("counseling_recovery_key", RECOVERY, [city_row])
        for act in ("made", "understood"):
            subject = ("counseling.counselorkey", self.key.id)
            self.trail.act(f"counseling.key.{act}", at, by, subject=subject, about=None, unit=None)
        subject = ("counseling.recoverykey", self.recovery.id)
        self.trail.act(
            "counseling.recovery.made", at, self.keeper, subject=subject, about=None, unit=None
        )
        return printing.written(city_pair.private)

    def _store(self, case: Confided) -> None:
        """Store a case from the question on, with its meetings and a note after each."""
        at = self.time.work(case.since, ASKED_AT)
        self._begin(case, case.words["pemicu"], at)
        self._nameless("asked", case, at)
        self.trail.tell(self.counselor, at, KIND, NEUTRAL, url("counseling:case", case.id))
        accepted = self.time.work(case.since, ACCEPTED_AT)
        tables.run_with(ACCEPT, accepted, case.id)
        self._act("accepted", case, accepted)
        self.trail.tell(case.person, accepted, KIND, NEUTRAL, url("counseling:case", case.id))
        for day, text in zip(case.met, case.words["catatan"], strict=True):
            self._met(case, day, accepted, text)
        if case.meets_next:
            self._meeting(case, case.meets_next, self.time.work(case.met[-1], WRITES_AT))

    def _begin(self, case: Confided, occasion: str, at: dt.datetime) -> None:
        tables.number("counseling_case", [case])
        row = (case.id, case.person.id, self.counselor.id, occasion, "REQUESTED", at, at, "")
        tables.copy("counseling_case", CASE, [row])

    def _met(self, case: Confided, day: dt.date, planned: dt.datetime, text: str) -> None:
        meeting = self._meeting(case, day, planned)
        tables.run_with(HOLD, meeting.id)
        at = self.time.work(day, WRITES_AT)
        context = context_of(case.id, self.key.id, self.recovery.id, at)
        note = sealing.seal_note(
            text, counselor=self.public, recovery=self.city_public, context=context
        )
        row = (case.id, self.key.id, self.recovery.id, note.ciphertext, note.key_for_counselor,
               note.key_for_recovery, at)  # fmt: skip
        tables.copy("counseling_note", NOTE, [row])
        self._act("note_written", case, at)

    def _meeting(self, case: Confided, day: dt.date, planned: dt.datetime) -> Row:
        made = Row()
        tables.number("counseling_meeting", [made])
        starts = clock.start_of(day) + dt.timedelta(hours=10)
        place = said()["konseling"]["tempat"]
        row = (made.id, case.id, starts, day, place, "PLANNED", planned)
        tables.copy("counseling_meeting", MEETING, [row])
        return made

    def _close(self, case: Confided) -> None:
        """End it with training that the counselor would tell the evaluator of."""
        at = self.time.work(case.met[-1], 1.3)
        tables.run_with(CLOSE, at, at, case.id)
        self._act("closed", case, at)
        self.trail.tell(case.person, at, KIND, NEUTRAL, url("counseling:case", case.id))

    def _referred(self, person: Person, words: dict[str, str], day: dt.date) -> None:
        """Store what waits for the counselor since the superior has written."""
        case, at = Confided(person=person, since=day, words=words), self.time.work(day, ASKED_AT)
        assert self.team.head is not None
        self._begin(case, "", at)
        row = (case.id, self.team.head.person.id, words["pemicu"], at)
        tables.copy("counseling_referral", REFERRAL, [row])
        self._nameless("referred", case, at)
        for one in (self.counselor, person):
            self.trail.tell(one, at, KIND, NEUTRAL, url("counseling:case", case.id))

    def _nameless(self, act: str, case: Confided, at: dt.datetime) -> None:
        """Remember what an employee or a superior did: no name, no time of the day."""
        self._remember(act, case, clock.start_of(clock.local_date(at)), None)

    def _act(self, act: str, case: Confided, at: dt.datetime) -> None:
        self._remember(act, case, at, self.counselor)

    def _remember(self, act: str, case: Confided, at: dt.datetime, by: Person | None) -> None:
        self.trail.act(
            f"counseling.case.{act}",
            at,
            by,
            subject=("counseling.case", case.id),
            about=None,
            unit=None,
            changes={"counselor": self.counselor.id},
        )
