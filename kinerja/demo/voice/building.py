"""Two years of the citizens' voice, up to the day at which the city stands."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from random import Random

from kinerja.demo.chance import stream
from kinerja.demo.shapes import City, Person
from kinerja.demo.storing import voice as storing
from kinerja.demo.storing.trail import Trail
from kinerja.demo.timeline import Timeline
from kinerja.demo.voice.answering import Answering, how_many, spans_before
from kinerja.demo.voice.promising import BURST_BACK, Promising
from kinerja.demo.voice.serving import open_services
from kinerja.demo.voice.shapes import DemoService, Pool
from kinerja.demo.voice.telling import complain, write_words
from kinerja.demo.voice.truth import Minds
from kinerja.surveys.periods import Span, quarter_of

#: two whole years, and the quarter that runs
QUARTERS = 9
#: the last file of complaints came in the afternoon before
IMPORTED_BEFORE = dt.timedelta(hours=9, minutes=20)
OPENED_BEFORE = dt.timedelta(days=14)


class Voice:
    """Lets citizens be served, answer, write and complain, and units promise."""

    def __init__(
        self, city: City, time: Timeline, seed: int, admins: Mapping[str, Person], trail: Trail
    ) -> None:
        self.city, self.time, self.seed = city, time, seed
        self.admins, self.trail = admins, trail
        self.spans: list[Span] = spans_before(quarter_of(time.as_of), QUARTERS)
        self.services = open_services(city, stream(seed, "services"))
        self.promising = Promising(time, self.spans, admins)
        self.pools: dict[DemoService, list[Pool]] = {}

    def store(self, *, at: dt.datetime) -> None:
        """Make and store everything; `at`: when the services were entered."""
        first, as_of = self.spans[0].starts, self.time.as_of
        by = {service: self.promising.admin(service) for service in self.services}
        storing.store_services(
            self.services, opened_on=first - OPENED_BEFORE, by=by, at=at, trail=self.trail
        )
        minds = Minds(QUARTERS, stream(self.seed, "minds"))
        self.pools = {service: minds.pools(service) for service in self.services}
        self._answer(first, as_of)
        self._write(first, as_of)
        promises = list(self.promising.promises(self.services))
        storing.store_promises(promises, self.trail)

    def _answer(self, first: dt.date, as_of: dt.date) -> None:
        answering = Answering(self.spans, as_of, stream(self.seed, "answers"))
        ruled = self.promising.ruling(self.services)
        if ruled is not None:
            answering.burst(ruled.service, len(self.spans) - 1 - BURST_BACK)
            storing.store_ruling(ruled, self.trail)
        lines = answering.all(self.pools, how_many(len(self.city.people)))
        storing.store_answers(lines, first, self.spans[-1].last_day)
        storing.sum_answers(answering.touched.values(), as_of)

    def _write(self, first: dt.date, as_of: dt.date) -> None:
        chance = stream(self.seed, "words")
        words = write_words(self.pools, self.spans, as_of, chance)
        storing.store_words(words, _ids(chance), as_of)
        people = len(self.city.people)
        complaints = complain(self.services, people, first, as_of, stream(self.seed, "complaints"))
        imported_at = self.time.now - IMPORTED_BEFORE
        storing.store_complaints(complaints, by=self.admins[""], at=imported_at, trail=self.trail)


def _ids(chance: Random) -> Iterator[str]:
    while True:
        yield str(uuid.UUID(int=chance.getrandbits(128), version=4))
