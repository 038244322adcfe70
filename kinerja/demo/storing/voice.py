"""Services, answers, comments, complaints, follow-ups: copied, then walked their legal way."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kinerja.complaints.models import ComplaintImport
from kinerja.demo.shapes import Person
from kinerja.demo.storing import tables
from kinerja.demo.storing.trail import Trail
from kinerja.demo.voice import answering
from kinerja.demo.voice.answering import Touch
from kinerja.demo.voice.promising import REASON
from kinerja.demo.voice.shapes import Complained, DemoService, Promise, Ruled, Word
from kinerja.foundation import clock
from kinerja.surveys.operations.indices import write_indices
from kinerja.surveys.operations.night import Touched, sum_up
from kinerja.surveys.periods import quarter_of

SERVICE = (
    "id unit_id name served_a_year requirements procedure duration fee product complaint_handling"
    " urgent_phone state opened_on closed_on lock_no"
)
COUNTER = "id service_id name is_kiosk closed_on"
CODE = "code counter_id issued_on retired_on valid_on"
COMPLAINT = (
    "tracking_id unit_id service_id category topic status received_on responded_on is_satisfied"
    " imported_at"
)
PROMISE = (
    "id service_id element starts months asked action responsible_id due_on state done_on outcome"
    " evidence_link is_public planned_on lock_no"
)
START = "UPDATE improvement SET state = 'RUNNING', lock_no = 1 WHERE id = ANY(%s)"
END = """
UPDATE improvement i SET state = e.state, done_on = e.done_on, outcome = e.outcome, lock_no = 2
FROM unnest(%s::bigint[], %s::text[], %s::date[], %s::text[]) AS e (id, state, done_on, outcome)
WHERE i.id = e.id
"""
DECIDED_AFTER = dt.timedelta(minutes=6)
#: the sums look a day of a counter up by its key, thousands of times
LOOKING_UP = "SELECT set_config('enable_nestloop', 'on', true)"
ALL_AT_ONCE = "SELECT set_config('enable_nestloop', 'off', true)"


def store_services(
    services: Sequence[DemoService],
    *,
    opened_on: dt.date,
    by: dict[DemoService, Person],
    at: dt.datetime,
    trail: Trail,
) -> None:
    """Store the services with their counters and codes."""
    counters = [counter for service in services for counter in service.counters]
    tables.number("public_service", services)
    tables.copy("public_service", SERVICE, (_service(one, opened_on) for one in services))
    tables.number("service_counter", counters)
    rows = ((one.id, one.service.id, one.name, one.is_kiosk, None) for one in counters)
    tables.copy("service_counter", COUNTER, rows)
    codes = ((one.code, one.id, opened_on, None, None) for one in counters)
    tables.copy("service_code", CODE, codes)
    for service in services:
        subject, unit = ("services.service", service.id), service.unit.id
        name = "services.service.opened"
        trail.act(name, at, by[service], subject=subject, about=None, unit=unit)
        for counter in service.counters:
            told = {"service": service.id, "is_kiosk": counter.is_kiosk}
            subject = ("services.counter", counter.id)
            name = "services.counter.opened"
            trail.act(name, at, by[service], subject=subject, about=None, unit=unit, changes=told)


def _service(service: DemoService, opened_on: dt.date) -> tuple[object, ...]:
    texts = service.texts
    return (
        service.id, service.unit.id, service.name, texts["warga"], texts["syarat"], texts["alur"],
        texts["lama"], texts["biaya"], texts["hasil"], texts["aduan"], texts["telepon"],
        "OPEN", opened_on, None, 0,
    )  # fmt: skip


def store_answers(lines: Sequence[str], first: dt.date, last: dt.date) -> None:
    """Copy the answers into the partitions of their months."""
    tables.run(f"SELECT surveys_open_months('{first}', '{last}')")
    tables.copy_lines("survey_answer", answering.COLUMNS, lines)


def sum_answers(touched: Iterable[Touch], today: dt.date) -> None:
    """Compute sums and indices as a night does, for all days at once."""
    services: dict[dt.date, set[int]] = defaultdict(set)
    rows = []
    for service, counter, day in touched:
        rows.append(Touched(service.id, counter.id, day, 1))
        services[quarter_of(day).starts].add(service.id)
    tables.run(LOOKING_UP)
    sum_up(rows)
    write_indices(services, today)
    tables.run(ALL_AT_ONCE)


def store_words(words: Sequence[Word], ids: Iterator[str], as_of: dt.date) -> None:
    """Store the comments, in the order of their random ids."""
    rows = sorted(
        (next(ids), one.service.id, one.month, one.text, one.state, as_of, one.hidden_reason)
        for one in words
    )
    columns = "id service_id month text state mixed_on hidden_reason"
    tables.copy("survey_comment", columns, rows)


def store_complaints(
    complaints: Sequence[Complained], *, by: Person, at: dt.datetime, trail: Trail
) -> None:
    """Store what a spreadsheet of SP4N-LAPOR! told, and that somebody imported it."""
    rows = (
        (
            one.tracking_id, one.service.unit.id, one.service.id, one.category, one.topic,
            one.status, one.received_on, one.responded_on, one.is_satisfied, at,
        )
        for one in complaints
    )  # fmt: skip
    tables.copy("complaint", COMPLAINT, rows)
    decided_at = at + DECIDED_AFTER
    name = f"sp4n-lapor-{clock.local_date(at)}.xlsx"
    source = ComplaintImport.objects.create(
        file_name=name,
        file_sha256=hashlib.sha256(name.encode()).digest(),
        state=ComplaintImport.State.APPLIED,
        uploaded_at=at,
        uploaded_by_id=by.user_id,
        applied_at=decided_at,
        good=len(complaints),
        faulty=0,
    )
    subject = ("complaints.complaintimport", source.pk)
    applied = {"new": len(complaints), "changed": 0, "left_out": 0, "faulty": 0}
    for act, moment, told in (("uploaded", at, None), ("applied", decided_at, applied)):
        name = f"complaints.import.{act}"
        trail.act(name, moment, by, subject=subject, about=None, unit=None, changes=told)


def store_ruling(ruled: Ruled, trail: Trail) -> None:
    """Store the decision; the indices that are computed afterwards follow it."""
    tables.number("survey_ruling", [ruled])
    columns = "id service_id starts leave_out reason by_id at"
    row = (
        ruled.id, ruled.service.id, ruled.starts, True, REASON, ruled.by.user_id, ruled.at,
    )  # fmt: skip
    tables.copy("survey_ruling", columns, [row])
    trail.act(
        "surveys.ruling.made",
        ruled.at,
        ruled.by,
        subject=("surveys.ruling", ruled.id),
        about=None,
        unit=ruled.service.unit.id,
        changes={
            "service": ruled.service.id,
            "starts": ruled.starts.isoformat(),
            "leave_out": True,
        },
    )


def store_promises(promises: Sequence[Promise], trail: Trail) -> None:
    """Plan all of them first; then they begin, and end."""
    tables.number("improvement", promises)
    tables.copy("improvement", PROMISE, (_promise(one) for one in promises))
    ended = [one for one in promises if one.ended_at]
    tables.run_with(START, [one.id for one in promises if one.started_at])
    tables.run_with(
        END,
        [one.id for one in ended],
        [one.state for one in ended],
        [_done_on(one) for one in ended],
        [one.texts["hasil"] for one in ended],
    )
    for one in promises:
        _record(one, trail)


def _done_on(one: Promise) -> dt.date | None:
    return one.ended_at.date() if one.ended_at and one.state == "DONE" else None


def _promise(one: Promise) -> tuple[object, ...]:
    texts = one.texts
    return (
        one.id, one.service.id, texts["unsur"], one.span.starts, one.span.months,
        texts["diminta"], texts["aksi"], one.responsible.id, one.due_on, "PLANNED", None, "", "",
        True, one.planned_at.date(), 0,
    )  # fmt: skip


def _record(one: Promise, trail: Trail) -> None:
    subject, unit = ("improvements.improvement", one.id), one.service.unit.id
    told = {
        "service": one.service.id,
        "element": one.texts["unsur"],
        "starts": one.span.starts.isoformat(),
        "months": one.span.months,
        "responsible": one.responsible.id,
        "due_on": one.due_on.isoformat(),
        "is_public": True,
    }
    steps = [
        ("planned", one.planned_at, one.by, told),
        ("running", one.started_at, one.responsible, {"before": "PLANNED", "state": "RUNNING"}),
    ]
    before = "RUNNING" if one.started_at else "PLANNED"
    last = one.by if one.state == "DROPPED" else one.responsible
    steps.append(
        (one.state.lower(), one.ended_at, last, {"before": before, "state": one.state}),
    )
    for act, at, by, changes in steps:
        if at is not None:
            name = f"improvements.improvement.{act}"
            trail.act(name, at, by, subject=subject, about=None, unit=unit, changes=changes)
    trail.tell(
        one.responsible,
        one.planned_at,
        "improvements.planned",
        "Anda penanggung jawab satu tindak lanjut survei",
        f"/tindak-lanjut/{one.id}/",
        f"Layanan {one.service.name}.",
    )
