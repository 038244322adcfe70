"""The measure of a calendar works in any city, and takes back what it made."""

from __future__ import annotations

import pytest

from bench import calendars
from kinerja.dialogue.models import CalendarFeed, Session
from tests.factories import Town, make_employee, make_placement


@pytest.mark.django_db
def test_it_asks_for_a_year_of_sessions_and_leaves_nothing(town: Town) -> None:
    for number in range(calendars.PEOPLE):
        make_placement(make_employee(f"Pegawai {number}"), town.division)

    milliseconds, sessions = calendars.feed_of_a_year()

    assert milliseconds > 0
    assert sessions == calendars.PEOPLE * calendars.SESSIONS
    assert not Session.objects.exists()
    assert not CalendarFeed.objects.exists()
