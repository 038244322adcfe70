"""A person at a browser: whatever the page complains about is kept, and fails the journey."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    ViewportSize,
    expect,
)

from tests.journeys.cast import STAFF

PASSWORD = "sandi-yang-panjang-2026"
#: milliseconds; only a machine with much else to do needs them
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)
#: a violation of the policy becomes a line of the console, whatever page it happens on
WATCH = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));"""
#: nothing is wider than the screen, whatever page it is on
NARROW = """addEventListener("load", () => {
  const wide = document.scrollingElement.scrollWidth;
  if (wide > innerWidth) console.error(`wider than the screen: ${wide} > ${innerWidth}`);
});"""
#: a small phone
PHONE = ViewportSize(width=360, height=740)


@dataclass
class Complaints:
    """What the browser complained about, with the page it was on."""

    lines: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.add_init_script(WATCH)
        context.on("console", self._said)
        context.on("weberror", lambda failed: self.lines.append(f"error: {failed.error}"))
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            page = message.page.url if message.page else ""
            self.lines.append(f"{page}: {message.text}")

    def _answered(self, response: Any) -> None:
        if response.status >= 500:
            self.lines.append(f"{response.url}: {response.status}")


@dataclass
class Person:
    """Somebody with a browser of their own."""

    name: str
    account: str
    page: Page
    script: bool = True

    def activate(self, code: str) -> None:
        """Use a printed code, choose a password, and read who sees what."""
        self.page.goto("/aktivasi")
        self.page.get_by_label("NIP").fill(self.account)
        self.page.get_by_label("Kode dari pengelola").fill(code)
        self.page.get_by_label("Kata sandi baru", exact=True).fill(PASSWORD)
        self.page.get_by_label("Ulangi kata sandi baru").fill(PASSWORD)
        self.press("Simpan kata sandi")
        self.press("Saya sudah membaca")
        self.page.get_by_role("heading", name="Selamat", exact=False).wait_for()

    def sign_in(self) -> None:
        self.page.goto("/masuk")
        self.page.get_by_label("NIP").fill(self.account)
        self.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
        self.press("Masuk")

    def sign_out(self) -> None:
        self.page.goto("/keluar")
        self.press("Keluar")

    def press(self, name: str) -> None:
        self.go_by(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str | re.Pattern[str]) -> None:
        found = self.page.get_by_role("link", name=name, exact=isinstance(name, str))
        self.go_by(found.first)

    def go_by(self, way: Locator) -> None:
        """Go to the next page, and wait until it and its scripts have come."""
        with self.page.expect_event("load"):
            way.click()

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)


@dataclass
class Crowd:
    """The people of a journey; each has a browser that shares nothing with another's."""

    browser: Browser
    url: str
    script: bool = True
    screen: ViewportSize | None = None
    complaints: Complaints = field(default_factory=Complaints)
    contexts: list[BrowserContext] = field(default_factory=list)

    def person(self, name: str, account: str) -> Person:
        context = self.browser.new_context(
            base_url=self.url,
            locale="id-ID",
            java_script_enabled=self.script,
            viewport=self.screen,
        )
        context.add_init_script(NARROW)
        context.set_default_timeout(PATIENCE)
        self.complaints.watch(context)
        self.contexts.append(context)
        return Person(name, account, context.new_page(), self.script)

    def staff(self, name: str) -> Person:
        return self.person(name, STAFF[name][0])

    def leave(self) -> None:
        for context in self.contexts:
            context.close()
