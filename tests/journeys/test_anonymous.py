"""Nine are asked about one, five answer, and what they said is read by nobody before its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from kinerja.anonymous import keys, tasks
from kinerja.anonymous.models import AnonymousAnswer, Window
from kinerja.foundation import clock
from kinerja.organization.models import Employee
from tests.factories import Town
from tests.journeys import mentored, windows
from tests.journeys.persons import PHONE, Crowd, Person

pytestmark = pytest.mark.journey


@pytest.fixture
def city(own_database: str) -> Town:
    return mentored.make_city("andi", "budi", "office_manager")


@pytest.fixture
def crowd(city: Town, live_url: str, browser: Browser) -> Iterator[Crowd]:
    people = Crowd(browser, live_url, screen=PHONE)
    yield people
    people.leave()


def test_what_five_said_is_shown_at_once_and_to_those_concerned(crowd: Crowd, city: Town) -> None:
    colleagues = windows.make_colleagues(city)
    andi, budi, manager = mentored.arrived(crowd, city.andi, city.budi, city.office_manager)

    windows.open_about(manager, andi.name)
    answering = arrived_first_time(crowd, colleagues[: len(windows.SCORE)])
    for colleague, score in zip(answering, windows.SCORE, strict=True):
        windows.answer(colleague, andi.name, score)
    for reader in (andi, budi, manager):
        windows.look_closed(reader, andi.name)
    seal_by_the_job()
    for reader in (andi, budi, manager):
        windows.read_result(reader, andi.name)

    look_hidden_from(answering[0])
    assert crowd.complaints.lines == []


def arrived_first_time(crowd: Crowd, employees: list[Employee]) -> list[Person]:
    for employee in employees:
        mentored.give_password(employee)
    return mentored.arrived(crowd, *employees)


def seal_by_the_job() -> None:
    """Let the hourly job run on the first day after the last one of answering."""
    window = Window.objects.get()
    key_file = keys.folder() / window.key_file
    assert key_file.exists()
    with clock.fixed(clock.start_of(window.closes) + dt.timedelta(days=1, hours=1)):
        tasks.seal_due(timestamp=0)
    assert not key_file.exists()
    assert set(AnonymousAnswer.objects.values_list("token_hash", flat=True)) <= {None, ""}


def look_hidden_from(colleague: Person) -> None:
    """Whoever has answered knows that it was asked, and does not read what the others said."""
    answer = colleague.page.request.get(f"/masukan-anonim/{Window.objects.get().pk}/")
    assert answer.status == 403
