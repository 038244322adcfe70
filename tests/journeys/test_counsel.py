"""What an employee tells the counselor, and what all the others find of it: nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from kinerja.foundation.actor import Role
from kinerja.organization.models import Employee
from tests import databases
from tests.factories import Town, grant, make_employee, make_placement
from tests.journeys import counsel, mentored
from tests.journeys.persons import PASSWORD, PHONE, Crowd, Person

pytestmark = pytest.mark.journey
OUTSIDE = ("budi", "sari", "city_manager", "auditor")


@pytest.fixture
def city(own_database: str) -> Town:
    return mentored.make_city("andi", *OUTSIDE)


@pytest.fixture
def ratna(city: Town) -> Employee:
    """An independent counselor, of another office than Andi's."""
    person = make_employee("Ratna Dewi")
    make_placement(person, city.secretariat, title="Konselor Ahli Muda")
    grant(person.user, Role.KONSELOR)
    mentored.give_password(person)
    return person


@pytest.fixture
def crowd(city: Town, live_url: str, browser: Browser) -> Iterator[Crowd]:
    people = Crowd(browser, live_url, screen=PHONE)
    yield people
    people.leave()


def test_a_sealed_note_is_read_by_its_counselor_and_by_nobody_else(
    crowd: Crowd, city: Town, ratna: Employee, own_database: str
) -> None:
    keeper = administrator(crowd, city)
    andi, counselor = mentored.arrived(crowd, city.andi, ratna)

    printed = counsel.print_recovery_key(keeper)
    counsel.make_key(counselor)
    case = counsel.ask(andi, ratna.name)
    counsel.accept(counselor, andi.name)
    counsel.write_note(counselor)
    counsel.read_note(counselor)

    outside = mentored.arrived(crowd, *(getattr(city, name) for name in OUTSIDE))
    for person in (keeper, *outside):
        counsel.look_from_outside(person, case)
    look_into_the_dump(own_database, printed)
    assert crowd.complaints.lines == []


def administrator(crowd: Crowd, city: Town) -> Person:
    city.administrator.set_password(PASSWORD)
    city.administrator.save(update_fields=["password"])
    person = crowd.person("administrator", city.administrator.username)
    person.sign_in()
    return person


def look_into_the_dump(database: str, printed: str) -> None:
    """Whoever copies the whole database has the sealed note, and neither half of a key."""
    dump = databases.dumped(database)
    assert "counseling_note" in dump
    assert "Andi Pratama" in dump
    for hidden in (counsel.SECRET, counsel.PASSPHRASE, *printed.split()):
        assert hidden not in dump, hidden
