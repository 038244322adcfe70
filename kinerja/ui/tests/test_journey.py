from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS = """window.refused = [];
addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective));"""

pytestmark = pytest.mark.journey


@pytest.fixture(params=[("light", 360), ("dark", 1280)], ids=["phone", "desk"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme, width = request.param
    opened = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    opened.add_init_script(VIOLATIONS)
    yield opened
    opened.close()


def test_the_style_page_is_open_to_everybody_and_works(page: Page, live_url: str) -> None:
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{live_url}/gaya/")

    found: dict[str, Any] = Axe().run(page, options={"runOnly": WCAG}).response
    assert [problem["id"] for problem in found["violations"]] == []

    page.click("[data-dialog]")
    assert page.is_visible("dialog.dialog")
    page.click("dialog [data-close]")
    assert not page.is_visible("dialog.dialog")

    page.fill("#id_result", "Izin")
    assert page.inner_text("#id_result_count") == "sisa 196 huruf"
    page.fill("#id_until", "4 des 2026")
    assert page.inner_text("#id_until_echo") == "Jumat, 4 Desember 2026"
    page.click("[data-show=id_password]")
    assert page.get_attribute("#id_password", "type") == "text"

    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("refused") == []
    assert said == []


def test_without_a_script_everything_is_still_there(browser: Browser, live_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    answer = page.goto(f"{live_url}/gaya/")

    assert answer
    assert answer.status == 200
    assert page.get_attribute("[data-dialog]", "href") == "#dialog"
    assert not page.is_visible("[data-show=id_password]")
    assert page.is_visible(".menu > summary")
    context.close()


def test_a_page_that_does_not_exist_says_so(page: Page, live_url: str) -> None:
    answer = page.goto(f"{live_url}/tidak-ada")

    assert answer
    assert answer.status == 404
    assert page.inner_text("h1") == "Halaman tidak ditemukan"
    assert page.evaluate("refused") == []
