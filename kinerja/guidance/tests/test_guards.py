"""What the database itself keeps: constraints, moves, and what never changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import Error, IntegrityError, ProgrammingError, connection, transaction

from kinerja.guidance.models import CompetenceRating, Guidance, Statement, StatementAnswers
from kinerja.guidance.tests.stages import ENDS, answered, finished, rated
from kinerja.organization.models import Placement
from tests.factories import NOON, Town

pytestmark = pytest.mark.django_db


def row(post: Placement, **changed: Any) -> dict[str, Any]:
    """A lawful running guidance, with what is changed."""
    return {
        "employee_id": post.employee_id,
        "placement": post,
        "unit_id": post.unit_id,
        "trigger": "BY_HAND",
        "state": "RUNNING",
        "state_since": NOON,
        "aim": "Berkas lengkap.",
        "starts_on": NOON.date(),
        "ends_on": ENDS,
        **changed,
    }


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"mentor": "andi"}, "guidance_by_another"),
    ({"decided_by": None}, "guidance_decided_by_a_person"),
    ({"mentor": None}, "guidance_running_has_aim_mentor_and_days"),
    ({"aim": ""}, "guidance_running_has_aim_mentor_and_days"),
    ({"ends_on": NOON.date()}, "guidance_running_has_aim_mentor_and_days"),
    ({"outcome": "TERCAPAI"}, "guidance_finished_has_result"),
    ({"evaluation_id": 4}, "guidance_trigger_names_its_evaluation"),
    ({"trigger": "LOW_GRADE"}, "guidance_trigger_names_its_evaluation"),
    ({"state": "OFFERED", "decided_by": None}, "guidance_by_hand_is_never_an_offer"),
    ({"state": "SOMEHOW"}, "guidance_state_known"),
    ({"state": "FINISHED", "outcome": "BAIK", "result": "x"}, "guidance_outcome_known"),
    ({"state": "FINISHED", "outcome": "TERCAPAI", "result": "x"}, "guidance_moves"),
    ({"state": "STOPPED", "reason": ""}, "guidance_ended_early_with_reason"),
]


@pytest.mark.parametrize(("changed", "name"), WRONG, ids=[f"{n}-{c}" for c, n in WRONG])
def test_it_keeps_only_lawful_rows(
    town: Town, post: Placement, changed: dict[str, Any], name: str
) -> None:
    people = {"mentor": town.budi, "decided_by": town.budi}
    named = {
        key: getattr(town, value) if value == "andi" else value for key, value in changed.items()
    }

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Guidance.objects.create(**row(post, **people | named))


def test_a_person_has_one_running_guidance(town: Town, post: Placement, running: Guidance) -> None:
    with pytest.raises(IntegrityError, match="guidance_one_at_a_time"), transaction.atomic():
        Guidance.objects.create(**row(post, mentor=town.budi, decided_by=town.budi))


def test_an_evaluation_offers_once(post: Placement, offer: Guidance, town: Town) -> None:
    lawful = row(post, mentor=town.budi, decided_by=town.budi, trigger="LOW_GRADE")

    with pytest.raises(IntegrityError, match="offered_once"), transaction.atomic():
        Guidance.objects.create(**lawful | {"evaluation_id": offer.evaluation_id})


def change(held: Guidance, **values: Any) -> None:
    with transaction.atomic():
        Guidance.objects.filter(pk=held.pk).update(**values)


def test_it_moves_along_legal_ways_only(town: Town, offer: Guidance) -> None:
    whole = {
        "mentor": town.budi,
        "decided_by": town.budi,
        "aim": "x",
        "starts_on": NOON.date(),
        "ends_on": ENDS,
    }

    with pytest.raises(IntegrityError, match="guidance_moves"):
        change(offer, state="FINISHED", outcome="TERCAPAI", result="x", **whole)
    with pytest.raises(IntegrityError, match="guidance_moves"):
        change(offer, state="STOPPED", reason="x", **whole)


def test_a_running_one_is_no_offer_again(running: Guidance) -> None:
    with pytest.raises(IntegrityError):
        change(running, state="DECLINED", reason="x")


def test_what_is_over_never_changes(town: Town, running: Guidance) -> None:
    finished(running, town.budi)

    with pytest.raises(IntegrityError, match="is over"):
        change(running, result="Lain.")
    with pytest.raises(IntegrityError, match="guidance_moves"):
        change(running, state="RUNNING", outcome="")


def test_no_competence_is_rated_after_the_end(town: Town, running: Guidance) -> None:
    finished(running, town.budi)

    with pytest.raises(IntegrityError, match="guidance_competence_of_running"):
        CompetenceRating.objects.create(
            guidance=running, name="A", value=3, reason="b", rated_by=town.budi, rated_at=NOON
        )


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"value": 0}, "one_to_five"),
        ({"value": 6}, "one_to_five"),
        ({"name": ""}, "says_why"),
        ({"reason": ""}, "says_why"),
    ],
)
def test_a_competence_has_a_value_and_a_reason(
    town: Town, running: Guidance, changed: dict[str, Any], name: str
) -> None:
    lawful = {"name": "A", "value": 3, "reason": "b", "rated_by": town.budi, "rated_at": NOON}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CompetenceRating.objects.create(guidance=running, **lawful | changed)


def test_the_answers_are_nine(town: Town, running: Guidance) -> None:
    with pytest.raises(IntegrityError, match="guidance_answers_are_nine"), transaction.atomic():
        StatementAnswers.objects.create(
            guidance=running, employee=town.andi, answers=[], sent_at=NOON
        )


def test_a_statement_is_one_of_nine_and_says_something() -> None:
    with pytest.raises(IntegrityError, match="has_text"), transaction.atomic():
        Statement.objects.filter(pk=1).update(text="")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE guidance_competence SET value = 5",
        "DELETE FROM guidance_competence",
        "UPDATE guidance_answers SET words = ''",
        "DELETE FROM guidance_answers",
        "DELETE FROM guidance",
        "UPDATE guidance SET employee_id = employee_id",
        "UPDATE guidance SET evaluation_id = NULL",
        "DELETE FROM guidance_statement",
        "INSERT INTO guidance_statement (no, text, is_verified) VALUES (9, 'x', false)",
        "UPDATE guidance_statement SET no = no",
    ],
)
def test_the_application_may_not_rewrite(town: Town, running: Guidance, sql: str) -> None:
    rated(running, town.budi)
    answered(running, town.andi)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_days_stay_in_order(running: Guidance) -> None:
    with pytest.raises(Error, match="guidance_running_has_aim"):
        change(running, ends_on=dt.date(2020, 1, 1))
