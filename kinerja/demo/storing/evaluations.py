"""Evaluations: all begin open, then walk through their stages in a handful of UPDATEs."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence

from kinerja.cycles.models import PerformanceYear
from kinerja.demo.course import Slot, UnitRating
from kinerja.demo.freezing import Freezer, capacity
from kinerja.demo.shapes import Person
from kinerja.demo.storing import tables
from kinerja.demo.storing.trail import Trail
from kinerja.foundation.canonical import canonical
from kinerja.ui.format import url
from regulation.grade import RULE_SET

EVALUATION = (
    "id plan_id employee_id placement_id unit_id period_id kind state state_since not_rated_reason"
)
VERSION = (
    "id evaluation_id no plan_version_id decided_by_id capacity decided_at result_rating"
    " behavior_rating grade rule_set reasons because organization_rating inputs inputs_digest"
    " cause cause_reason"
)
DRAFT = "evaluation_id author_id result_rating behavior_rating notes lock_no updated_at"
RATING = "id unit_id year_id period_id value source set_at set_by_id lock_no"
STAGE = "evaluation_id version_id self_at decided_at delivered_at received_at exempt_at reason"
CREATE_STAGE = """
CREATE TEMP TABLE demo_stage (evaluation_id bigint, version_id bigint, self_at timestamptz,
  decided_at timestamptz, delivered_at timestamptz, received_at timestamptz,
  exempt_at timestamptz, reason text) ON COMMIT DROP
"""
MOVE = """
UPDATE evaluation e SET state = '{state}', state_since = s.{at}{more}
FROM demo_stage s WHERE e.id = s.evaluation_id AND s.{at} IS NOT NULL
"""
#: whoever is decided may come straight from OPEN; the self-evaluation stands in the trail
MOVES = (
    MOVE.format(state="SELF_SENT", at="self_at", more="") + "AND s.decided_at IS NULL",
    MOVE.format(state="DECIDED", at="decided_at", more=", current_version_id = s.version_id"),
    MOVE.format(state="DELIVERED", at="delivered_at", more=""),
    MOVE.format(state="RECEIVED", at="received_at", more=""),
    MOVE.format(state="NOT_RATED", at="exempt_at", more=", not_rated_reason = s.reason"),
)


class Rated:
    """The rating of an office with the id of its row."""

    def __init__(self, rating: UnitRating) -> None:
        self.rating, self.id = rating, 0


def store_ratings(ratings: Iterable[UnitRating], year: PerformanceYear, trail: Trail) -> None:
    """Store what offices achieved."""
    rows = [Rated(rating) for rating in ratings]
    tables.number("organization_rating", rows)
    tables.copy(
        "organization_rating",
        RATING,
        [
            (
                row.id,
                one.unit.id,
                year.pk,
                one.quarter.id,
                one.value,
                one.source,
                one.at,
                one.by.id,
                1,
            )
            for row in rows
            for one in (row.rating,)
        ],
    )
    for row in rows:
        trail.act(
            "evaluations.organization.rated",
            row.rating.at,
            row.rating.by,
            subject=("evaluations.organizationrating", row.id),
            about=None,
            unit=row.rating.unit.id,
            changes={"year": year.year, "period": row.rating.quarter.no, "lock_no": 1},
        )


def store_evaluations(slots: Sequence[Slot], freezer: Freezer, trail: Trail) -> None:
    """Store evaluations with words, decisions and events, and walk them to where they are."""
    decided = [slot for slot in slots if slot.decided_at]
    tables.number("evaluation", slots)
    tables.number("evaluation_version", decided, "version_id")
    tables.copy("evaluation", EVALUATION, (_evaluation(slot) for slot in slots))
    words = "evaluation_id content sent_at updated_at lock_no"
    tables.copy("self_evaluation", words, _own_words(slots))
    tables.copy("evaluation_version", VERSION, (_version(slot, freezer) for slot in decided))
    tables.copy("evaluation_event", "version_id kind at by_id note", _events(decided))
    tables.copy("evaluation_draft", DRAFT, (_draft(slot) for slot in slots if slot.has_draft))
    tables.run(CREATE_STAGE)
    tables.copy("demo_stage", STAGE, (_stage(slot) for slot in slots if slot.state != "OPEN"))
    tables.run(*MOVES)
    for slot in slots:
        _record(slot, freezer.year.year, trail)


def _evaluation(slot: Slot) -> tuple[object, ...]:
    post, quarter = slot.plan.post, slot.quarter
    return (
        slot.id, slot.plan.id, post.person.id, post.id, post.unit.id,
        quarter.id if quarter else None, "PERIODIC" if quarter else "ANNUAL", "OPEN",
        slot.opened_at, "",
    )  # fmt: skip


def _own_words(slots: Iterable[Slot]) -> Iterator[tuple[object, ...]]:
    for slot in slots:
        if slot.self_at:
            results = slot.plan.results
            told = {str(results[place].id): answers for place, answers in slot.words}
            content = canonical({"results": told, "summary": slot.summary}).decode()
            yield slot.id, content, slot.self_at, slot.self_at, 1


def _version(slot: Slot, freezer: Freezer) -> tuple[object, ...]:
    assert slot.quarter is not None
    inputs, ruling = freezer.inputs(slot, slot.quarter)
    frozen = canonical(inputs)
    reasons = {
        "result": slot.result_reason,
        "behavior": slot.behavior_reason,
        "recommendation": slot.recommendation,
    }
    because = [reason.as_json() for reason in ruling.because]
    return (
        slot.version_id, slot.id, 1, slot.plan.version_id, slot.plan.evaluator.person.id,
        capacity(slot.plan), slot.decided_at, slot.result.value, slot.behavior.value,
        ruling.outcome.value, RULE_SET, canonical(reasons).decode(), canonical(because).decode(),
        slot.organization.value if slot.organization else "", frozen.decode(),
        hashlib.sha256(frozen).digest(), "FIRST", "",
    )  # fmt: skip


def _events(slots: Iterable[Slot]) -> Iterator[tuple[object, ...]]:
    for slot in slots:
        evaluator = slot.plan.evaluator.person.id
        if slot.delivered_at:
            yield slot.version_id, "DELIVERED", slot.delivered_at, evaluator, ""
        if slot.received_at and slot.on_paper:
            note = "Formulir bertanda tangan disimpan di sekretariat."
            yield slot.version_id, "RECEIVED_ON_PAPER", slot.received_at, evaluator, note
        elif slot.received_at:
            yield slot.version_id, "RECEIVED", slot.received_at, slot.plan.person.id, ""


def _draft(slot: Slot) -> tuple[object, ...]:
    assert slot.self_at is not None
    return (
        slot.id, slot.plan.evaluator.person.id, slot.result.value, "", canonical({}).decode(), 1,
        slot.self_at + dt.timedelta(minutes=40),
    )  # fmt: skip


def _stage(slot: Slot) -> tuple[object, ...]:
    exempt = slot.opened_at + dt.timedelta(days=1) if slot.not_rated else None
    return (
        slot.id, slot.version_id or None, slot.self_at, slot.decided_at, slot.delivered_at,
        slot.received_at, exempt, slot.not_rated,
    )  # fmt: skip


def _record(slot: Slot, year: int, trail: Trail) -> None:
    """Write each stage into the trail and tell whom it concerns; never a rating."""
    person, evaluator = slot.plan.person, slot.plan.evaluator.person
    version = {"version": 1}
    decided = {"version": 1, "cause": "FIRST", "plan_version": 1}
    how = "RECEIVED_ON_PAPER" if slot.on_paper else "RECEIVED"
    receiver = evaluator if slot.on_paper else person
    _act(slot, trail, "opened", slot.opened_at, None, None)
    if slot.not_rated:
        at = slot.opened_at + dt.timedelta(days=1)
        _act(slot, trail, "not_rated", at, evaluator, {"reason": slot.not_rated})
    _act(slot, trail, "self_evaluation_sent", slot.self_at, person, None)
    _act(slot, trail, "decided", slot.decided_at, evaluator, decided)
    _act(slot, trail, "delivered", slot.delivered_at, evaluator, version)
    told = {"version": slot.version_id, "how": how}
    _act(slot, trail, "received", slot.received_at, receiver, told)
    if slot.quarter is not None:
        _tell(slot, f"evaluasi {slot.quarter.title} {year}", trail)


def _act(
    slot: Slot,
    trail: Trail,
    action: str,
    at: dt.datetime | None,
    by: Person | None,
    changes: object,
) -> None:
    if at is None:
        return
    trail.act(
        f"evaluations.evaluation.{action}",
        at,
        by,
        subject=("evaluations.evaluation", slot.id),
        about=slot.plan.person.id,
        unit=slot.plan.post.unit.id,
        changes=changes,
    )


def _tell(slot: Slot, what: str, trail: Trail) -> None:
    person, evaluator = slot.plan.person, slot.plan.evaluator.person
    why: str = url("evaluations:why", slot.id)
    if slot.self_at:
        title = f"{person.full_name} mengirim {what}"
        body = "Baca bukti dan kata-katanya, lalu beri rating."
        rate: str = url("evaluations:rate", slot.id)
        trail.tell(evaluator, slot.self_at, "evaluations.self_sent", title, rate, body)
    if slot.delivered_at:
        title = f"Hasil {what} diserahkan kepada Anda"
        body = "Baca alasannya, lalu nyatakan terima."
        trail.tell(person, slot.delivered_at, "evaluations.delivered", title, why, body)
    if slot.received_at:
        title = f"{person.full_name} menerima hasil {what}"
        body = "Waktu keberatan berjalan sejak hari itu."
        trail.tell(evaluator, slot.received_at, "evaluations.received", title, why, body)
