"""Two anonymous windows: one that still asks, and one that is sealed and says something."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from kinerja.anonymous import boxes, keys
from kinerja.anonymous.groups import groups_of
from kinerja.anonymous.models import FEWEST_ANSWERS, LARGEST_GROUP, SMALLEST_GROUP
from kinerja.anonymous.operations.opening import QUESTIONS
from kinerja.demo.chance import pick
from kinerja.demo.mentoring.wording import said
from kinerja.demo.shapes import City, DemoUnit, Person, Post
from kinerja.demo.staffing import CIVIL_SECRETARIAT, REGISTRATION
from kinerja.demo.storing import tables
from kinerja.demo.storing.trail import Trail
from kinerja.demo.timeline import Timeline
from kinerja.organization.models import Placement
from kinerja.ui.format import url, weekday

WINDOW = (
    "id subject_id placement_id unit_id ring group_size opens closes key_file state outcome"
    " questions opened_by_id"
)
MEMBER = "window_id employee_id"
ANSWER = "id window_id token_hash box day scores text"
SEAL = """
UPDATE feedback_window SET state = 'SEALED', outcome = 'SHOWN', key_file = '' WHERE id = %s
"""
FORTNIGHT = dt.timedelta(days=14)
OPEN_SINCE = dt.timedelta(days=4)
SEALED_SINCE = dt.timedelta(days=60)
ANSWER_SHARE = 0.7
JUDGED_SHARE = 0.9
SCORES = (2, 3, 3, 3, 4, 4)


@dataclass(slots=True)
class Asked:
    """A window about somebody, and whom it asks."""

    post: Post
    ring: str
    group: Sequence[Person]
    opens: dt.date
    opener: Person
    id: int = 0

    @property
    def closes(self) -> dt.date:
        return self.opens + FORTNIGHT


class Windows:
    """Asks colleagues about the superior of the story and about the head of his office."""

    def __init__(self, city: City, time: Timeline, chance: Random, trail: Trail) -> None:
        self.units = {unit.key: unit for unit in city.units}
        self.people = {person.id: person for person in city.people}
        self.time, self.chance, self.trail = time, chance, trail

    def store(self) -> None:
        """Store both; a city too small for a group of eight has none."""
        running = self._asked(_head(self.units[REGISTRATION]), self.time.as_of - OPEN_SINCE)
        over = self._asked(_head(self.units["dukcapil"]), self.time.as_of - SEALED_SINCE)
        if running:
            self._open(running)
        if over:
            self._sealed(over)

    def _asked(self, post: Post, opens: dt.date) -> Asked | None:
        groups = groups_of(Placement.objects.get(pk=post.id), opens)
        for ring in ("TEAM", "OFFICE"):
            group = [self.people[one.id] for one in groups[ring]]
            if SMALLEST_GROUP <= len(group) <= LARGEST_GROUP:
                opener = self.units[CIVIL_SECRETARIAT].staff[0].person
                return Asked(post, ring, group, opens, opener)
        return None

    def _open(self, asked: Asked) -> None:
        key_file = keys.make()
        key = keys.load(key_file)
        self._window(asked, key_file)
        subject, answering = asked.post.person.id, self._answering(asked)
        rows = []
        for person, text in answering:
            token = boxes.token(key, author=person.id, subject=subject, questions=QUESTIONS)
            box = boxes.close(key, boxes.Content(self._scores(), text))
            rows.append((uuid.uuid4(), asked.id, token, box, self.time.as_of, None, ""))
        tables.copy("anonymous_answer", ANSWER, sorted(rows))

    def _sealed(self, asked: Asked) -> None:
        """Store the answers as sealing leaves them: without a token, scores and words apart."""
        self._window(asked, "destroyed.key")
        texts = [text for _, text in self._answering(asked)]
        rows = [
            (uuid.uuid4(), asked.id, None, None, asked.closes, json.dumps(self._scores()), text)
            for text in self.chance.sample(texts, len(texts))
        ]
        tables.copy("anonymous_answer", ANSWER, rows)
        tables.run_with(SEAL, asked.id)
        at = self.time.work(asked.closes + dt.timedelta(days=1), 0.0)
        self._act("sealed", asked, at, None, {"outcome": "SHOWN"})
        name, here = asked.post.person.full_name, url("anonymous:window", asked.id)
        for person in (asked.post.person, asked.opener):
            title = f"Masukan anonim tentang {name} ditutup"
            body = "Buka untuk membaca hasilnya."
            self.trail.tell(person, at, "anonymous.sealed", title, here, body)

    def _window(self, asked: Asked, key_file: str) -> None:
        """Store a window that asks, and tell its group and the one it is about."""
        post, size = asked.post, len(asked.group)
        tables.number("feedback_window", [asked])
        row = (
            asked.id, post.person.id, post.id, post.unit.id, asked.ring, size, asked.opens,
            asked.closes, key_file, "OPEN", "", json.dumps(QUESTIONS), asked.opener.user_id,
        )  # fmt: skip
        tables.copy("feedback_window", WINDOW, [row])
        tables.copy("feedback_window_member", MEMBER, [(asked.id, one.id) for one in asked.group])
        at = self.time.work(asked.opens, 0.1)
        changes = {"ring": asked.ring, "asked": size, "closes": asked.closes}
        self._act("opened", asked, at, asked.opener, changes)
        title = f"Masukan anonim tentang {post.person.full_name} dibuka"
        body = f"Anda termasuk {size} orang yang diminta menjawab, sampai {weekday(asked.closes)}."
        here = url("anonymous:window_list")
        for person in asked.group:
            self.trail.tell(person, at, "anonymous.invitation", title, here, body)

    def _answering(self, asked: Asked) -> list[tuple[Person, str]]:
        """Choose who answers, with what words; not the employee of the story, who may try it."""
        texts: list[str] = said()["anonim"]["teks"]
        asked_ones = [one for one in asked.group if one.post and one.post.story != "pegawai"]
        count = max(FEWEST_ANSWERS + 1, int(len(asked_ones) * ANSWER_SHARE))
        chosen = self.chance.sample(asked_ones, min(count, len(asked_ones)))
        first = int(self.chance.random() * len(texts))
        words = [texts[(first + no) % len(texts)] for no in range(min(count, len(texts)))]
        return [(one, words[no] if no < len(words) else "") for no, one in enumerate(chosen)]

    def _scores(self) -> dict[str, int]:
        """A score for each value, but for some that one cannot judge."""
        return {
            code: pick(self.chance, SCORES)
            for code in QUESTIONS
            if self.chance.random() < JUDGED_SHARE
        }

    def _act(
        self, act: str, asked: Asked, at: dt.datetime, by: Person | None, changes: object
    ) -> None:
        self.trail.act(
            f"anonymous.window.{act}",
            at,
            by,
            subject=("anonymous.window", asked.id),
            about=asked.post.person.id,
            unit=asked.post.unit.id,
            changes=changes,
        )


def _head(unit: DemoUnit) -> Post:
    assert unit.head is not None
    return unit.head
