"""Every shape of page once, in a small demo city: as people see it, on a phone and at a desk.

A page is clean when axe finds nothing in light at 360 px and in dark at 1280 px, nothing has to be
scrolled sideways at 320 px with all details open, the console is silent, and the first press of Tab
reaches the link past the navigation.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.pages.addresses import to_be_seen
from tests.pages.occasions import (
    anonymous,
    coaching,
    counseling,
    dialogue,
    evaluations,
    everybody,
    growth,
    guidance,
    improvements,
    organization,
    papers,
    plans,
    public,
    services,
    surveys,
)
from tests.pages.people import find_examples
from tests.pages.visit import Visit

pytestmark = pytest.mark.journey
#: who comes first sees a page that several may open; each occasion acts between its own visits
OCCASIONS = (
    everybody.come_to_the_door,
    evaluations.read_the_result,
    evaluations.assess_oneself,
    plans.draft,
    evaluations.rate,
    evaluations.read_a_decision,
    plans.review,
    everybody.bear_a_role,
    counseling.be_counseled,
    dialogue.meet,
    growth.learn,
    plans.delete,
    surveys.read_the_citizens,
    coaching.give_feedback,
    organization.change,
    coaching.ask_and_report,
    anonymous.be_asked,
    guidance.be_guided,
    organization.grant_a_role,
    services.serve_citizens,
    papers.enter_papers,
    public.read_in_public,
    improvements.improve,
    improvements.measure,
)


def test_every_page_is_open_to_everybody(city: str, browser: Browser) -> None:
    visit, examples = Visit(browser, city), find_examples()

    for occasion in OCCASIONS:
        for user, addresses in occasion(examples):
            visit.as_person(user, addresses)

    unseen = sorted(to_be_seen() - visit.seen)
    assert not visit.problems, "\n".join(visit.problems)
    assert not visit.complaints.lines, "\n".join(visit.complaints.lines)
    assert not unseen, ", ".join(unseen)
