"""Does the floor say the same? Rows, links, forms, fields, words and bytes of both answers."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

#: the floor may have at most so many percent fewer bytes and words
TOLERANCE = 3.0
COUNTED = ("tr", "li", "a", "form", "input", "textarea", "button", "article", "h1", "h2", "h3")


class Page(HTMLParser):
    """The elements and the visible words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self.bytes = len(html.encode())
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1

    def handle_data(self, data: str) -> None:
        self.words.update(data.split())

    @property
    def nodes(self) -> int:
        return sum(self.elements.values())


def lacking(ours: str, floor: str) -> list[str]:
    """Say where the floor does less than we do; empty where it does the same."""
    mine, theirs = Page(ours), Page(floor)
    found = [
        f"<{tag}> {theirs.elements[tag]} of {mine.elements[tag]}"
        for tag in COUNTED
        if theirs.elements[tag] < mine.elements[tag]
    ]
    missing = mine.words - theirs.words
    if missing.total() > max(2, mine.words.total() * TOLERANCE / 100):
        found.append(f"words: {' '.join(list(missing)[:12])}")
    if theirs.bytes < mine.bytes * (100 - TOLERANCE) / 100:
        found.append(f"bytes {theirs.bytes} of {mine.bytes}")
    return found
