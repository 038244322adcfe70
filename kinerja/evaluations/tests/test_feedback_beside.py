"""Which feedback stands beside an evaluation: on the screen, frozen, explained and printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kinerja.coaching.models import Feedback
from kinerja.coaching.operations import (
    About,
    answer_report,
    give_feedback,
    report_feedback,
)
from kinerja.documents.tests.paper import letters, words
from kinerja.evaluations.explanation import explanation_of
from kinerja.evaluations.models import EvaluationVersion
from kinerja.evaluations.tests import samples
from kinerja.evaluations.tests.stage import NOW, Stage, decide, deliver
from kinerja.evaluations.tests.test_evaluation_on_paper import form
from kinerja.evidence.models import EvidenceUse
from kinerja.foundation import clock
from kinerja.organization.models import Employee
from tests.factories import actor, client_of

PRAISE = "Membantu loket lain tanpa diminta."


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.fixed(NOW):
        yield


def say(stage: Stage, by: Employee, about: About, **more: Any) -> Feedback:
    given: dict[str, Any] = {"kind": "APRESIASI", "text": PRAISE, **more}
    return give_feedback(plan=stage.plan, about=about, by=actor(by, NOW), at=NOW, **given)


def seen(stage: Stage) -> str:
    page = client_of(stage.town.budi).get(f"/evaluasi/{stage.evaluation.pk}/nilai/")
    return page.content.decode()


@pytest.mark.django_db
def test_words_for_the_receiver_alone_stand_nowhere(stage: Stage) -> None:
    say(stage, stage.town.budi, About(core_value="LOYAL"), visibility="RECEIVER")

    version = decide(stage)
    deliver(stage)

    why = client_of(stage.town.andi).get(f"/evaluasi/{stage.evaluation.pk}/mengapa/")
    assert PRAISE not in seen(stage)
    assert PRAISE not in str(version.inputs)
    assert PRAISE not in why.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("visibility", ["LEADERS", "UNIT"])
def test_feedback_about_the_person_stands_under_its_own_heading(
    stage: Stage, visibility: str
) -> None:
    say(stage, stage.town.dewi, About(), visibility=visibility)
    page = seen(stage)
    assert "1 umpan balik umum" in page
    assert "Dewi Lestari, rekan kerja" in page

    version = EvaluationVersion.objects.get(pk=decide(stage).pk)
    deliver(stage)

    (told,) = version.inputs["general_feedback"]
    assert (told["author"], told["role"], told["text"]) == ("Dewi Lestari", "REKAN", PRAISE)
    assert [said["text"] for said in explanation_of(version).general_feedback] == [PRAISE]
    why = client_of(stage.town.andi).get(f"/evaluasi/{stage.evaluation.pk}/mengapa/")
    assert "Baca 1 umpan balik umum" in why.content.decode()


@pytest.mark.django_db
def test_evidence_stands_with_its_result_and_a_recipient_is_named(stage: Stage) -> None:
    evidence = EvidenceUse.objects.get(plan=stage.plan).evidence_id
    say(stage, stage.town.dewi, About(core_value="LOYAL"), spoken_by="Warga, loket 2")
    say(stage, stage.town.budi, About(evidence_id=evidence), text="Rekapnya rapi.")

    inputs = EvaluationVersion.objects.get(pk=decide(stage).pk).inputs

    beside = [said["text"] for said in inputs["results"][0]["feedback"]]
    assert "Rekapnya rapi." in beside
    assert inputs["general_feedback"] == []
    authors = [said["author"] for value in inputs["behaviors"] for said in value["feedback"]]
    assert "Warga, loket 2 (ditulis Dewi Lestari)" in authors


@pytest.mark.django_db
def test_covered_words_are_left_out_but_stay_in_what_was_decided(stage: Stage) -> None:
    town = stage.town
    said = say(stage, town.budi, About())
    version = decide(stage)
    found = report_feedback(feedback=said, reason="Kasar.", by=actor(town.andi, NOW), at=NOW)

    answer_report(
        report=found, covers=True, answer="Kasar.", by=actor(town.city_manager, NOW), at=NOW
    )

    assert PRAISE not in seen(stage)
    frozen = EvaluationVersion.objects.get(pk=version.pk)
    assert frozen.inputs["general_feedback"][0]["text"] == PRAISE


def test_general_feedback_is_printed_and_a_form_of_before_needs_none() -> None:
    inputs = samples.inputs()
    assert "UMPAN BALIK UMUM" not in words(form(inputs))
    told = samples.feedback(PRAISE)
    told[0]["role"] = "DIRI"

    printed = words(form({**inputs, "general_feedback": told}))

    assert "UMPAN BALIK UMUM" in printed
    assert letters(PRAISE) in letters(printed)
    assert "diri sendiri" in printed
