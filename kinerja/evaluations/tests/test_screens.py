"""The pages over the test client: what they show, to whom, and what their forms do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from kinerja.audit.models import AccessEvent
from kinerja.evaluations.models import (
    Evaluation,
    EvaluationDraft,
    EvaluationVersion,
    SelfEvaluation,
)
from kinerja.evaluations.tests.stage import (
    NOW,
    Stage,
    decide,
    deliver,
    judged,
    make_stage,
    send_self,
)
from kinerja.foundation import clock
from kinerja.ui.format import url
from tests.factories import Town, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.fixed(NOW):
        yield


@pytest.fixture
def stage(town: Town) -> Stage:
    return make_stage(town)


def html(client: Client, name: str, *args: int, status: int = 200) -> str:
    response = client.get(url(name, *args))
    assert response.status_code == status, response.content.decode()[:500]
    return response.content.decode()


def plain(page: str) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_every_page_is_drawn_at_every_stage(stage: Stage) -> None:
    andi, budi = client_of(stage.town.andi), client_of(stage.town.budi)
    key = stage.evaluation.pk

    def walk() -> None:
        html(andi, "evaluations:self", key)
        html(andi, "evaluations:why", key)
        html(andi, "evaluations:result_list")
        html(budi, "evaluations:rate", key)
        html(budi, "evaluations:why", key)
        html(budi, "evaluations:rating_list")

    walk()
    send_self(stage)
    walk()
    decide(stage)
    walk()
    deliver(stage)
    walk()
    andi.post(url("evaluations:receive", key), {"note": "Saya baca"})
    assert stage.fresh().state == "RECEIVED"
    walk()
