"""Guidances: offered or begun, then walked to where they are; lines and answers on the way."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kinerja.demo.mentoring.shapes import Guided
from kinerja.demo.shapes import Person
from kinerja.demo.storing import tables
from kinerja.demo.storing.trail import Trail
from kinerja.foundation.canonical import canonical
from kinerja.guidance.models import Statement
from kinerja.ui.format import url

GUIDANCE = (
    "id employee_id placement_id unit_id mentor_id trigger evaluation_id occasion"
    " suggests_counseling aim starts_on ends_on state state_since decided_by_id reason outcome"
    " result"
)
LINE = "guidance_id name value reason rated_by_id rated_at"
ANSWERS = "id guidance_id employee_id superior_id answers words sent_at"
STAGE = (
    "guidance_id state mentor aim starts ends begun_at decided_by ended_at reason outcome result"
)
CREATE_STAGE = """
CREATE TEMP TABLE demo_guidance (guidance_id bigint, state text, mentor bigint, aim text,
  starts date, ends date, begun_at timestamptz, decided_by bigint, ended_at timestamptz,
  reason text, outcome text, result text) ON COMMIT DROP
"""
BEGIN = """
UPDATE guidance g SET state = 'RUNNING', state_since = d.begun_at, mentor_id = d.mentor,
  aim = d.aim, starts_on = d.starts, ends_on = d.ends, decided_by_id = d.decided_by
FROM demo_guidance d WHERE g.id = d.guidance_id AND g.state = 'OFFERED' AND d.begun_at IS NOT NULL
"""
END = """
UPDATE guidance g SET state = d.state, state_since = d.ended_at, decided_by_id = d.decided_by,
  reason = d.reason, outcome = d.outcome, result = d.result
FROM demo_guidance d WHERE g.id = d.guidance_id AND d.ended_at IS NOT NULL
"""


class Answered:
    """The nine answers with the id of their row."""

    def __init__(self, guided: Guided) -> None:
        self.guided, self.id = guided, 0


def store_guidance(found: Sequence[Guided], trail: Trail) -> None:
    """Store the guidances with competences and answers."""
    tables.number("guidance", found)
    answered = [Answered(one) for one in found if one.answers]
    tables.number("guidance_answers", answered)
    tables.run(CREATE_STAGE)
    for wave in _waves(found):
        _store(wave)
    tables.copy("guidance_answers", ANSWERS, list(_answers(answered)))
    for one in found:
        _record(one, trail)
    for row in answered:
        assert row.guided.answered_at is not None
        trail.act("guidance.answers.sent", row.guided.answered_at, row.guided.plan.person,
                  subject=("guidance.statementanswers", row.id),
                  about=row.guided.plan.person.id, unit=None)  # fmt: skip


def _waves(found: Iterable[Guided]) -> list[list[Guided]]:
    """Put each person's second guidance after the end of the first."""
    waves: list[list[Guided]] = []
    before: Counter[Person] = Counter()
    for one in found:
        number = before[one.plan.person]
        before[one.plan.person] += 1
        if number == len(waves):
            waves.append([])
        waves[number].append(one)
    return waves


def _store(wave: Sequence[Guided]) -> None:
    tables.run("TRUNCATE demo_guidance")
    tables.copy("guidance", GUIDANCE, (_guidance(one) for one in wave))
    tables.copy("demo_guidance", STAGE, (_stage(one) for one in wave))
    tables.run(BEGIN)
    tables.copy("guidance_competence", LINE, _lines(wave))
    tables.run(END)


def occasion(one: Guided) -> str:
    """How the evaluation is called that gave the occasion; never its predikat."""
    if one.slot is None or one.slot.quarter is None:
        return ""
    return f"evaluasi {one.slot.quarter.title} {one.slot.quarter.start.year}"


def _guidance(one: Guided) -> tuple[object, ...]:
    post, is_offer = one.plan.post, one.slot is not None
    begun = None if is_offer else one.begun_at
    return (
        one.id, post.person.id, post.id, post.unit.id, one.mentor.id if begun else None,
        "LOW_GRADE" if is_offer else "BY_HAND", one.slot.id if one.slot else None,
        occasion(one), one.suggests_counseling, one.aim if begun else "",
        begun.date() if begun else None, one.ends if begun else None,
        "RUNNING" if begun else "OFFERED", one.at,
        one.plan.evaluator.person.id if begun else None, "", "", "",
    )  # fmt: skip


def _stage(one: Guided) -> tuple[object, ...]:
    begun = one.begun_at
    return (
        one.id, one.state, one.mentor.id, one.aim, begun.date() if begun else None, one.ends,
        begun, one.plan.evaluator.person.id, one.ended_at, one.reason, one.outcome, one.result,
    )  # fmt: skip


def _lines(found: Iterable[Guided]) -> Iterator[tuple[object, ...]]:
    for one in found:
        for line in one.rated:
            yield one.id, line.name, line.value, line.reason, one.mentor.id, line.at


def _answers(rows: Iterable[Answered]) -> Iterator[tuple[object, ...]]:
    statements = list(Statement.objects.order_by("no"))
    for row in rows:
        one = row.guided
        told: list[dict[str, Any]] = [
            {"no": known.no, "text": known.text, "is_verified": known.is_verified, "value": value}
            for known, value in zip(statements, one.answers, strict=True)
        ]
        superior = _superior(one.mentor, one.plan.person)
        yield (
            row.id, one.id, one.plan.person.id, superior.id if superior else None,
            canonical(told).decode(), one.words, one.answered_at,
        )  # fmt: skip


def _superior(mentor: Person, person: Person) -> Person | None:
    """Return who assesses the mentor."""
    line = mentor.post.line if mentor.post else None
    found = line.evaluator.person if line and line.evaluator else None
    return None if found is person else found


def _record(one: Guided, trail: Trail) -> None:
    evaluator, person = one.plan.evaluator.person, one.plan.person
    location: str = url("guidance:guidance", one.id)
    if one.slot is not None:
        _act(one, "offered", one.at, None, trail, {"evaluation": one.slot.id}, is_told=False)
        title = "Ada usul bimbingan kinerja. Baca, lalu putuskan."
        trail.tell(evaluator, one.at, "guidance.offered", title, location)
    if one.begun_at is not None:
        assert one.ends is not None
        changes = {"mentor": one.mentor.id, "ends_on": one.ends}
        _act(one, "begun", one.begun_at, evaluator, trail, changes)
        title = "Bimbingan kinerja dimulai. Baca tujuan dan jadwalnya."
        trail.tell(person, one.begun_at, "guidance.begun", title, location)
    for line in one.rated:
        _act(one, "competence_rated", line.at, one.mentor, trail)
    if one.ended_at is not None:
        is_told = one.state != "DECLINED"
        _act(one, one.state.lower(), one.ended_at, evaluator, trail, is_told=is_told)


def _act(
    one: Guided,
    act: str,
    at: dt.datetime,
    by: Person | None,
    trail: Trail,
    changes: object = None,
    *,
    is_told: bool = True,
) -> None:
    trail.act(
        f"guidance.guidance.{act}",
        at,
        by,
        subject=("guidance.guidance", one.id),
        about=one.plan.person.id if is_told else None,
        unit=one.plan.post.unit.id,
        changes=changes,
    )
