"""Going through the pages as one person after the other, and looking at each shape of page once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from kinerja.accounts.models import User
from kinerja.foundation import clock
from tests.factories import client_of
from tests.journeys.persons import Complaints
from tests.pages.addresses import NO_PAGES, name_of

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LINKS = "els => els.map(el => el.getAttribute('href'))"
OPEN = "document.querySelectorAll('details').forEach(el => { el.open = true; })"
#: what stands out to the right, innermost last; nothing where the page fits
WIDE = """document.scrollingElement.scrollWidth <= innerWidth ? "" :
  [...document.querySelectorAll("body *")]
    .filter((el) => el.getBoundingClientRect().right > innerWidth + 1)
    .slice(-2).map((el) => el.outerHTML.slice(0, 120)).join(" ... ") || "something" """
#: a browser that runs no script, on the narrowest phone
PLAINEST: dict[str, Any] = {
    "java_script_enabled": False,
    "viewport": {"width": 320, "height": 700},
}
FOCUSED = "document.activeElement.className"


@dataclass
class Visit:
    """Goes through the pages as one person after the other; each shape of page once."""

    browser: Browser
    url: str
    complaints: Complaints = field(default_factory=Complaints)
    seen: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def as_person(self, user: User | None, starts: list[str]) -> None:
        """Begin at some addresses and follow every link to a shape of page not yet seen."""
        context = context_of(self.browser, self.url, user)
        self.complaints.watch(context)
        page = context.new_page()
        waiting, known = list(starts), set(starts)
        while waiting:
            path = waiting.pop(0)
            if self._is_new(path) and self._look_at(page, path):
                onward = [link for link in links_of(page, path) if link not in known]
                known.update(onward)
                waiting += dict.fromkeys(onward)
        context.close()

    def _is_new(self, path: str) -> bool:
        name = name_of(path)
        return bool(name) and name not in self.seen and name not in NO_PAGES

    def _look_at(self, page: Page, path: str) -> bool:
        """Open a page and note its faults; not where this person is refused or led elsewhere."""
        name, answer = name_of(path), page.goto(path)
        if answer is None or answer.status != 200 or name_of(page.url) != name:
            return False
        self.seen.add(name)
        self.problems += [f"{name} {path}: {said}" for said in faults_of(page)]
        return True


def context_of(browser: Browser, url: str, user: User | None, **options: Any) -> BrowserContext:
    """Open a browser in which somebody is signed in and informed; nobody is a stranger."""
    context = browser.new_context(base_url=url, locale="id-ID", color_scheme="light", **options)
    if user is not None:
        User.objects.filter(pk=user.pk).update(informed_at=clock.now())
        key = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": url}])
    return context


def links_of(page: Page, path: str) -> list[str]:
    """Return where a page leads to within the product."""
    links = page.eval_on_selector_all("a[href^='/'], a[href^='?']", LINKS)
    return [link.split("#")[0] if link.startswith("/") else path + link for link in links]


def faults_of(page: Page) -> Iterator[str]:
    """Look at one page in both lights and at three widths."""
    page.keyboard.press("Tab")
    if "skip-link" not in page.evaluate(FOCUSED) and not page.query_selector("[autofocus]"):
        yield "the first Tab does not reach the link past the navigation"
    page.evaluate("document.activeElement.blur()")  # the link covers the page only in passing
    page.set_viewport_size({"width": 360, "height": 800})
    yield from found_by_axe(page, "light, 360")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 1280, "height": 900})
    yield from found_by_axe(page, "dark, 1280")
    page.set_viewport_size({"width": 320, "height": 800})
    page.evaluate(OPEN)
    if wide := page.evaluate(WIDE):
        yield f"has to be scrolled sideways at 320: {wide}"
    page.emulate_media(color_scheme="light")


def found_by_axe(page: Page, how: str) -> Iterator[str]:
    options = {"runOnly": WCAG, "resultTypes": ["violations"]}
    found: dict[str, Any] = Axe().run(page, options=options).response
    for problem in found["violations"]:
        yield f"{how}: {problem['id']} {problem['nodes'][0]['html'][:120]}"
