"""A page takes the same number of SQL statements in a city of ten and in a larger one; at most 12.

BEGIN, COMMIT and savepoints do not count; the session and the access log do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from kinerja.evaluations import operations
from kinerja.evaluations.tests.stage import Stage, make_plan, make_stage, put, report
from kinerja.foundation import clock
from kinerja.organization.models import Employee
from tests.factories import NOON, actor, client_of, make_employee, make_placement

pytestmark = pytest.mark.django_db
MOST = 12
#: a working day later: what is found waiting has waited
LATER = NOON + dt.timedelta(days=1)
ROLLBACKS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")

PAGES: dict[str, Callable[[Stage], tuple[Employee, str]]] = {
    "Beranda of an employee": lambda stage: (stage.town.andi, "/"),
    "Beranda of an evaluator": lambda stage: (stage.town.budi, "/"),
    "the team": lambda stage: (stage.town.budi, "/tim/"),
    "a plan": lambda stage: (stage.town.dewi, f"/skp/{draft_of(stage)}/"),
    "a plan, to its evaluator": lambda stage: (stage.town.budi, f"/skp/{draft_of(stage)}/"),
    "the editor": lambda stage: (stage.town.dewi, f"/skp/{draft_of(stage)}/susun/"),
    "rating side by side": lambda stage: (
        stage.town.budi,
        f"/evaluasi/{stage.evaluation.pk}/nilai/",
    ),
    "the stages": lambda stage: (stage.town.city_manager, "/kemajuan/"),
    "the realization": lambda stage: (
        stage.town.andi,
        f"/progres/{stage.plan.pk}/{stage.period.pk}/",
    ),
    "the realization, to the evaluator": lambda stage: (
        stage.town.budi,
        f"/progres/{stage.plan.pk}/{stage.period.pk}/",
    ),
    "the feedback one has received": lambda stage: (stage.town.andi, "/umpan-balik/"),
    "the feedback one has given": lambda stage: (stage.town.budi, "/umpan-balik/?tab=diberikan"),
    "the wall of appreciation": lambda stage: (stage.town.andi, "/apresiasi/"),
    "giving feedback": lambda stage: (stage.town.budi, f"/umpan-balik/baru/{stage.plan.pk}/"),
    "anonymous windows": lambda stage: (stage.town.andi, "/masukan-anonim/"),
    "anonymous windows, to the pengelola": lambda stage: (
        stage.town.city_manager,
        "/masukan-anonim/",
    ),
    "the personal calendar": lambda stage: (stage.town.budi, "/dialog/kalender/"),
    "reminders": lambda stage: (stage.town.budi, "/notifikasi/pengaturan/"),
    "guidances of a team": lambda stage: (stage.town.budi, "/bimbingan/?tab=tim"),
    "choosing a mentor": lambda stage: (
        stage.town.budi,
        f"/bimbingan/baru/{stage.plan.placement_id}/pembimbing/",
    ),
    "strengths and weaknesses": lambda stage: (stage.town.andi, "/pengembangan/"),
    "strengths of somebody, to the evaluator": lambda stage: (
        stage.town.budi,
        f"/pengembangan/{stage.town.andi.pk}/",
    ),
    "the development plan": lambda stage: (stage.town.andi, "/pengembangan/rencana/"),
    "why this predikat": lambda stage: (
        stage.town.andi,
        f"/evaluasi/{stage.evaluation.pk}/mengapa/",
    ),
}


def draft_of(stage: Stage) -> int:
    return int(stage.year.plans.get(employee=stage.town.dewi).pk)


@pytest.fixture
def stage() -> Stage:
    """Ten people; one plan is agreed and judged, one is a draft."""
    stage = make_stage()
    make_plan(stage.town.dewi, stage.year, agreed_by=stage.town.budi, agreed=False)
    return stage


def grow(stage: Stage) -> None:
    """Let fifty more people work for the same evaluator, each with a plan and an evaluation."""
    for number in range(50):
        person = make_employee(f"Pegawai {number:02d}")
        make_placement(person, stage.town.division)
        plan = make_plan(person, stage.year, agreed_by=stage.town.budi)
        report(plan, stage.period, "90", "12", "Sudah")
        operations.start(plan=plan, period=stage.period, by=actor(person, NOON), at=NOON)


@contextmanager
def counted() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        if not sql.startswith(ROLLBACKS):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def statements(page: str, stage: Stage) -> list[str]:
    """Return the statements of a page that answers."""
    person, path = PAGES[page](stage)
    client = client_of(person)
    with clock.fixed(LATER):
        client.get(path)  # compiles the reads, moves the session's end
        with counted() as seen:
            answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return seen


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_as_many_statements_in_a_larger_city(page: str, stage: Stage) -> None:
    put(stage, "SELF_SENT" if "rating" in page or "evaluator" in page else "RECEIVED")
    small = statements(page, stage)
    grow(stage)

    large = statements(page, stage)

    assert len(small) <= MOST, "\n".join(small)
    assert len(large) == len(small), "\n".join([*small, "---", *large])
