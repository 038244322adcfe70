"""Few statements whatever the length, and no way in while looking as another."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from kinerja.counseling import operations
from kinerja.counseling.tests.conftest import Room, unlocked
from kinerja.counseling.views import cases, keys
from tests.factories import NOON, actor, client_of, make_employee, make_placement

pytestmark = pytest.mark.django_db


def test_pages_take_few_statements_whatever_their_length(room: Room) -> None:
    case, client = room.with_note(), unlocked(room)
    places = (f"/konseling/{case.pk}/", "/konseling/", "/konseling/minta/")
    few = [statements(client, place) for place in places]
    for number in range(12):
        at = NOON + dt.timedelta(days=number)
        operations.write_note(case=case, text=str(number), by=room.counselor, at=NOON)
        operations.plan_meeting(case=case, starts_at=at, place="R", by=room.counselor, at=NOON)
        other = make_employee(f"Pegawai {number}")
        make_placement(other, room.town.division)
        operations.ask(counselor_id=room.ratna.pk, occasion="", by=actor(other), at=NOON)

    assert [statements(client, place) for place in places] == few
    assert max(few) <= 12


def statements(client: Client, place: str) -> int:
    client.get(place)  # what is compiled once is compiled
    with CaptureQueriesContext(connection) as found:
        assert client.get(place).status_code == 200
    ends = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
    return sum(not one["sql"].startswith(ends) for one in found)


def test_looking_as_another_leads_nowhere_here(room: Room) -> None:
    case = room.with_note()
    for view, arguments in ((cases.case_list, ()), (cases.case, (case.pk,)), (keys.key, ())):
        request: Any = RequestFactory().get("/konseling/")
        request.actor = dataclasses.replace(room.counselor, real_user_id=1)
        with pytest.raises(Http404):
            view(request, *arguments)


@pytest.mark.parametrize("written", ["9" * 25, "0" * 20 + "9" * 4500, "-1", "x"])
def test_a_number_that_no_case_has_leads_to_the_key(room: Room, written: str) -> None:
    client = client_of(room.ratna)

    place = client.post(f"/konseling/kunci/pahami/?kasus={written}", {"paham": "on"})

    assert place.headers["Location"] == "/konseling/kunci/"
