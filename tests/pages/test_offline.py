"""What is typed where there is no connection."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from kinerja.evaluations.models import Evaluation
from kinerja.evidence.models import RealizationReport
from tests.pages.visit import context_of

pytestmark = pytest.mark.journey
CLEAN = "[...document.forms].forEach((form) => { form.dirty = false; })"


def unreported() -> Evaluation:
    """Find an employee who has not reported on an open period."""
    sent = set(RealizationReport.objects.values_list("plan_id", "period_id"))
    opened = Evaluation.objects.filter(state="OPEN", period__isnull=False).order_by("pk")
    return next(one for one in opened if (one.plan_id, one.period_id) not in sent)


def open_progress(page: Page, evaluation: Evaluation) -> str:
    """Go to where progress is typed; return its address."""
    page.goto(f"/progres/{evaluation.plan_id}/{evaluation.period_id}/")
    if not page.query_selector("#id_note"):
        page.locator("main a[href*='?indikator=']").first.click()
    page.wait_for_load_state()
    return page.url


def test_what_is_typed_offline_stays_on_the_device(city: str, browser: Browser) -> None:
    fresh = unreported()
    context = context_of(browser, city, fresh.employee.user)
    page = context.new_page()
    address = open_progress(page, fresh)

    context.set_offline(True)
    page.fill("#id_note", "Ditulis tanpa sambungan")
    expect(page.locator("#offline")).to_be_visible()
    page.evaluate(CLEAN)
    context.set_offline(False)
    page.goto(address)
    page.get_by_role("button", name="Pakai", exact=True).click()

    assert page.input_value("#id_note") == "Ditulis tanpa sambungan"
    context.close()
