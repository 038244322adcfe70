"""What the database itself refuses, whoever writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from kinerja.services.models import Code, Counter, Question, Service
from kinerja.services.tests.stages import Stage

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 8, 3)


def refused(act: Callable[[], Any], name: str) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    diagnosis: Any = caught.value.__cause__
    assert diagnosis.diag.constraint_name == name


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"name": ""}, "public_service_has_name"),
        ({"closed_on": TODAY}, "public_service_closed_on_iff_closed"),
        ({"state": "CLOSED"}, "public_service_closed_on_iff_closed"),
        (
            {"state": "CLOSED", "closed_on": TODAY - dt.timedelta(days=1)},
            "public_service_closed_on_iff_closed",
        ),
        ({"served_a_year": 0}, "public_service_serves_somebody"),
    ],
)
def test_a_service_is_lawful(stage: Stage, changed: dict[str, Any], name: str) -> None:
    refused(lambda: Service.objects.update(**changed), name)


def test_a_service_begins_open(stage: Stage) -> None:
    born = Service(
        unit_id=stage.service.unit_id, name="B", opened_on=TODAY, state="CLOSED", closed_on=TODAY
    )

    refused(born.save, "public_service_moves")


def test_names_of_open_ones_are_their_own(stage: Stage) -> None:
    twin = Service(unit_id=stage.service.unit_id, name=stage.service.name, opened_on=TODAY)

    refused(twin.save, "public_service_name_once")
    refused(lambda: Counter.objects.update(name="Sama"), "service_counter_name_once")
    refused(lambda: Counter.objects.update(name=""), "service_counter_has_name")


@pytest.mark.parametrize("letters", ["abcdef", "ABCDE", "ABCDEO", "ABCDE1", "ABCDEFG", "AB DEF"])
def test_a_code_has_six_clear_letters(stage: Stage, letters: str) -> None:
    code = Code(code=letters, counter=stage.counter, issued_on=TODAY, valid_on=TODAY)

    with pytest.raises(Exception, match=r"service_code_letters|too long"), transaction.atomic():
        code.save(force_insert=True)


def test_a_counter_has_one_code_in_use_and_one_a_day(stage: Stage) -> None:
    def make(code: str, **more: Any) -> Code:
        return Code.objects.create(code=code, counter=stage.counter, issued_on=TODAY, **more)

    refused(lambda: make("22222Z"), "service_code_one_in_use")
    make("33333Z", valid_on=TODAY)
    refused(lambda: make("44444Z", valid_on=TODAY), "service_code_one_a_day")


def test_a_question_has_words_and_ends_after_it_began(stage: Stage) -> None:
    def make(**given: Any) -> Question:
        fields: dict[str, Any] = {"text": "Apa?", "answers": ["a", "b", "c", "d"], "since": TODAY}
        return Question.objects.create(service=stage.service, **{**fields, **given})

    refused(lambda: make(text=""), "service_question_has_text")
    refused(
        lambda: make(ended_on=TODAY - dt.timedelta(days=1)),
        "service_question_ends_after_it_began",
    )


@pytest.mark.parametrize(
    "table", ["public_service", "service_counter", "service_code", "service_question"]
)
def test_nothing_of_it_is_ever_deleted(stage: Stage, table: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {table}")
