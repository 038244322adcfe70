"""Codes: at random, one in use, old ones stay; one of a day."""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from collections.abc import Iterator

import pytest
from django.db import connection

from kinerja.audit.models import AuditEvent
from kinerja.foundation.actor import Actor
from kinerja.services import operations, refusals
from kinerja.services.models import Code
from kinerja.services.tests.stages import Stage, make_service
from tests.factories import NOON, Town, make_town

TODAY = dt.date(2026, 8, 3)


@pytest.mark.django_db
def test_a_new_code_retires_the_old_one_which_stays(stage: Stage, dewi: Actor) -> None:
    made = operations.new_code(counter=stage.counter, instead_of=stage.code, by=dewi, at=NOON)

    old = Code.objects.get(code=stage.code)
    assert old.retired_on == TODAY
    assert (made.retired_on, made.counter_id) == (None, stage.counter.pk)
    assert made.code != old.code
    changes = AuditEvent.objects.get(action="services.code.renewed").changes
    assert made.code not in str(changes)


@pytest.mark.django_db
def test_a_second_click_replaces_no_new_code(stage: Stage, dewi: Actor) -> None:
    operations.new_code(counter=stage.counter, instead_of=stage.code, by=dewi, at=NOON)

    with pytest.raises(refusals.StaleCode):
        operations.new_code(counter=stage.counter, instead_of=stage.code, by=dewi, at=NOON)

    assert Code.objects.filter(counter=stage.counter).count() == 2


@pytest.mark.django_db
def test_a_code_drawn_before_is_drawn_again(
    stage: Stage, dewi: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = iter(stage.code + "ZZZZZ9")
    monkeypatch.setattr(secrets, "choice", lambda _: next(letters))

    assert operations.new_code(counter=stage.counter, by=dewi, at=NOON).code == "ZZZZZ9"


@pytest.mark.django_db
def test_a_draw_that_never_ends_is_an_error(
    stage: Stage, dewi: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless() -> Iterator[str]:
        while True:
            yield from stage.code

    letters = endless()
    monkeypatch.setattr(secrets, "choice", lambda _: next(letters))

    with pytest.raises(RuntimeError, match="drawn before"):
        operations.new_code(counter=stage.counter, by=dewi, at=NOON)


@pytest.mark.django_db
def test_codes_have_no_order(town: Town) -> None:
    drawn = [code.code for code in make_service(town.division, counters=40).codes]

    assert len(set(drawn)) == 40
    assert drawn != sorted(drawn)
    assert len({code[0] for code in drawn}) > 5


@pytest.mark.django_db
def test_the_code_of_a_day_is_drawn_once_beside_that_of_the_poster(stage: Stage) -> None:
    first = operations.code_of_day(counter=stage.counter, day=TODAY)
    again = operations.code_of_day(counter=stage.counter, day=TODAY)
    tomorrow = operations.code_of_day(counter=stage.counter, day=TODAY + dt.timedelta(days=1))

    assert first == again
    assert first.valid_on == TODAY
    assert len({stage.code, first.code, tomorrow.code}) == 3


@pytest.mark.django_db
def test_a_closed_counter_or_service_has_no_code_of_a_day(stage: Stage, dewi: Actor) -> None:
    operations.close_counter(counter=stage.counter, by=dewi, at=NOON)
    with pytest.raises(refusals.CounterClosed):
        operations.code_of_day(counter=stage.counter, day=TODAY)

    operations.close_service(service=stage.service, by=dewi, at=NOON)
    with pytest.raises(refusals.CounterClosed):
        operations.code_of_day(counter=stage.counters[1], day=TODAY)


@pytest.mark.usefixtures("own_database")
def test_screens_that_start_at_once_show_the_same_code() -> None:
    counter = make_service(make_town().division).counter
    start, shown = threading.Barrier(6), []

    def show() -> None:
        start.wait()
        try:
            shown.append(operations.code_of_day(counter=counter, day=TODAY).code)
        finally:
            connection.close()

    screens = [threading.Thread(target=show) for _ in range(6)]
    for screen in screens:
        screen.start()
    for screen in screens:
        screen.join()

    assert len(shown) == 6
    assert len(set(shown)) == 1
