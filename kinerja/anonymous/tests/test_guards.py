"""The database's own word, whatever the application does."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from kinerja.anonymous.models import AnonymousAnswer, Window, WindowMember
from kinerja.anonymous.tests.conftest import AFTER, TODAY, Office, answer, answered

pytestmark = pytest.mark.django_db


def test_the_database_refuses_a_group_that_is_not_whole(window: Window, office: Office) -> None:
    with pytest.raises(IntegrityError, match="feedback_window_member_whole"):
        WindowMember.objects.create(window=window, employee=office.town.sari)


@pytest.mark.parametrize("table", ["feedback_window_member", "feedback_window"])
def test_the_application_may_not_change_who_was_asked(window: Window, table: str) -> None:
    column = "employee_id" if table.endswith("member") else "questions"
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_database_keeps_sealed_answers(office: Office, window: Window) -> None:
    window = answered(window, office)

    with pytest.raises(IntegrityError, match="anonymous_answer_of_open"), transaction.atomic():
        AnonymousAnswer.objects.create(window=window, day=TODAY, scores={}, text="Baru")
    with pytest.raises(IntegrityError, match="anonymous_answer_of_open"), transaction.atomic():
        AnonymousAnswer.objects.all().delete()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AnonymousAnswer.objects.update(text="Lain")
    with pytest.raises(IntegrityError, match="feedback_window_moves"), transaction.atomic():
        Window.objects.update(state="OPEN", outcome="", key_file="x.key")


def test_the_database_refuses_to_seal_with_tokens_or_with_too_few(
    office: Office, window: Window
) -> None:
    sealed = {"state": "SEALED", "key_file": ""}
    answer(window, office.town.dewi)
    for outcome in ("SHOWN", "TOO_FEW"):
        with pytest.raises(IntegrityError, match="sealed_whole"), transaction.atomic():
            Window.objects.update(outcome=outcome, **sealed)


def test_the_database_refuses_what_is_half_open(window: Window) -> None:
    halves: tuple[dict[str, Any], ...] = (
        {"token_hash": b"t", "box": b"b", "text": "Terbaca"},
        {"token_hash": b"t", "box": None, "scores": {}},
        {"token_hash": None, "box": None},
    )
    for half in halves:
        with pytest.raises(IntegrityError, match="closed_or_nobodys"), transaction.atomic():
            AnonymousAnswer.objects.create(window=window, day=TODAY, **half)
    for change in ({"key_file": ""}, {"outcome": "SHOWN"}):
        with pytest.raises(IntegrityError, match="key_while_open"), transaction.atomic():
            Window.objects.update(**change)
    AnonymousAnswer.objects.create(window=window, day=TODAY, token_hash=b"t", box=b"b")
    with pytest.raises(IntegrityError, match="once_each"), transaction.atomic():
        AnonymousAnswer.objects.create(window=window, day=TODAY, token_hash=b"t", box=b"c")


def test_the_database_refuses_a_small_or_timeless_window(office: Office) -> None:
    common = {
        "subject": office.town.andi,
        "placement": office.post,
        "unit": office.town.division,
        "ring": "TEAM",
        "questions": [],
        "key_file": "x.key",
        "opened_by": office.town.office_manager.user,
        "opens": TODAY,
    }
    with pytest.raises(IntegrityError, match="asks_enough"), transaction.atomic():
        Window.objects.create(group_size=7, closes=AFTER.date(), **common)
    with pytest.raises(IntegrityError, match="window_lasts"), transaction.atomic():
        Window.objects.create(group_size=8, closes=TODAY, **common)
    Window.objects.create(group_size=8, closes=AFTER.date(), **common)
    with pytest.raises(IntegrityError, match="one_open_about"), transaction.atomic():
        Window.objects.create(group_size=8, closes=AFTER.date(), **common)
