"""Several at once: no answer gets lost, nobody answers twice, one window about a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from kinerja.anonymous import operations
from kinerja.anonymous.models import AnonymousAnswer, Window
from kinerja.anonymous.refusals import AlreadyOpen, WindowClosed
from kinerja.anonymous.tests.conftest import AFTER, Office, answer, make_office
from kinerja.foundation import clock
from kinerja.foundation.refusals import Refusal
from tests.factories import NOON, make_town


@pytest.fixture
def office(own_database: str) -> Office:
    return make_office(make_town())


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Refusal | None]:
    """Run the acts in threads of their own; return what each was refused."""

    def run(act: Callable[[], Any]) -> Refusal | None:
        try:
            with clock.fixed(NOON):
                act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_answers_at_the_same_moment_are_all_kept(office: Office) -> None:
    window = office.open()
    acts = [lambda person=person: answer(window, person, 3) for person in office.group]

    refused = at_once([*acts, acts[0], acts[0]])

    assert set(refused) == {None}
    assert AnonymousAnswer.objects.count() == len(office.group)


def test_two_who_open_at_the_same_moment_open_one(office: Office) -> None:
    refused = at_once([office.open, office.open])

    assert sorted(map(type, refused), key=str) == sorted([type(None), AlreadyOpen], key=str)
    assert Window.objects.count() == 1


def test_an_answer_beside_the_sealing_is_kept_whole_or_refused(office: Office) -> None:
    window = office.open()
    for person in office.group[:5]:
        answer(window, person)
    last = AFTER - dt.timedelta(days=1)

    refused = at_once(
        [
            lambda: operations.seal_due(at=AFTER),
            lambda: answer(window, office.group[5], at=last),
            lambda: operations.rewrite_open_rows(at=AFTER),
        ]
    )

    assert set(map(type, refused)) <= {type(None), WindowClosed}
    kept = AnonymousAnswer.objects.all()
    assert len(kept) == (5 if refused[1] else 6)
    assert {(row.token_hash, row.box) for row in kept} == {(None, None)}
