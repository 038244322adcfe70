"""Bytes: every measured page, the style sheet, the scripts, a first visit (ux.md's budget)."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from bench.comparing import Page

#: HTML of a page, of all else; kB of 1,000 bytes, compressed; nodes
PAGE, CSS, JS, FIRST_VISIT, NODES = 30.0, 20.0, 25.0, 90.0, 1_500


class Size(NamedTuple):
    """One thing that goes over the wire."""

    name: str
    kilobytes: float
    most: float
    nodes: int = 0

    @property
    def is_met(self) -> bool:
        return self.kilobytes <= self.most and self.nodes <= NODES


def compressed(data: bytes) -> float:
    """Return the kB that a proxy sends."""
    return len(gzip.compress(data, 6, mtime=0)) / 1000


def sizes(pages: dict[str, str]) -> list[Size]:
    """Return the sizes of the pages, by title, and of what they load."""
    html = [
        Size(title, compressed(text.encode()), PAGE, Page(text).nodes)
        for title, text in pages.items()
    ]
    root = Path(settings.STATIC_ROOT)
    css = _static(root, "ui/kotalama.*.css")
    js = _static(root, "ui/app.*.js") + _static(root, "django_htmx/htmx-2.min.*.js")
    rest = _static(root, "ui/icon.*.svg") + _static(root, "ui/manifest.*.webmanifest")
    heaviest = max((one.kilobytes for one in html), default=0.0)
    return [
        *html,
        Size("CSS", css, CSS),
        Size("JavaScript", js, JS),
        Size("first visit of the heaviest page", heaviest + css + js + rest, FIRST_VISIT),
    ]


def _static(root: Path, pattern: str) -> float:
    files = [file for file in root.glob(pattern) if file.suffix not in {".gz", ".br"}]
    return sum(compressed(file.read_bytes()) for file in files)
