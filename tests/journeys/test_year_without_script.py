"""The year in a browser that runs no script: every step is a link or a button of a form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kinerja.organization.models import Employee
from tests.factories import Town, make_town
from tests.journeys import stages
from tests.journeys.persons import PASSWORD, Crowd, Person

pytestmark = pytest.mark.journey


@pytest.fixture
def city(own_database: str) -> Town:
    town = make_town()
    for employee in (town.andi, town.budi, town.sari, town.city_manager):
        employee.user.set_password(PASSWORD)
        employee.user.save(update_fields=["password"])
    return town


@pytest.fixture
def crowd(city: Town, live_url: str, browser: Browser) -> Iterator[Crowd]:
    people = Crowd(browser, live_url, script=False)
    yield people
    people.leave()


def arrived(crowd: Crowd, employee: Employee) -> Person:
    person = crowd.person(employee.name, employee.nip or "")
    person.sign_in()
    return person


def test_a_plan_becomes_a_received_predikat(crowd: Crowd, city: Town, tmp_path: Path) -> None:
    everybody = (city.city_manager, city.andi, city.budi, city.sari)
    manager, andi, budi, sari = (arrived(crowd, one) for one in everybody)

    stages.live_through(manager, andi, budi, sari, tmp_path)

    assert "Andi Pratama" in stages.document(andi)
    assert crowd.complaints.lines == []
