"""What citizens write: comments beside the survey, and complaints in SP4N-LAPOR."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random

from kinerja.demo.chance import pick
from kinerja.demo.voice.serving import voices
from kinerja.demo.voice.shapes import Complained, DemoService, Pool, Word
from kinerja.surveys.periods import Span

#: comments on a service in a quarter at most; how content people are who write something good
WORDS, CONTENT, TALKATIVE = 4, 3.3, 0.75
HIDDEN_SHARE, UNREAD_DAYS = 0.02, 45
GOOD, BAD = 0.55, 0.4
#: one complaint for so many employees and service, over two years
EMPLOYEES_A_COMPLAINT, FEWEST = 8, 120
#: class, how usual, and the slowest usual answer in days
CLASSES = (
    *(("INFORMASI", 6),) * 4,
    *(("TIDAK_BERKADAR", 17),) * 5,
    ("BERKADAR", 70),
    ("ASPIRASI", 20),
)
LATE_SHARE, SATISFIED_SHARE, ASKED_SHARE, CLOSED_SHARE, STARTED_SHARE = 0.12, 0.74, 0.4, 0.06, 0.6


def write_words(
    pools: dict[DemoService, list[Pool]], spans: Sequence[Span], as_of: dt.date, chance: Random
) -> list[Word]:
    """Return the comments; who is content praises more often."""
    found = []
    for service, thoughts in pools.items():
        for span, pool in zip(spans, thoughts, strict=True):
            count = int(chance.random() * (WORDS + 1)) if service.texts["bobot"] else 0
            found += list(_written(service, span, pool, count, as_of, chance))
    return found


def _written(
    service: DemoService, span: Span, pool: Pool, count: int, as_of: dt.date, chance: Random
) -> Iterator[Word]:
    said = voices()["komentar"]
    lift = sum(pool.truth) / len(pool.truth) - CONTENT
    for _ in range(count):
        day = span.starts + dt.timedelta(days=int(chance.random() * 90))
        if day >= as_of or chance.random() > TALKATIVE:
            continue
        month, state = day.replace(day=1), "READ"
        if chance.random() < HIDDEN_SHARE:
            text, reason = pick(chance, said["disembunyikan"])
            yield Word(service, month, text, "HIDDEN", reason)
            continue
        if month > as_of - dt.timedelta(days=UNREAD_DAYS):
            state = "NEW"
        drawn = chance.random() - lift
        kind = "baik" if drawn < BAD else "buruk" if drawn < GOOD + 0.2 else "datar"
        yield Word(service, month, pick(chance, said[kind]), state)


def complain(
    services: Sequence[DemoService], employees: int, first: dt.date, as_of: dt.date, chance: Random
) -> list[Complained]:
    """Return the complaints of two years; most are answered within the limit."""
    count = max(FEWEST, employees // EMPLOYEES_A_COMPLAINT)
    readily = [service for service in services for _ in range(service.texts["bobot"])]
    days = (as_of - first).days
    made = [
        _complaint(number, pick(chance, readily), first, days, as_of, chance)
        for number in range(count)
    ]
    return sorted(made, key=lambda one: (one.received_on, one.tracking_id))


def _complaint(
    number: int, service: DemoService, first: dt.date, days: int, as_of: dt.date, chance: Random
) -> Complained:
    category, slowest = pick(chance, CLASSES)
    received = first + dt.timedelta(days=int(chance.random() * days))
    took = 1 + int(chance.random() * slowest)
    if chance.random() < LATE_SHARE:
        took += slowest
    responded: dt.date | None = received + dt.timedelta(days=took)
    status, satisfied = "DITUTUP" if chance.random() < CLOSED_SHARE else "SELESAI", None
    if responded is not None and responded >= as_of:
        responded, status = None, "PROSES" if chance.random() < STARTED_SHARE else "BELUM"
    elif chance.random() < ASKED_SHARE:
        satisfied = chance.random() < SATISFIED_SHARE
    return Complained(
        tracking_id=f"{8_100_000 + number * 37 + int(chance.random() * 37)}",
        service=service,
        category=category,
        topic=pick(chance, voices()["aduan"]["topik"]),
        status=status,
        received_on=received,
        responded_on=responded,
        is_satisfied=satisfied,
    )
