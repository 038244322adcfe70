"""What the database itself refuses, whoever writes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kinerja.cycles.models import PerformanceYear
from kinerja.growth.models import Action, DevelopmentPlan
from kinerja.growth.tests.samples import act, support, write
from tests.factories import NOON, Town

pytestmark = pytest.mark.django_db


def refused(act_on: Any, name: str) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act_on()
    diagnosis: Any = caught.value.__cause__
    assert diagnosis.diag.constraint_name == name


def test_one_plan_a_year(town: Town, year: PerformanceYear) -> None:
    plan = write(town.andi, year)
    twin = DevelopmentPlan(
        employee=town.andi, placement=plan.placement, unit=plan.unit, year=year, updated_at=NOON
    )

    refused(twin.save, "development_plan_one_a_year")


def test_support_is_whole_and_of_another(town: Town, year: PerformanceYear) -> None:
    write(town.andi, year)
    plans = DevelopmentPlan.objects

    refused(lambda: plans.update(supported_at=NOON), "development_plan_support_whole")
    refused(
        lambda: plans.update(supported_by=town.andi, supported_at=NOON),
        "development_plan_supported_by_another",
    )


@pytest.mark.parametrize("changed", [{"gaps": "Lain."}, {"content_no": 9}, {"aspiration": "x"}])
def test_other_words_do_not_keep_support(
    town: Town, year: PerformanceYear, changed: dict[str, Any]
) -> None:
    support(write(town.andi, year), town.budi)

    refused(
        lambda: DevelopmentPlan.objects.update(**changed), "development_plan_support_of_these_words"
    )


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"text": ""}, "development_action_has_text"),
        ({"kind": "LAIN"}, "development_action_kind_known"),
        ({"hours": Decimal("-1")}, "development_action_hours_sensible"),
        ({"origin_kind": "feedback"}, "development_action_origin_whole"),
        ({"origin_id": 3}, "development_action_origin_whole"),
        ({"state": "DONE"}, "development_action_ends_with_words"),
    ],
)
def test_an_action_is_lawful(
    town: Town, year: PerformanceYear, changed: dict[str, Any], name: str
) -> None:
    act(town.andi, year)

    refused(lambda: Action.objects.update(**changed), name)


def test_actions_move_along_legal_ways_only(town: Town, year: PerformanceYear) -> None:
    action = act(town.andi, year)
    born_done = Action.objects.values().get(pk=action.pk) | {"id": None, "state": "DONE"}
    born_done["outcome"] = "x"
    refused(lambda: Action.objects.create(**born_done), "development_action_moves")
    Action.objects.update(state="DROPPED", outcome="x")

    refused(lambda: Action.objects.update(state="OPEN"), "development_action_moves")
    refused(lambda: Action.objects.update(state="DONE"), "development_action_moves")
