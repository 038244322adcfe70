"""Services and what belongs to them, as operations change them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.services import operations, refusals
from kinerja.services.models import CODE_LETTERS, Code, Counter, Question, Service
from kinerja.services.operations import ServiceValues
from kinerja.services.tests.stages import VALUES, Stage, make_service
from tests.factories import NOON, Town, actor, make_unit

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(days=40)
WORDS = ("Sangat lama", "Lama", "Cepat", "Sangat cepat")


def ask(stage: Stage, by: Actor, text: str = "Berapa lama Anda mengantre?") -> Question:
    return operations.ask_question(service=stage.service, text=text, answers=WORDS, by=by, at=NOON)


def codes_in_use(counter: Counter) -> list[str]:
    found = Code.objects.filter(counter=counter, retired_on=None, valid_on=None)
    return list(found.values_list("code", flat=True))


# --- services


def test_a_service_opens_in_a_unit_below_and_is_recorded(town: Town, dewi: Actor) -> None:
    made = operations.open_service(unit_id=town.division.pk, values=VALUES, by=dewi, at=NOON)

    assert (made.state, made.opened_on) == ("OPEN", dt.date(2026, 8, 3))
    event = AuditEvent.objects.get(action="services.service.opened")
    assert (event.unit_id, event.subject_id) == (town.division.pk, made.pk)


def test_the_manager_of_the_city_opens_one_anywhere(town: Town) -> None:
    by = actor(town.city_manager, NOON)

    made = operations.open_service(unit_id=town.other_office.pk, values=VALUES, by=by, at=NOON)

    assert made.unit_id == town.other_office.pk


def test_a_unit_that_is_gone_serves_nobody(town: Town) -> None:
    gone = make_unit("Bagian Lama", town.root, until=dt.date(2026, 1, 1))

    with pytest.raises(refusals.UnitGone):
        operations.open_service(
            unit_id=gone.pk, values=VALUES, by=actor(town.city_manager, NOON), at=NOON
        )


def test_a_unit_has_one_running_service_of_a_name(town: Town, stage: Stage, dewi: Actor) -> None:
    other = make_service(town.division, "Akta kelahiran").service

    with pytest.raises(refusals.NameTaken):
        operations.open_service(unit_id=town.division.pk, values=VALUES, by=dewi, at=NOON)
    with pytest.raises(refusals.NameTaken):
        operations.change_service(service=other, values=VALUES, lock_no=0, by=dewi, at=NOON)
    make_service(town.office)  # the same name in another unit


def test_a_change_names_its_fields_but_not_their_words(stage: Stage, dewi: Actor) -> None:
    values = VALUES._replace(fee="Rp0", duration="15 menit")

    held = operations.change_service(
        service=stage.service, values=values, lock_no=0, by=dewi, at=NOON
    )

    assert (held.fee, held.lock_no) == ("Rp0", 1)
    changes = AuditEvent.objects.get(action="services.service.changed").changes
    assert changes == {"fields": ["duration", "fee"]}


def test_of_two_windows_the_second_is_refused_unless_it_says_the_same(
    stage: Stage, dewi: Actor
) -> None:
    values = VALUES._replace(fee="Rp0")
    change: Callable[..., Service] = operations.change_service
    change(service=stage.service, values=values, lock_no=0, by=dewi, at=NOON)

    same = change(service=stage.service, values=values, lock_no=0, by=dewi, at=NOON)

    assert same.lock_no == 1
    with pytest.raises(refusals.StaleService):
        change(service=stage.service, values=VALUES, lock_no=0, by=dewi, at=NOON)


def test_a_service_closes_and_opens_again_with_its_codes(stage: Stage, dewi: Actor) -> None:
    closed = operations.close_service(service=stage.service, by=dewi, at=LATER)
    assert (closed.state, closed.closed_on) == ("CLOSED", dt.date(2026, 9, 12))
    with pytest.raises(refusals.ServiceClosed):
        operations.close_service(service=stage.service, by=dewi, at=LATER)

    opened = operations.reopen_service(service=stage.service, by=dewi, at=LATER)

    assert (opened.state, opened.closed_on) == ("OPEN", None)
    assert codes_in_use(stage.counter) == [stage.code]
    with pytest.raises(refusals.ServiceOpen):
        operations.reopen_service(service=stage.service, by=dewi, at=LATER)


def test_a_clock_that_jumps_back_closes_no_service_before_it_opened(
    stage: Stage, dewi: Actor
) -> None:
    early = NOON - dt.timedelta(days=400)

    assert operations.close_service(service=stage.service, by=dewi, at=early).closed_on == (
        stage.service.opened_on
    )


def test_a_closed_service_whose_name_is_taken_stays_closed(
    town: Town, stage: Stage, dewi: Actor
) -> None:
    operations.close_service(service=stage.service, by=dewi, at=NOON)
    make_service(town.division)

    with pytest.raises(refusals.NameTaken):
        operations.reopen_service(service=stage.service, by=dewi, at=NOON)


# --- who may, and what a closed service takes


def _acts(stage: Stage, question: Question) -> dict[str, Callable[[Actor], Any]]:
    """Every act about a running service, as a function of who does it."""
    service, counter = stage.service, stage.counter
    of_service: dict[str, Any] = {"service": service, "at": NOON}
    of_counter: dict[str, Any] = {"counter": counter, "at": NOON}
    does = operations
    return {
        "change": lambda by: does.change_service(**of_service, values=VALUES, lock_no=0, by=by),
        "close": lambda by: does.close_service(**of_service, by=by),
        "counter": lambda by: does.add_counter(**of_service, name="Loket 9", by=by),
        "rename": lambda by: does.change_counter(**of_counter, name="A", is_kiosk=True, by=by),
        "close_counter": lambda by: does.close_counter(**of_counter, by=by),
        "reopen_counter": lambda by: does.reopen_counter(**of_counter, by=by),
        "code": lambda by: does.new_code(**of_counter, by=by),
        "ask": lambda by: does.ask_question(**of_service, text="Apa?", answers=WORDS, by=by),
        "end": lambda by: does.end_question(question=question, by=by, at=NOON),
    }


ACTS = ("change", "close", "counter", "rename", "close_counter", "reopen_counter", "code", "ask")


@pytest.mark.parametrize("act", [*ACTS, "end"])
def test_heads_and_auditors_read_only(town: Town, stage: Stage, dewi: Actor, act: str) -> None:
    acts = _acts(stage, ask(stage, dewi))

    for reader in (town.budi, town.sari, town.auditor, town.office_manager, town.stranger):
        with pytest.raises(NotPermitted):
            acts[act](actor(reader, NOON))


@pytest.mark.parametrize("act", [*ACTS, "end"])
def test_a_closed_service_changes_no_more(stage: Stage, dewi: Actor, act: str) -> None:
    acts = _acts(stage, ask(stage, dewi))
    operations.close_service(service=stage.service, by=dewi, at=NOON)

    with pytest.raises(refusals.ServiceClosed):
        acts[act](dewi)


def test_nobody_opens_one_elsewhere(town: Town, dewi: Actor) -> None:
    for by, unit in ((dewi, town.other_office), (actor(town.sari, NOON), town.office)):
        with pytest.raises(NotPermitted):
            operations.open_service(unit_id=unit.pk, values=VALUES, by=by, at=NOON)


def test_a_closed_service_of_another_unit_is_not_opened_again(
    town: Town, stage: Stage, dewi: Actor
) -> None:
    operations.close_service(service=stage.service, by=dewi, at=NOON)

    with pytest.raises(NotPermitted):
        operations.reopen_service(service=stage.service, by=actor(town.stranger, NOON), at=NOON)


# --- counters


def test_a_counter_comes_with_a_code(stage: Stage, dewi: Actor) -> None:
    made = operations.add_counter(
        service=stage.service, name="Layar depan", is_kiosk=True, by=dewi, at=NOON
    )

    (code,) = codes_in_use(made)
    assert len(code) == 6
    assert set(code) <= set(CODE_LETTERS)
    assert AuditEvent.objects.filter(action="services.counter.opened").count() == 3


def test_a_service_has_one_running_counter_of_a_name(stage: Stage, dewi: Actor) -> None:
    first, second = stage.counters
    with pytest.raises(refusals.CounterNameTaken):
        operations.add_counter(service=stage.service, name="Loket 1", by=dewi, at=NOON)
    with pytest.raises(refusals.CounterNameTaken):
        operations.change_counter(counter=second, name="Loket 1", is_kiosk=False, by=dewi, at=NOON)
    operations.close_counter(counter=first, by=dewi, at=NOON)
    operations.add_counter(service=stage.service, name="Loket 1", by=dewi, at=NOON)

    with pytest.raises(refusals.CounterNameTaken):
        operations.reopen_counter(counter=first, by=dewi, at=NOON)


def test_a_counter_closes_and_opens_again_under_its_code(stage: Stage, dewi: Actor) -> None:
    counter = stage.counter
    operations.close_counter(counter=counter, by=dewi, at=NOON)
    refused: list[tuple[Callable[[], Any], type[Refusal]]] = [
        (
            lambda: operations.close_counter(counter=counter, by=dewi, at=NOON),
            refusals.CounterClosed,
        ),
        (lambda: operations.new_code(counter=counter, by=dewi, at=NOON), refusals.CounterClosed),
        (
            lambda: operations.change_counter(
                counter=counter, name="A", is_kiosk=False, by=dewi, at=NOON
            ),
            refusals.CounterClosed,
        ),
    ]
    for act, reason in refused:
        with pytest.raises(reason):
            act()

    operations.reopen_counter(counter=counter, by=dewi, at=NOON)

    assert codes_in_use(counter) == [stage.code]
    with pytest.raises(refusals.CounterOpen):
        operations.reopen_counter(counter=counter, by=dewi, at=NOON)


def test_a_counter_is_named_anew_and_keeps_its_code(stage: Stage, dewi: Actor) -> None:
    held = operations.change_counter(
        counter=stage.counter, name="Jendela A", is_kiosk=True, by=dewi, at=NOON
    )

    assert (held.name, held.is_kiosk) == ("Jendela A", True)
    assert codes_in_use(held) == [stage.code]


# --- extra questions


def test_three_questions_are_asked_and_no_fourth(stage: Stage, dewi: Actor) -> None:
    first = ask(stage, dewi)
    assert first.answers == list(WORDS)
    for number in range(2):
        ask(stage, dewi, f"Pertanyaan {number}")
    with pytest.raises(refusals.TooManyQuestions):
        ask(stage, dewi, "Satu lagi")

    operations.end_question(question=first, by=dewi, at=LATER)

    ask(stage, dewi, "Satu lagi")
    with pytest.raises(refusals.QuestionEnded):
        operations.end_question(question=first, by=dewi, at=LATER)


@pytest.mark.parametrize(
    "answers", [WORDS[:3], (*WORDS, "Lain"), ("A", "A", "B", "C"), ("A", " ", "B", "C")]
)
def test_a_question_has_four_different_answers(
    stage: Stage, dewi: Actor, answers: tuple[str, ...]
) -> None:
    with pytest.raises(refusals.AnswersNotUsable):
        operations.ask_question(
            service=stage.service, text="Apa?", answers=answers, by=dewi, at=NOON
        )


def test_the_values_of_a_service_are_its_columns() -> None:
    assert set(ServiceValues._fields) <= {field.name for field in Service._meta.get_fields()}
