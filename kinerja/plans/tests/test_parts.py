"""Wording the parts of a draft beside its results: expectations and annex."""

from __future__ import annotations

import pytest

from kinerja.cycles.models import PerformanceYear
from kinerja.foundation.refusals import NotPermitted
from kinerja.plans import operations
from kinerja.plans.models import Plan
from kinerja.plans.operations.parts import MOST_LINES, TooManyLines
from kinerja.plans.queries import Content, content_of
from kinerja.plans.refusals import StalePart
from regulation.behavior import CoreValue
from regulation.plan import AnnexPart
from tests.factories import NOON, Town, actor
from tests.plan_factories import make_draft, version_of


@pytest.fixture
def plan(town: Town, year: PerformanceYear) -> Plan:
    return make_draft(town.andi, year)


def words(plan: Plan) -> Content:
    return content_of(version_of(plan).pk)


def test_expectations_are_written_by_owner_and_evaluator(town: Town, plan: Plan) -> None:
    said = {CoreValue.LOYAL: "Menjaga rahasia data warga"}
    for person in (town.andi, town.budi):
        operations.change_expectations(
            plan=plan,
            expectations=said,
            lock_no=version_of(plan).lock_no,
            by=actor(person, NOON),
            at=NOON,
        )

    stored = {row.core_value: row.expectation for row in words(plan).behaviors}
    assert stored["LOYAL"] == "Menjaga rahasia data warga"
    assert stored["AKUNTABEL"] == ""
    with pytest.raises(NotPermitted):
        operations.change_expectations(
            plan=plan, expectations=said, lock_no=0, by=actor(town.dewi, NOON), at=NOON
        )
    with pytest.raises(StalePart):
        operations.change_expectations(
            plan=plan, expectations=said, lock_no=0, by=actor(town.andi, NOON), at=NOON
        )


def test_the_annex_is_one_line_a_row(plan: Plan) -> None:
    by = actor(plan.employee, NOON)
    part = AnnexPart.KONSEKUENSI

    operations.change_annex(
        plan=plan, parts={part: ["Satu", "  ", "Dua "]}, lock_no=0, by=by, at=NOON
    )

    assert dict(words(plan).annex_parts())[part] == ["Satu", "Dua"]
    with pytest.raises(StalePart):
        operations.change_annex(plan=plan, parts={part: []}, lock_no=0, by=by, at=NOON)
    lines = ["x"] * (MOST_LINES + 1)
    with pytest.raises(TooManyLines):
        operations.change_annex(plan=plan, parts={part: lines}, lock_no=1, by=by, at=NOON)
