"""A low result becomes help: a mentor, an aim, sessions, and a word about the mentor."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from kinerja.foundation import clock
from tests.factories import Town
from tests.journeys import guiding, mentored, stages
from tests.journeys.persons import PHONE, Crowd, Person

pytestmark = pytest.mark.journey


@pytest.fixture
def city(own_database: str) -> Town:
    return mentored.make_city("andi", "budi", "sari", "city_manager", "office_manager")


@pytest.fixture
def crowd(city: Town, live_url: str, browser: Browser) -> Iterator[Crowd]:
    people = Crowd(browser, live_url, screen=PHONE)
    yield people
    people.leave()


def test_a_low_result_is_followed_by_guidance_and_its_result(crowd: Crowd, city: Town) -> None:
    mentored.agreed_plan(city.andi, city.budi)
    andi, budi, sari, oki, manager = mentored.arrived(
        crowd, city.andi, city.budi, city.sari, city.office_manager, city.city_manager
    )
    rated_low(manager, andi, budi, sari)

    guidance = guiding.begin(budi, andi.name, oki.name)
    guiding.look_planned(andi, oki.name)
    guiding.look_planned(oki, andi.name)
    guiding.rate_competence(oki, guidance)
    guiding.answer_statements(andi, guidance, sari.name)
    guiding.read_answers(sari, oki.name)
    guiding.look_unread(oki, guidance)
    guiding.finish(oki, guidance)
    for person in (andi, budi, sari):
        guiding.look_result(person, guidance)

    assert crowd.complaints.lines == []


def rated_low(manager: Person, andi: Person, budi: Person, sari: Person) -> None:
    period = stages.started_period(clock.today())
    stages.open_evaluations(manager, period)
    stages.rate_unit(sari, stages.DIVISION, period)
    stages.evaluate_oneself(andi)
    guiding.rate_low(budi)
