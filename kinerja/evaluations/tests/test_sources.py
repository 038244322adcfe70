"""Figures that came from citizens: beside the ratings, in the frozen inputs, on paper."""

from __future__ import annotations

import re
from typing import cast

import pytest

from kinerja.documents import rendering
from kinerja.documents.tests.paper import AT, IMPRINT, words
from kinerja.evaluations.documents import EVALUATION, evaluation_print
from kinerja.evaluations.frozen import IndicatorInput, Inputs
from kinerja.evaluations.models import EvaluationVersion
from kinerja.evaluations.tests.browsing import html
from kinerja.evaluations.tests.stage import Stage, decide, deliver
from kinerja.evidence.models import Provenance
from kinerja.evidence.tests.sourcing import choose
from kinerja.improvements.tests.stages import SECOND, result
from kinerja.plans.tests.samples import CITY
from kinerja.services.models import Service
from kinerja.surveys.models import Index
from kinerja.surveys.tests.stages import make_service
from tests.factories import Town, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
FIGURE = "81,94% (79,80–95,50; n = 312)"
SOURCE = "Sumber: IKM KTP elektronik, Triwulan II 2026."
#: a rating that is chosen before anybody has chosen
CHOSEN = re.compile(r'<input[^>]*type="radio"[^>]*checked')
CAUTION = "Selang memuat target: belum bisa disebut di bawah target."


@pytest.fixture
def service(stage: Stage) -> Service:
    made = make_service(stage.town.division, "KTP elektronik")
    result(made, SECOND, n=312, low="79.80", high="95.50")
    return made


def decided(stage: Stage) -> EvaluationVersion:
    decide(stage)
    deliver(stage)
    return EvaluationVersion.objects.get(evaluation=stage.evaluation)


def first_line(version: EvaluationVersion) -> IndicatorInput:
    return cast("Inputs", version.inputs)["results"][0]["indicators"][0]


def test_the_superior_reads_interval_and_caution_beside_the_figure(
    stage: Stage, service: Service
) -> None:
    choose(stage.plan, service)

    page = html(client_of(stage.town.budi), "evaluations:rate", stage.evaluation.pk)
    own = html(client_of(stage.town.andi), "evaluations:self", stage.evaluation.pk)

    for shown in (page, own):
        assert FIGURE in shown
        assert SOURCE in shown
        assert CAUTION in shown


def test_the_explanation_keeps_what_was_known_at_the_decision(
    stage: Stage, service: Service
) -> None:
    choose(stage.plan, service)
    version = decided(stage)
    Index.objects.update(index="60.00", low="55.00", high="65.00", answers=900)

    line = first_line(version)
    page = html(client_of(stage.town.andi), "evaluations:why", stage.evaluation.pk)

    assert line["realization"] == FIGURE
    assert line.get("source") == {
        "label": "IKM KTP elektronik, Triwulan II 2026",
        "n": 312,
        "low": "79.80",
        "high": "95.50",
        "basis": "RULED",
        "note": CAUTION,
    }
    for shown in (FIGURE, SOURCE, CAUTION):
        assert shown in page


def test_the_printed_form_bears_interval_number_and_source(stage: Stage, service: Service) -> None:
    choose(stage.plan, service)
    inputs = cast("Inputs", decided(stage).inputs)

    content = evaluation_print(inputs, version=1, city=CITY, place="Kotalama")
    paper = words(rendering.render(
        template=EVALUATION.path, content=content, imprint=IMPRINT, at=AT
    ))  # fmt: skip

    for printed in (FIGURE, SOURCE, CAUTION):
        assert "".join(printed.split()) in "".join(paper.split())


def test_too_few_answers_are_said_and_not_counted_as_missing(stage: Stage, town: Town) -> None:
    quiet = make_service(town.division, "Akta kelahiran")
    choose(stage.plan, quiet)

    page = html(client_of(town.budi), "evaluations:rate", stage.evaluation.pk)
    line = first_line(decided(stage))

    assert "Belum cukup jawaban (kurang dari 10)" in page
    assert line["realization"] == "Belum cukup jawaban (kurang dari 10)"
    assert line["progress"] is None


@pytest.mark.parametrize("n", [0, 9, 12])
def test_few_answers_lower_no_rating_by_themselves(stage: Stage, town: Town, n: int) -> None:
    """Far below the target, and so few that it says little: the superior alone rates."""
    quiet = make_service(town.division, "Akta kelahiran")
    if n:
        result(quiet, SECOND, n=n, index="61.00", low="38.00", high="97.00")
    choose(stage.plan, quiet)

    page = html(client_of(town.budi), "evaluations:rate", stage.evaluation.pk)
    version = decided(stage)

    assert not CHOSEN.findall(page)
    assert (CAUTION in page) == (n >= 10)
    assert (version.result_rating, version.behavior_rating) == ("SESUAI", "SESUAI")
    assert version.grade == "BAIK"


def test_an_older_figure_says_that_too_few_answered_since(stage: Stage, service: Service) -> None:
    Index.objects.update(starts="2026-01-01")
    choose(stage.plan, service)

    page = html(client_of(stage.town.budi), "evaluations:rate", stage.evaluation.pk)

    assert "Sumber: IKM KTP elektronik, Triwulan I 2026." in page
    assert "Triwulan II 2026: belum cukup jawaban (kurang dari 10)." in page


def test_a_typed_figure_has_no_source(stage: Stage) -> None:
    line = first_line(decided(stage))

    assert (line["realization"], line.get("source")) == ("97%", None)
    assert not Provenance.objects.exists()


def test_decisions_made_before_there_were_sources_still_read(stage: Stage) -> None:
    version = decided(stage)
    inputs = cast("Inputs", version.inputs)
    for planned in inputs["results"]:
        for line in planned["indicators"]:
            line.pop("source", None)

    content = evaluation_print(inputs, version=1, city=CITY, place="Kotalama")

    assert {line["source"] for one in content["main"] for line in one["indicators"]} == {""}
