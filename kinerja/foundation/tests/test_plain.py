"""Canonical bytes, the clock, ranges, progress and refusals."""

from __future__ import annotations

import datetime as dt
import io
import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from kinerja.cycles.models import Holiday
from kinerja.foundation import clock
from kinerja.foundation.canonical import canonical, digest
from kinerja.foundation.fields import days, last_day
from kinerja.foundation.locks import Set, lock, lock_shared
from kinerja.foundation.progress import TerminalProgress, silent
from kinerja.foundation.refusals import AlreadyDone, Refusal
from kinerja.foundation.violations import refusing

MOMENT = dt.datetime(2026, 8, 3, 18, 30, tzinfo=dt.UTC)


def test_the_same_value_always_gives_the_same_bytes() -> None:
    value = {"b": Decimal("3.30"), "a": [dt.date(2026, 1, 2), MOMENT], "c": {3, 1}, "d": "é"}

    written = canonical(value).decode()

    assert (
        written == '{"a":["2026-01-02","2026-08-03T18:30:00+00:00"],"b":"3.30","c":[1,3],"d":"é"}'
    )
    assert digest(value) == digest(dict(reversed(value.items())))
    assert digest(value, b"garam") != digest(value)


def test_a_value_without_a_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no canonical form"):
        canonical(object())


def test_the_citys_day_begins_before_that_of_utc() -> None:
    assert clock.local_date(MOMENT) == dt.date(2026, 8, 4)
    assert clock.start_of(dt.date(2026, 8, 4)) == dt.datetime(2026, 8, 3, 17, tzinfo=dt.UTC)
    with clock.fixed(MOMENT):
        assert (clock.now(), clock.today()) == (MOMENT, dt.date(2026, 8, 4))
    assert clock.now() > MOMENT


def test_ranges_are_said_with_their_last_day() -> None:
    assert last_day(days(dt.date(2026, 1, 1), dt.date(2026, 4, 1))) == dt.date(2026, 3, 31)
    assert last_day(days(dt.date(2026, 1, 1))) is None


def test_a_terminal_hears_of_each_tenth_once() -> None:
    out = io.StringIO()

    tell = TerminalProgress(out)
    for done in range(1, 1001):
        tell(done=done, total=1000, step="Membaca")

    lines = out.getvalue().splitlines()
    assert len(lines) == 11
    assert lines[-1] == "Membaca: 1.000 dari 1.000"
    silent(done=1, total=2, step="x")
    TerminalProgress(out)(done=0, total=0, step="Kosong")
    assert out.getvalue().endswith("Kosong: 0 dari 0\n")


def test_a_refusal_speaks_for_itself() -> None:
    assert str(Refusal()) == Refusal.message
    assert Refusal("Tunggu dulu.").message == "Tunggu dulu."
    assert AlreadyDone("/skp/").location == "/skp/"


@pytest.mark.django_db
def test_only_a_named_constraint_becomes_a_refusal() -> None:
    Holiday.objects.create(day=dt.date(2026, 8, 17), name="Merdeka", source="SKB")
    wrong = [
        {"day": dt.date(2026, 8, 17), "name": "Lagi", "source": "SKB"},
        {"day": dt.date(2026, 8, 18), "name": "", "source": ""},
    ]

    with pytest.raises(Refusal, match="Sudah ada"), transaction.atomic():
        _refused(wrong[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        _refused(wrong[1])


def _refused(values: dict[str, object]) -> None:
    with refusing({"holiday_day_key": Refusal("Sudah ada.")}):
        Holiday.objects.create(**values)


def test_a_lock_on_a_set_waits_for_those_who_work_on_a_part(own_database: str) -> None:
    taken, order = threading.Event(), []

    def whole() -> None:
        try:
            with transaction.atomic():
                taken.wait(5)
                lock(Set.PERIOD, 7)
                order.append("whole")
        finally:
            connection.close()

    other = threading.Thread(target=whole)
    other.start()
    with transaction.atomic():
        lock_shared(Set.PERIOD, 7)
        lock_shared(Set.PERIOD, 7)
        taken.set()
        other.join(0.3)
        order.append("part")
    other.join(5)

    assert order == ["part", "whole"]
