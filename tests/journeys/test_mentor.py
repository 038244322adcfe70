"""The superior as mentor, as people live it on their phones: talk that leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from kinerja.foundation import clock
from tests.factories import Town
from tests.journeys import dialogs, mentored, stages
from tests.journeys.persons import PHONE, Crowd, Person

pytestmark = pytest.mark.journey


@pytest.fixture
def city(own_database: str) -> Town:
    return mentored.make_city("andi", "budi", "sari", "city_manager")


@pytest.fixture
def crowd(city: Town, live_url: str, browser: Browser) -> Iterator[Crowd]:
    people = Crowd(browser, live_url, screen=PHONE)
    yield people
    people.leave()


def test_what_was_asked_is_talked_about_kept_and_seen_beside_the_evaluation(
    crowd: Crowd, city: Town
) -> None:
    mentored.agreed_plan(city.andi, city.budi)
    andi, budi, sari, manager = mentored.arrived(
        crowd, city.andi, city.budi, city.sari, city.city_manager
    )

    dialogs.ask_for_feedback(andi, budi.name)
    dialogs.answer(budi, andi.name)
    dialogs.put_on_agenda(andi)
    hold_session(andi, budi)
    for person in (andi, budi):
        dialogs.look_promised(person, stands=True)
    dialogs.keep(andi)
    for person in (andi, budi):
        dialogs.look_promised(person, stands=False)
    evaluate(manager, andi, budi, sari)

    form = stages.document(andi, "Formulir evaluasi (PDF)")
    assert dialogs.BEHAVIOR in " ".join(form.split())
    assert crowd.complaints.lines == []


def hold_session(andi: Person, budi: Person) -> None:
    """From a date in the diary to notes that both have confirmed."""
    dialogs.plan_session(budi, andi.name, clock.today())
    dialogs.fill_agenda(andi, budi.name)
    dialogs.fill_agenda(budi, andi.name)
    dialogs.talk(budi, andi.name, dialogs.in_days(10))
    dialogs.confirm(budi, andi.name)
    dialogs.confirm(andi, budi.name)


def evaluate(manager: Person, andi: Person, budi: Person, sari: Person) -> None:
    """The period is evaluated; what was said stands beside the result it is about."""
    period = stages.started_period(clock.today())
    stages.open_evaluations(manager, period)
    stages.rate_unit(sari, stages.DIVISION, period)
    stages.evaluate_oneself(andi)
    budi.page.goto("/penilaian/")
    budi.follow(re.compile("^Nilai Andi Pratama"))
    budi.page.get_by_text("1 umpan balik", exact=True).click()
    expect(budi.page.get_by_text(dialogs.BEHAVIOR)).to_be_visible()
    stages.rate(budi)
    stages.receive(andi)
