"""Each compiled read says what its QuerySet says, for every kind of visitor."""

from __future__ import annotations

from typing import Any

import pytest

from kinerja.cycles.models import PerformanceYear
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import Read
from kinerja.plans.queries import content, head_of, lists, plan, superior
from kinerja.plans.tasks import KINDS, tasks
from tests.factories import NOON, Town, actor
from tests.plan_factories import (
    first_result,
    make_agreed,
    make_draft,
    make_submitted,
    version_of,
)

ROLES = (
    "andi", "dewi", "budi", "sari", "secretary", "mayor", "stranger",
    "city_manager", "office_manager", "auditor", "administrator",
)  # fmt: skip


def same(read: Read[..., Any], *args: Any) -> list[Any]:
    rows = read(*args)
    assert rows == [
        read.row._make(row) for row in read.queryset(*args).values_list(*read.row._fields)
    ]
    return rows


@pytest.fixture
def people(town: Town) -> dict[str, Actor]:
    return {name: actor(getattr(town, name), NOON) for name in ROLES}


def test_the_head_is_seen_by_those_who_may(
    town: Town, year: PerformanceYear, people: dict[str, Actor]
) -> None:
    agreed = make_agreed(town.andi, year, town.budi)

    seen = {name for name in ROLES if same(plan._head, people[name], agreed.pk)}

    assert seen == {
        "andi", "budi", "sari", "secretary", "mayor", "city_manager", "office_manager", "auditor"
    } - unseen_by(people, agreed.unit_id)  # fmt: skip
    head = head_of(people["andi"], agreed.pk)
    assert head is not None
    assert head.parties is not None
    assert (head.is_agreed, head.is_editable, head.full_name) == (True, False, "Andi Pratama")
    assert head_of(people["stranger"], agreed.pk) is None


def unseen_by(people: dict[str, Actor], unit_id: int) -> set[str]:
    """Heads far above see a plan only if their units reach down to it."""
    return {name for name in ("secretary", "mayor") if unit_id not in people[name].units_headed}


def test_contents_read_the_same(town: Town, year: PerformanceYear) -> None:
    parent = make_agreed(town.budi, year, town.sari)
    first = make_submitted(town.andi, year, parent=first_result(parent))
    second = make_draft(town.dewi, year)

    for one in (first, second, parent):
        key = version_of(one).pk
        for read in (
            content.results_of, content.indicators_of, content.behaviors_of, content.annex_of
        ):  # fmt: skip
            same(read, key)
        same(plan.versions_of, one.pk)
        same(lists.own_plans, one.employee_id)
    assert len(same(superior.superior_results, town.budi.pk, year.pk)) == 1
    assert same(superior.superior_results, town.andi.pk, year.pk) == []


def test_the_team_is_that_of_the_evaluator(
    town: Town, year: PerformanceYear, people: dict[str, Actor]
) -> None:
    make_submitted(town.dewi, year)
    make_draft(town.andi, year)

    for name in ROLES:
        same(lists.team_of, people[name], year.pk, NOON.date(), 0, 50)
    rows = same(lists.team_of, people["budi"], year.pk, NOON.date(), 0, 50)
    assert [row.name for row in rows] == ["Dewi Lestari", "Andi Pratama"]
    assert (rows[0].waiting_rows, rows[0].all_rows) == (1, 2)
    assert len(same(lists.team_of, people["budi"], year.pk, NOON.date(), 1, 50)) == 1


def rows_of(person: Actor) -> list[Any]:
    return list(tasks(person))


def test_tasks_say_who_must_act(
    town: Town, year: PerformanceYear, people: dict[str, Actor]
) -> None:
    submitted = make_submitted(town.dewi, year)
    draft = make_draft(town.andi, year)

    found: dict[str, list[Any]] = {
        name: sorted(row[:3] for row in rows_of(people[name])) for name in ROLES
    }

    assert found["dewi"] == [("plans.waiting", submitted.pk, "SKP 2026")]
    assert found["andi"] == [("plans.finish", draft.pk, "SKP 2026")]
    assert found["budi"] == [
        ("plans.review", submitted.pk, "Dewi Lestari"),
        ("plans.start", year.pk, "SKP 2026"),
    ]
    assert found["stranger"] == [("plans.start", year.pk, "SKP 2026")]
    assert found["mayor"] == found["administrator"] == []
    assert {kind for rows in found.values() for kind, _, _ in rows} <= set(KINDS)
