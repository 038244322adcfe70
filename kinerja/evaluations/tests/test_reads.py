"""Reads: the same as their QuerySets, and as many statements for few as for many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from kinerja.evaluations import operations
from kinerja.evaluations.models import Evaluation
from kinerja.evaluations.operations.slots import OPEN_EVALUATIONS
from kinerja.evaluations.queries import history, lists, organization, standing
from kinerja.evaluations.queries import rows as rows_of
from kinerja.evaluations.tasks import KINDS, tasks
from kinerja.evaluations.tests.stage import (
    MACHINE,
    NOW,
    Stage,
    decide,
    deliver,
    make_plan,
    send_self,
)
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import Read, read
from kinerja.foundation.tasks import TaskRow
from kinerja.ui.format import has_url, url
from tests.factories import actor, client_of, make_employee, make_placement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
TODAY = clock.local_date(NOW)
PEOPLE = ("andi", "budi", "sari", "mayor", "office_manager", "auditor", "stranger", "administrator")


def same(one: Read[..., Any], *args: Any) -> list[Any]:
    """Compare a read with its own QuerySet; returns the rows."""
    rows = one(*args)
    expected = one.queryset(*args).values_list(*one.row._fields)
    assert [tuple(map(plain, row)) for row in rows] == [tuple(map(plain, row)) for row in expected]
    return rows


def plain(value: Any) -> Any:
    """Bring jsonb of both ways to one form."""
    return [dict(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("who", PEOPLE)
def test_the_lists_say_what_their_querysets_say(stage: Stage, who: str) -> None:
    send_self(stage)
    make_plan(stage.town.dewi, stage.year, agreed_by=stage.town.budi)
    by, year = actor(getattr(stage.town, who), NOW), stage.year.pk
    mine = same(lists.own_results, by)
    rated = same(lists.ratings_of, by, year, list(range(13)), lists.ALL_STATES, 0, 50)
    assert same(lists.ratings_of, by, year, [1], ["OPEN"], 0, 50) == []
    assert same(lists.ratings_of, by, year, [2], ["SELF_SENT"], 1, 2) == []
    same(lists._counts, by, year, [0, 2])
    same(lists.neighbours_of, by, year, 2)
    same(lists.missing_of_owner, by, TODAY)
    same(lists.missing_of_evaluator, by, TODAY)
    assert [len(mine), len(rated)] == [int(who == "andi"), int(who == "budi")]


def test_the_reads_of_one_evaluation_say_what_their_querysets_say(stage: Stage) -> None:
    version = decide(stage)
    deliver(stage)
    first, last = dt.date(2026, 1, 1), dt.date(2026, 4, 1)
    assert len(same(rows_of.results_of, version.plan_version_id)) == 2
    for since in (first, last):
        rows = same(rows_of.indicators_of, version.plan_version_id, since, last)
        assert [len(row.reported) for row in rows] == [2, 2, 2]
    assert len(same(rows_of.behaviors_of, version.plan_version_id)) == 2
    midnight, later = clock.start_of(TODAY), NOW + dt.timedelta(hours=1)
    assert len(same(rows_of.feedback_of, stage.plan.pk, midnight, later)) == 2
    assert same(rows_of.feedback_of, stage.plan.pk, later, later) == []
    assert same(history.history_of, stage.town.andi.pk, stage.year.pk, stage.evaluation.pk) == []
    assert len(same(history.history_of, stage.town.andi.pk, stage.year.pk, 0)) == 1
    assert len(same(standing.versions_of, stage.evaluation.pk)) == 1
    assert len(same(standing.events_of, stage.evaluation.pk)) == 1


def test_the_units_say_what_their_queryset_says(stage: Stage) -> None:
    town, year = stage.town, stage.year.pk
    below = same(organization._units, [town.root.pk], [], year, 2, TODAY, 0, 50)
    assert len(below) == 4
    assert len(same(organization._units, [], [1, 2], year, 0, TODAY, 0, 50)) == 5
    assert len(same(organization._units, [], [1, 2], year, 0, TODAY, 1, 3)) == 2
    assert {row.total for row in below} == {4}


# --- statements


def people(stage: Stage, count: int) -> None:
    """Let many more people work for the same evaluator."""
    for number in range(count):
        person = make_employee(f"Pegawai {number:03d}")
        make_placement(person, stage.town.division)
        make_plan(person, stage.year, agreed_by=stage.town.budi)
    operations.open_evaluations(year=stage.year, by=MACHINE, at=NOW)


def statements(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        response = act()
    assert response.status_code in {200, 303}
    words = [one["sql"].split()[0] for one in seen.captured_queries]
    return sum(1 for word in words if word not in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"})


def test_each_page_needs_as_many_statements_for_few_as_for_many(stage: Stage) -> None:
    decide(stage)
    deliver(stage)
    operations.open_evaluations(year=stage.year, by=MACHINE, at=NOW)
    open_one = stage.plan.evaluations.get(period__no=1)
    andi, budi = client_of(stage.town.andi), client_of(stage.town.budi)
    kota = client_of(stage.town.city_manager)
    pages = {
        "results": lambda: andi.get(url("evaluations:result_list")),
        "list": lambda: budi.get(url("evaluations:rating_list")),
        "rate": lambda: budi.get(url("evaluations:rate", open_one.pk)),
        "self": lambda: andi.get(url("evaluations:self", open_one.pk)),
        "why": lambda: andi.get(url("evaluations:why", stage.evaluation.pk)),
        "why by the evaluator": lambda: budi.get(url("evaluations:why", stage.evaluation.pk)),
        "organization": lambda: kota.get(url("evaluations:organization")),
    }
    few = {name: statements(page) for name, page in pages.items()}
    people(stage, 60)
    many = {name: statements(page) for name, page in pages.items()}

    assert few == many
    assert max(few.values()) <= 12, few


def test_a_page_of_the_list_holds_fifty(stage: Stage) -> None:
    people(stage, 60)
    budi = client_of(stage.town.budi)
    first = budi.get(url("evaluations:rating_list") + "?periode=2").content.decode()
    second = budi.get(url("evaluations:rating_list") + "?periode=2&hal=2").content.decode()

    assert first.count('<th scope="row">') == 50
    assert second.count('<th scope="row">') == 11
    assert "1–50 dari 61" in first


def test_the_statement_that_opens_evaluations_can_be_planned(stage: Stage) -> None:
    given: dict[str, Any] = {
        "replaces": False,
        "periods": [stage.period.pk], "today": TODAY, "at": NOW, "via": "JOB", "request": "",
        "user": None, "employee": None, "capacity": "",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + OPEN_EVALUATIONS, given)
        assert "evaluation" in " ".join(row[0] for row in cursor.fetchall())


# --- Beranda


def waiting(by: Actor) -> list[tuple[str, str, str]]:
    return sorted((row[0], row[2], row[5]) for row in tasks(by).values_list(*TaskRow._fields))


def test_beranda_says_what_waits_for_whom(stage: Stage) -> None:
    def all_tasks() -> dict[str, list[tuple[str, str, str]]]:
        return {who: waiting(actor(getattr(stage.town, who), NOW)) for who in ("andi", "budi")}

    time, who = "triwulan II 2026", "Andi Pratama, triwulan II 2026"
    assert all_tasks() == {"andi": [("evaluations.self", time, "me")], "budi": []}
    send_self(stage)
    assert all_tasks() == {
        "andi": [("evaluations.waiting", time, "evaluator")],
        "budi": [("evaluations.rate", who, "me")],
    }
    decide(stage)
    assert all_tasks() == {
        "andi": [("evaluations.waiting", time, "evaluator")],
        "budi": [("evaluations.deliver", who, "me")],
    }
    deliver(stage)
    assert all_tasks() == {
        "andi": [("evaluations.receive", time, "me")],
        "budi": [("evaluations.unreceived", who, "Andi Pratama")],
    }
    operations.receive(evaluation=stage.evaluation, by=actor(stage.town.andi, NOW), at=NOW)
    assert all_tasks() == {"andi": [], "budi": []}


def test_the_tasks_can_be_compiled_once_for_all(stage: Stage) -> None:
    @read(TaskRow)
    def compiled(actor: Actor) -> QuerySet[Any, Any]:
        """The tasks as a read."""
        return tasks(actor)

    for who in PEOPLE:
        by = actor(getattr(stage.town, who), NOW)
        assert sorted(compiled(by)) == sorted(map(TaskRow._make, tasks(by)))


def test_every_task_leads_somewhere() -> None:
    for kind in KINDS.values():
        assert url(kind.url, 1)
        assert "{about}" in kind.title
        assert not has_url(kind.url)


def test_the_label_of_a_month_and_of_a_year_read_well(stage: Stage) -> None:
    stage.year.periods.filter(pk=stage.period.pk).update(label="JUNI")
    andi = actor(stage.town.andi, NOW)
    assert waiting(andi)[0][1] == "Juni 2026"
    Evaluation.objects.create(
        plan=stage.plan, employee=stage.plan.employee, placement=stage.plan.placement,
        unit=stage.plan.unit, kind="ANNUAL", state_since=NOW,
    )  # fmt: skip
    assert ("evaluations.self", "tahun 2026", "me") in waiting(andi)
