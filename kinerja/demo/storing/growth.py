"""Development plans: actions begin open, support comes last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kinerja.cycles.models import PerformanceYear
from kinerja.demo.mentoring.shapes import Growth
from kinerja.demo.storing import tables
from kinerja.demo.storing.trail import Trail

PLAN = (
    "id employee_id placement_id unit_id year_id strengths gaps aspiration lock_no content_no"
    " updated_at"
)
ACTION = (
    "id plan_id employee_id kind text evidence due_on hours origin_kind origin_id origin_label"
    " state state_since outcome lock_no"
)
CREATE_ENDED = """
CREATE TEMP TABLE demo_step (id bigint, state text, since timestamptz, outcome text)
ON COMMIT DROP
"""
END = """
UPDATE development_action a SET state = d.state, state_since = d.since, outcome = d.outcome
FROM demo_step d WHERE a.id = d.id
"""
CREATE_SUPPORTED = """
CREATE TEMP TABLE demo_support (id bigint, supported_by bigint, at timestamptz) ON COMMIT DROP
"""
SUPPORT = """
UPDATE development_plan p SET supported_by_id = d.supported_by, supported_at = d.at
FROM demo_support d WHERE p.id = d.id
"""


def store_growth(found: Sequence[Growth], year: PerformanceYear, trail: Trail) -> None:
    """Store what people want to learn, and who stands behind it."""
    tables.number("development_plan", found)
    tables.number("development_action", [step for one in found for step in one.steps])
    tables.copy("development_plan", PLAN, (_plan(one, year) for one in found))
    tables.copy("development_action", ACTION, _actions(found))
    tables.run(CREATE_ENDED, CREATE_SUPPORTED)
    tables.copy("demo_step", "id state since outcome", _ended(found))
    tables.copy("demo_support", "id supported_by at", _supported(found))
    tables.run(END, SUPPORT)
    for one in found:
        _record(one, trail)


def _plan(one: Growth, year: PerformanceYear) -> tuple[object, ...]:
    post = one.plan.post
    return (
        one.id, post.person.id, post.id, post.unit.id, year.pk, one.strengths, one.gaps,
        one.aspiration, 1, 1 + len(one.steps), one.at,
    )  # fmt: skip


def _actions(found: Iterable[Growth]) -> Iterator[tuple[object, ...]]:
    for one in found:
        for step in one.steps:
            born = step.origin
            origin = ("feedback", born.id, born.label[:150]) if born else ("", None, "")
            yield (
                step.id, one.id, one.plan.person.id, step.kind, step.text, step.evidence,
                step.due, step.hours, *origin, "OPEN", step.made_at, "", 0,
            )  # fmt: skip


def _ended(found: Iterable[Growth]) -> Iterator[tuple[object, ...]]:
    for one in found:
        for step in one.steps:
            if step.state != "OPEN":
                yield step.id, step.state, step.since, step.outcome


def _supported(found: Iterable[Growth]) -> Iterator[tuple[object, ...]]:
    for one in found:
        if one.supported_at is not None:
            yield one.id, one.plan.evaluator.person.id, one.supported_at


def _record(one: Growth, trail: Trail) -> None:
    about, unit = one.plan.person.id, one.plan.post.unit.id
    for step in one.steps:
        subject = ("growth.action", step.id)
        changes = {
            "kind": step.kind,
            "due_on": step.due,
            "origin": "feedback" if step.origin else "",
        }
        trail.act("growth.action.added", step.made_at, one.plan.person, subject=subject,
                  about=about, unit=unit, changes=changes)  # fmt: skip
        if step.since is not None:
            trail.act(f"growth.action.{step.state.lower()}", step.since, one.plan.person,
                      subject=subject, about=about, unit=unit,
                      changes={"state": step.state})  # fmt: skip
    if one.supported_at is not None:
        trail.act("growth.plan.supported", one.supported_at, one.plan.evaluator.person,
                  subject=("growth.developmentplan", one.id), about=about, unit=unit,
                  changes={"number": 1 + len(one.steps)})  # fmt: skip
