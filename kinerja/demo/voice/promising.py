"""What units promise after a survey, and what a person decides about answers with a signal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from kinerja.demo.shapes import Person
from kinerja.demo.timeline import Timeline
from kinerja.demo.voice.serving import voices
from kinerja.demo.voice.shapes import DemoService, Promise, Ruled
from kinerja.surveys.periods import Span

PLANNED_AFTER, STARTED_AFTER, ENDED_AFTER, RULED_AFTER = 7, 12, 42, 5
DUE = dt.timedelta(days=120)
#: counted back from the running quarter: when somebody sent dozens of perfect answers
BURST_BACK = 1
BURST_SERVICE = "kelurahan"
REASON = (
    "Tujuh puluh jawaban sempurna datang dalam dua sore dari satu kode, padahal loket hanya"
    " melayani belasan warga per hari. Buku tamu diperiksa bersama lurah."
    " Jawaban bertanda tidak dihitung."
)


class Promising:
    """Lets the admins of surveys plan, and units keep what they promised or say why not."""

    def __init__(self, time: Timeline, spans: Sequence[Span], admins: Mapping[str, Person]) -> None:
        self.time, self.spans, self.admins = time, spans, admins

    def promises(self, services: Sequence[DemoService]) -> Iterator[Promise]:
        first = {service.key: service for service in services if service.is_first}
        for texts in voices()["janji"]:
            service = first.get(texts["layanan"])
            if service is not None:
                yield self._promise(service, texts)

    def _promise(self, service: DemoService, texts: dict[str, str]) -> Promise:
        span = self.spans[-1 - int(texts["mundur"])]
        work, start = self.time.work, span.ends
        planned, state = work(start, PLANNED_AFTER + 0.3), texts["keadaan"]
        head = service.unit.head or service.unit.acting
        person = head.person if service.unit.head and head else service.unit.staff[0].person
        made = Promise(
            service=service,
            span=span,
            texts=texts,
            by=self.admin(service),
            responsible=person,
            planned_at=planned,
            due_on=planned.date() + DUE,
        )
        if state in {"RUNNING", "DONE"}:
            made.started_at = work(start, STARTED_AFTER + 0.2)
        if state in {"DROPPED", "DONE"}:
            made.ended_at = work(start, ENDED_AFTER + 0.4)
        return made

    def admin(self, service: DemoService) -> Person:
        """Return who administers the surveys of an office; the city's own where it has nobody."""
        return self.admins.get(service.unit.opd.key) or self.admins[""]

    def ruling(self, services: Sequence[DemoService]) -> Ruled | None:
        """Return the decision about the service that somebody praised by the dozen."""
        for service in services:
            if service.key == BURST_SERVICE and service.is_first:
                span = self.spans[-1 - BURST_BACK]
                at = self.time.work(span.ends, RULED_AFTER + 0.1)
                return Ruled(service, span.starts, self.admin(service), at)
        return None
