"""Somebody whose browser runs no script: opens pages, follows links, sends forms."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urljoin

from kinerja.organization.models import Employee
from tests.factories import client_of
from tests.html_forms import FoundForm, forms_of


class Visitor:
    """Opens pages and sends their forms, as a browser without a script does."""

    def __init__(self, who: Employee) -> None:
        self.client = client_of(who)
        self.html = ""

    def open(self, path: str) -> Visitor:
        return self._take(self.client.get(path, follow=True), path)

    def form(self, button: str, *fields: str) -> tuple[FoundForm, dict[str, str]]:
        """Find the form with this button and these fields; return it and what pressing it sends."""
        for form in forms_of(self.html):
            for words, name, value in form.buttons:
                if words.startswith(button) and {one.name for one in form.fields} >= set(fields):
                    return form, form.data | ({name: value} if name else {})
        raise AssertionError(f"no button {button!r}")

    def send(self, button: str, **given: Any) -> Visitor:
        form, data = self.form(button, *given)
        path = form.action or self.path
        return self._take(self.client.post(path, {**data, **given}, follow=True), button)

    def _take(self, response: Any, what: str) -> Visitor:
        assert response.status_code == 200, f"{what}: {response.status_code}"
        self.html = response.content.decode()
        self.path = response.request["PATH_INFO"]
        return self

    def follow(self, words: str) -> Visitor:
        """Take the first link whose words begin so."""
        for said, href in links_of(self.html):
            if said.startswith(words):
                return self.open(urljoin(self.path, href))
        raise AssertionError(f"no link {words!r}")

    def sees(self, *words: str) -> Visitor:
        text = " ".join(unescape(re.sub(r"<[^>]+>", " ", self.html)).split())
        for one in words:
            assert one in text, one
        return self


def links_of(html: str) -> list[tuple[str, str]]:
    """Return the words and the address of each link of a page."""
    found = re.findall(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', html, flags=re.DOTALL)
    return [
        (" ".join(unescape(re.sub(r"<[^>]+>", "", inner)).split()), unescape(href))
        for href, inner in found
    ]
