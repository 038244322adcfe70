"""From the page of a person to the evaluations of that person."""

from __future__ import annotations

import pytest

from kinerja.evaluations.models import Evaluation
from kinerja.evaluations.queries.person import evaluations_of_person
from kinerja.evaluations.tests.stage import Stage
from kinerja.ui.format import url
from tests.factories import actor, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.mark.parametrize("who", ["budi", "auditor", "city_manager"])
def test_whoever_may_open_an_evaluation_is_led_to_it(stage: Stage, who: str) -> None:
    mine = set(Evaluation.objects.filter(employee=stage.town.andi).values_list("pk", flat=True))
    place = url("organization:person", stage.town.andi.pk)

    page = client_of(getattr(stage.town, who)).get(place).content.decode()

    assert mine
    assert all(f'href="{url("evaluations:why", key)}"' in page for key in mine)


@pytest.mark.parametrize("who", ["andi", "stranger"])
def test_oneself_and_strangers_are_not(stage: Stage, who: str) -> None:
    assert evaluations_of_person(actor(getattr(stage.town, who)), stage.town.andi.pk) == []
