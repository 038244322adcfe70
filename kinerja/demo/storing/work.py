"""Realizations, evidence and reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kinerja.cycles.wording import spoken
from kinerja.demo.course import Slot
from kinerja.demo.reaching import Reached, Work
from kinerja.demo.storing import tables
from kinerja.demo.storing.trail import Trail
from kinerja.evidence.operations.attaching import INDICATOR

REALIZATION = "plan_id indicator_id period_id value value_date value_text note updated_at lock_no"
EVIDENCE = "id owner_id kind name link media_type storage_key added_at"
USE = "evidence_id plan_id subject_kind subject_id period_id used_at"


def store_work(work: Work, slots: Sequence[Slot], trail: Trail) -> None:
    """Store what was reached; the trail of evidence begins when it is attached."""
    reached = [row for rows in work.reached.values() for row in rows]
    tables.copy("realization", REALIZATION, (_realization(row) for row in reached))
    _store_evidence([row for row in reached if row.link], trail)
    _store_reports([slot for slot in slots if slot.reported_at], trail)


def _realization(row: Reached) -> tuple[object, ...]:
    return (
        row.plan.id, row.measured.id, row.quarter.id, row.value, row.day, row.words, row.note,
        row.at, 1,
    )  # fmt: skip


def _store_evidence(rows: list[Reached], trail: Trail) -> None:
    tables.number("evidence", rows, "evidence_id")
    kept = (
        (row.evidence_id, row.plan.person.id, "LINK", row.evidence, row.link, "", "", row.at)
        for row in rows
    )
    tables.copy("evidence", EVIDENCE, kept)
    used = (
        (row.evidence_id, row.plan.id, INDICATOR, row.measured.id, row.quarter.id, row.at)
        for row in rows
    )
    tables.copy("evidence_use", USE, used)
    for row in rows:
        trail.act(
            "evidence.evidence.attached",
            row.at,
            row.plan.person,
            subject=("evidence.evidence", row.evidence_id),
            about=row.plan.person.id,
            unit=row.plan.post.unit.id,
            changes={"plan": row.plan.id, "indicator": row.measured.id, "kind": "LINK"},
        )


def _store_reports(slots: list[Slot], trail: Trail) -> None:
    tables.number("realization_report", slots, "report_id")
    tables.copy("realization_report", "id plan_id period_id sent_at is_late", _reports(slots))
    for slot in slots:
        quarter, plan, at = slot.quarter, slot.plan, slot.reported_at
        assert quarter is not None
        assert at is not None
        trail.act(
            "evidence.report.sent",
            at,
            plan.person,
            subject=("evidence.realizationreport", slot.report_id),
            about=plan.person.id,
            unit=plan.post.unit.id,
            changes={"plan": plan.id, "period": quarter.id, "is_late": slot.is_late},
        )
        trail.tell(
            plan.evaluator.person,
            at,
            "evidence.report",
            f"{plan.person.full_name} mengirim realisasi",
            f"/progres/{plan.id}/{quarter.id}/",
            f"Realisasi {spoken(quarter.label)} siap Anda baca.",
        )


def _reports(slots: list[Slot]) -> Iterator[tuple[object, ...]]:
    for slot in slots:
        assert slot.quarter is not None
        yield slot.report_id, slot.plan.id, slot.quarter.id, slot.reported_at, slot.is_late
