"""Two windows at once: each waits for the other, and only one decides."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

from kinerja.cycles.models import Period
from kinerja.evaluations import operations
from kinerja.evaluations.models import Evaluation, EvaluationVersion, OrganizationRating
from kinerja.evaluations.tests.stage import MACHINE, NOW, Stage, judged, make_stage
from kinerja.foundation.refusals import Refusal
from tests.factories import actor


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Run acts in threads of their own, all from the same moment; returns how each ended."""
    ended: list[str] = []
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=20)
            act()
            ended.append("done")
        except Refusal as refusal:
            ended.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(ended)


def decide(stage: Stage, grade: str) -> Callable[[], Any]:
    budi = actor(stage.town.budi, NOW)
    return lambda: operations.decide(
        evaluation=stage.evaluation, judgement=judged(grade), seen_version=0, by=budi, at=NOW
    )


def test_of_two_decisions_one_is_refused(own_database: str) -> None:
    stage = make_stage()

    assert at_once(decide(stage, "SESUAI"), decide(stage, "DI_ATAS")) == ["done", "stale"]
    version = EvaluationVersion.objects.get()
    assert stage.fresh().current_version_id == version.pk


def test_of_two_deliveries_one_is_refused(own_database: str) -> None:
    stage = make_stage()
    decide(stage, "SESUAI")()
    budi = actor(stage.town.budi, NOW)

    def deliver() -> None:
        operations.deliver(evaluation=stage.evaluation, by=budi, at=NOW)

    assert at_once(deliver, deliver) == ["done", "wrong_state"]


def test_slots_are_made_once_however_many_ask(own_database: str) -> None:
    stage = make_stage()
    third = Period.objects.get(year=stage.year, no=3)
    andi, budi = actor(stage.town.andi, NOW), actor(stage.town.budi, NOW)

    ended = at_once(
        lambda: operations.open_period(period=third, by=MACHINE, at=NOW),
        lambda: operations.start(plan=stage.plan, period=third, by=andi, at=NOW),
        lambda: operations.start(plan=stage.plan, period=third, by=budi, at=NOW),
    )

    assert ended == ["done", "done", "done"]
    assert Evaluation.objects.filter(period=third).count() == 1


def test_two_who_set_one_unit_at_once_do_not_overwrite(own_database: str) -> None:
    stage = make_stage()

    def rate(who: str, value: str) -> Callable[[], Any]:
        by = actor(getattr(stage.town, who), NOW)
        return lambda: operations.rate_organization(
            unit=stage.town.office,
            year=stage.year,
            period=stage.period,
            value=value,
            source="Rapat",
            lock_no=0,
            by=by,
            at=NOW,
        )

    assert at_once(rate("secretary", "BAIK"), rate("city_manager", "KURANG")) == ["done", "stale"]
    assert OrganizationRating.objects.get().lock_no == 1
