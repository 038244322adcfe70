"""Plans: everything is a draft first, then walks its legal way in a handful of UPDATEs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kinerja.cycles.models import PerformanceYear
from kinerja.demo.freezing import Freezer
from kinerja.demo.planning import DemoPlan
from kinerja.demo.shapes import Person
from kinerja.demo.storing import tables
from kinerja.demo.storing.trail import Trail
from kinerja.foundation.canonical import canonical
from kinerja.ui.format import url
from regulation.behavior import CoreValue

PLAN = "id employee_id placement_id unit_id year_id held model approach state state_since"
VERSION = "id plan_id no state reason return_notes capacity lock_no"
RESULT = (
    "result_id plan_version_id kind text perspective assigned_by_id cascade parent_result_id"
    " no_parent_reason position"
)
INDICATOR = (
    "indicator_id plan_version_id aspect text target target_date target_text unit direction"
    " accumulation source position"
)
WALK = (
    "version_id plan_id owner_id submitted_at evaluator_id returned_at notes resubmitted_at"
    " agreed_at capacity parties"
)
CREATE_WALK = """
CREATE TEMP TABLE demo_walk (version_id bigint, plan_id bigint, owner_id bigint,
  submitted_at timestamptz, evaluator_id bigint, returned_at timestamptz, notes text,
  resubmitted_at timestamptz, agreed_at timestamptz, capacity text, parties jsonb) ON COMMIT DROP
"""
SUBMIT = """
UPDATE plan_version v SET state = 'SUBMITTED', submitted_by_id = w.owner_id,
  submitted_at = w.submitted_at FROM demo_walk w WHERE v.id = w.version_id
"""
RETURN = """
UPDATE plan_version v SET state = 'RETURNED', returned_by_id = w.evaluator_id,
  returned_at = w.returned_at, return_notes = w.notes
FROM demo_walk w WHERE v.id = w.version_id AND w.returned_at IS NOT NULL
"""
SUBMIT_AGAIN = """
UPDATE plan_version v SET state = 'SUBMITTED', submitted_at = w.resubmitted_at
FROM demo_walk w WHERE v.id = w.version_id AND w.resubmitted_at IS NOT NULL
"""
AGREE = """
UPDATE plan_version v SET state = 'AGREED', agreed_by_id = w.evaluator_id, agreed_at = w.agreed_at,
  capacity = w.capacity, parties = w.parties
FROM demo_walk w WHERE v.id = w.version_id AND w.agreed_at IS NOT NULL
"""
FOLLOW = """
UPDATE plan p SET state = '{state}', state_since = w.{at}
FROM demo_walk w WHERE p.id = w.plan_id AND w.{at} IS NOT NULL
"""


def store_plans(plans: list[DemoPlan], year: PerformanceYear) -> None:
    """Store all plans as drafts with their content."""
    results = [result for plan in plans for result in plan.results]
    tables.number("plan", plans)
    tables.number("plan_version", plans, "version_id")
    tables.number("result", results)
    tables.number("indicator", [measured for one in results for measured in one.measures])
    tables.copy("plan", PLAN, (_plan(plan, year) for plan in plans))
    versions = ((p.version_id, p.id, 1, "DRAFT", "", "", "", len(p.results)) for p in plans)
    tables.copy("plan_version", VERSION, versions)
    tables.copy("result", "id plan_id", ((r.id, p.id) for p in plans for r in p.results))
    tables.copy("result_content", RESULT, _results(plans))
    tables.copy("indicator", "id result_id", ((m.id, r.id) for r in results for m in r.measures))
    tables.copy("indicator_content", INDICATOR, _indicators(plans))
    tables.copy("behavior_content", "plan_version_id core_value expectation", _behaviors(plans))
    tables.copy("annex_line", "plan_version_id part text position", _annex(plans))


def walk_plans(plans: list[DemoPlan], freezer: Freezer, year: int, trail: Trail) -> None:
    """Let the drafts be submitted, returned, submitted again and agreed, as far as each came."""
    tables.run(CREATE_WALK)
    tables.copy("demo_walk", WALK, (_walk(plan, freezer) for plan in plans if plan.submitted_at))
    tables.run(
        SUBMIT,
        FOLLOW.format(state="SUBMITTED", at="submitted_at"),
        RETURN,
        FOLLOW.format(state="RETURNED", at="returned_at"),
        SUBMIT_AGAIN,
        FOLLOW.format(state="SUBMITTED", at="resubmitted_at"),
        AGREE,
        FOLLOW.format(state="AGREED", at="agreed_at"),
    )
    for plan in plans:
        _record(plan, year, trail)


def _plan(plan: DemoPlan, year: PerformanceYear) -> tuple[object, ...]:
    days = tables.held(plan.start, year.held.upper)
    return (
        plan.id, plan.person.id, plan.post.id, plan.post.unit.id, year.pk, days, plan.model,
        "KUANTITATIF", "DRAFT", plan.opened_at,
    )  # fmt: skip


def _results(plans: list[DemoPlan]) -> Iterator[tuple[object, ...]]:
    for plan in plans:
        for position, result in enumerate(plan.results, 1):
            assigned = result.assigned_by.id if result.assigned_by else None
            parent = result.serves.id if result.serves else None
            yield (
                result.id, plan.version_id, result.kind, result.text, result.perspective, assigned,
                "", parent, result.no_parent_reason, position,
            )  # fmt: skip


def _indicators(plans: list[DemoPlan]) -> Iterator[tuple[object, ...]]:
    for plan in plans:
        for result in plan.results:
            for position, one in enumerate(result.measures, 1):
                yield (
                    one.id, plan.version_id, one.aspect, one.text, one.number, one.day, one.words,
                    one.unit, "LOWER" if one.is_lower else "HIGHER",
                    "TOTAL" if one.is_total else "LATEST", one.source, position,
                )  # fmt: skip


def _behaviors(plans: list[DemoPlan]) -> Iterator[tuple[object, ...]]:
    values = [value.value for value in CoreValue]
    for plan in plans:
        for value in values:
            yield plan.version_id, value, plan.expectations.get(value, "")


def _annex(plans: list[DemoPlan]) -> Iterator[tuple[object, ...]]:
    for plan in plans:
        for position, (part, text) in enumerate(plan.annex, 1):
            yield plan.version_id, part, text, position


def _walk(plan: DemoPlan, freezer: Freezer) -> tuple[object, ...]:
    parties = freezer.parties(plan) if plan.agreed_at else None
    title = parties["evaluator"]["title"] if parties else ""
    return (
        plan.version_id, plan.id, plan.person.id, plan.submitted_at, plan.evaluator.person.id,
        plan.returned_at, plan.notes, plan.resubmitted_at, plan.agreed_at, title,
        canonical(parties).decode() if parties else None,
    )  # fmt: skip


def _record(plan: DemoPlan, year: int, trail: Trail) -> None:
    """Write each step into the trail and tell whom it concerns."""
    person, evaluator, title = plan.person, plan.evaluator.person, f"SKP {year}"
    sent = {"plan": plan.id, "state": "SUBMITTED", "evaluator": evaluator.id}
    _act(plan, trail, "opened", plan.opened_at, None, None)
    for at in filter(None, (plan.submitted_at, plan.resubmitted_at)):
        _act(plan, trail, "submitted", at, person, sent)
        told = f"{person.full_name} mengajukan {title}"
        body = "Tinjau, lalu setujui atau kembalikan dengan catatan."
        here = url("plans:review", plan.id)
        trail.tell(evaluator, at, "plans.submitted", told, here, body)
    if plan.returned_at:
        _act(plan, trail, "returned", plan.returned_at, evaluator, _decided(plan, "RETURNED"))
        told = f"{title} Anda dikembalikan dengan catatan"
        body = "Baca catatannya, perbaiki, lalu ajukan lagi."
        here = url("plans:edit", plan.id)
        trail.tell(person, plan.returned_at, "plans.returned", told, here, body)
    if plan.agreed_at:
        _act(plan, trail, "agreed", plan.agreed_at, evaluator, _decided(plan, "AGREED"))
        told = f"{title} Anda sudah disepakati"
        body = "Realisasi bisa diisi mulai sekarang."
        here = url("plans:plan", plan.id)
        trail.tell(person, plan.agreed_at, "plans.agreed", told, here, body)


def _decided(plan: DemoPlan, state: str) -> dict[str, object]:
    return {"plan": plan.id, "version": 1, "state": state}


def _act(
    plan: DemoPlan, trail: Trail, action: str, at: dt.datetime, by: Person | None, changes: object
) -> None:
    """Write an act about the plan when it opens, about its version afterwards."""
    subject = ("plans.planversion", plan.version_id) if by else ("plans.plan", plan.id)
    about, unit = plan.person.id, plan.post.unit.id
    name = f"plans.plan.{action}"
    trail.act(name, at, by, subject=subject, about=about, unit=unit, changes=changes)
