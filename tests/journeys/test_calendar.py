"""One's own calendar program shows the sessions until one takes the address back."""

from __future__ import annotations

import datetime as dt
import urllib.error
import urllib.request
from collections.abc import Iterator

import icalendar
import pytest
from playwright.sync_api import Browser, expect

from kinerja.foundation import clock
from tests.factories import Town
from tests.journeys import dialogs, mentored
from tests.journeys.persons import PHONE, Crowd, Person

pytestmark = pytest.mark.journey


@pytest.fixture
def city(own_database: str) -> Town:
    return mentored.make_city("andi", "budi")


@pytest.fixture
def crowd(city: Town, live_url: str, browser: Browser) -> Iterator[Crowd]:
    people = Crowd(browser, live_url, screen=PHONE)
    yield people
    people.leave()


def test_a_calendar_program_reads_the_sessions_until_the_address_is_revoked(
    crowd: Crowd, city: Town
) -> None:
    mentored.agreed_plan(city.andi, city.budi)
    andi, budi = mentored.arrived(crowd, city.andi, city.budi)
    day = dialogs.in_days(2)

    plan_session(budi, andi.name, day)
    address = make_address(andi)
    [session] = sessions_in(read(address)[1])
    revoke(andi)

    assert session["SUMMARY"] == "Dialog kinerja"
    assert session.start == dt.datetime.combine(day, dt.time(10), tzinfo=clock.zone())
    assert read(address)[0] == 404
    assert crowd.complaints.lines == []


def plan_session(superior: Person, employee: str, day: dt.date) -> None:
    superior.page.goto("/dialog/tim/")
    superior.follow(f"Jadwalkan dialog dengan {employee}")
    superior.page.get_by_label("Tanggal").fill(dialogs.written(day))
    superior.page.get_by_label("Jam mulai").fill("10.00")
    superior.press("Jadwalkan")


def make_address(person: Person) -> str:
    """Make the address, which is shown this once."""
    page = person.page
    page.goto("/dialog/")
    person.follow("Kalender pribadi")
    person.press("Buat alamat kalender")
    address = page.locator("#calendar-address").inner_text()
    page.goto("/dialog/kalender/")
    expect(page.get_by_text(address)).to_have_count(0)
    return address


def revoke(person: Person) -> None:
    person.press("Cabut alamat")
    expect(person.page.get_by_text("Alamat kalender dicabut")).to_be_visible()


def read(address: str) -> tuple[int, bytes]:
    """Read it as a calendar program does, without an account."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, b""


def sessions_in(content: bytes) -> list[icalendar.Event]:
    """Return the entries with an hour, and see that no entry names anybody."""
    calendar = icalendar.Calendar.from_ical(content)
    events = [part for part in calendar.walk("VEVENT") if isinstance(part, icalendar.Event)]
    assert all("Budi" not in str(event["SUMMARY"]) for event in events)
    return [event for event in events if isinstance(event.start, dt.datetime)]
