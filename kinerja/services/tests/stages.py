"""A service with its counters and codes, as the tests of this room and of those above need it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from kinerja.foundation.actor import Actor
from kinerja.organization.models import Unit
from kinerja.services import operations
from kinerja.services.models import Code, Counter, Service
from kinerja.services.operations import ServiceValues
from tests.factories import NOON

MACHINE = Actor.system("tests")
VALUES = ServiceValues(
    name="Penerbitan KTP-el",
    served_a_year=12_000,
    requirements="Fotokopi kartu keluarga.",
    procedure="Ambil nomor, rekam data, terima kartu.",
    duration="1 hari kerja",
    fee="Gratis",
    product="KTP-el",
    complaint_handling="Loket pengaduan dan SP4N-LAPOR.",
    urgent_phone="0812-3456-7890",
)


class Stage(NamedTuple):
    """A service with all that leads to its survey."""

    service: Service
    counters: list[Counter]
    codes: list[Code]

    @property
    def counter(self) -> Counter:
        return self.counters[0]

    @property
    def code(self) -> str:
        """The address of the first counter's survey."""
        return self.codes[0].code


def make_service(
    unit: Unit, name: str = VALUES.name, *, counters: int = 1, at: dt.datetime = NOON
) -> Stage:
    """Open a service of a unit with as many counters, each with its code."""
    service = operations.open_service(
        unit_id=unit.pk, values=VALUES._replace(name=name), by=MACHINE, at=at
    )
    made = [
        operations.add_counter(service=service, name=f"Loket {number}", by=MACHINE, at=at)
        for number in range(1, counters + 1)
    ]
    return Stage(service, made, [Code.objects.get(counter=counter) for counter in made])


def make_parts(unit: Unit) -> dict[str, int]:
    """Return what the addresses of this room name: a service, its counter, an extra question."""
    stage = make_service(unit, "Legalisasi dokumen")
    question = operations.ask_question(
        service=stage.service,
        text="Apakah ruang tunggunya nyaman?",
        answers=("Tidak nyaman", "Kurang nyaman", "Nyaman", "Sangat nyaman"),
        by=MACHINE,
        at=NOON,
    )
    return {
        "service_id": stage.service.pk,
        "counter_id": stage.counter.pk,
        "question_id": question.pk,
    }
