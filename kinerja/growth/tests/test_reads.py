"""Reads say what their QuerySets say, to everybody."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kinerja.foundation import clock
from kinerja.foundation.reads import Read, read
from kinerja.foundation.tasks import TaskRow
from kinerja.growth.models import Action, DevelopmentPlan
from kinerja.growth.queries import person, plan
from kinerja.growth.tasks import KINDS, tasks
from kinerja.growth.tests.samples import act, promise, say, sealed_window, support, write
from kinerja.plans.models import Plan
from kinerja.ui.format import url
from tests.factories import NOON, Town, actor

pytestmark = pytest.mark.django_db
PEOPLE = ("andi", "budi", "dewi", "sari", "office_manager", "auditor", "mayor", "administrator")
FIRST, UNTIL = dt.date(2026, 1, 1), dt.date(2027, 1, 1)


def same(one: Read[..., Any], *args: Any) -> int:
    """Compare a read with its own QuerySet; returns how many rows there are."""
    rows = one(*args)
    assert rows == [one.row._make(row) for row in one.queryset(*args).values_list(*one.row._fields)]
    return len(rows)


@pytest.mark.parametrize("who", PEOPLE)
def test_the_reads_say_what_their_querysets_say(town: Town, skp: Plan, who: str) -> None:
    say(skp, town.budi)
    say(skp, town.budi, "ADAPTIF", kind="SARAN", visibility="RECEIVER")
    promise(town)
    sealed_window(town)
    support(write(town.andi, skp.year), town.budi)
    action = act(town.andi, skp.year)
    by, key, year = actor(getattr(town, who)), town.andi.pk, skp.year_id
    since, until = clock.start_of(FIRST), clock.start_of(UNTIL)

    found = {
        "person": same(person.person_of, by, key),
        "feedback": same(person.feedback_in, by, key, year),
        "agreements": same(person.agreements_in, by, key, since, until),
        "answers": same(person.answers_about, by, key, FIRST, UNTIL),
        "plan": same(plan.plan_of, by, key, year),
        "actions": same(plan.actions_of, by, key, year),
        "action": same(plan.action_of, by, action.pk),
    }

    both = who in {"andi", "budi"}
    heads = {"sari", "auditor", "mayor"}
    assert found == {
        "person": int(both),
        "feedback": 2 if who == "andi" else int(both or who in heads),
        "agreements": int(both),
        "answers": 6 * both,
        "plan": int(both),
        "actions": int(both),
        "action": int(both),
    }
    assert same(person.years_of, key) == 1


@pytest.mark.parametrize("who", PEOPLE)
def test_models_are_seen_by_owner_and_superior(town: Town, skp: Plan, who: str) -> None:
    act(town.andi, skp.year)
    by = actor(getattr(town, who))

    expected = int(who in {"andi", "budi"})
    assert DevelopmentPlan.objects.visible_to(by).count() == expected
    assert Action.objects.visible_to(by).count() == expected


@pytest.mark.parametrize("who", PEOPLE)
def test_the_tasks_can_be_compiled_once_for_all(town: Town, skp: Plan, who: str) -> None:
    act(town.andi, skp.year)
    on = dt.date(2026, 9, 16)
    by = actor(getattr(town, who), NOON)
    compiled: Read[..., TaskRow] = read(TaskRow)(tasks)

    rows = compiled(by, on)

    assert rows == [TaskRow._make(row) for row in tasks(by, on)]
    assert [row.task for row in rows] == (["growth.act"] if who == "andi" else [])
    assert not compiled(by, on - dt.timedelta(days=1))


def test_every_task_leads_somewhere() -> None:
    for kind in KINDS.values():
        assert url(kind.url, 1)
        assert "{about}" in kind.title
