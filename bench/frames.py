"""The constant frame of a page, cut out of our own; the floor fills the gaps."""

from __future__ import annotations

import re

#: what differs from visitor to visitor around the main part, in the order of the page
GAPS = (
    r"<title>()(.*?)()(?= – Kinerja)",
    r'(href="/notifikasi/">.*?</svg>)(.*?)(</a>)',
    r'(<summary><span class="avatar" aria-hidden="true">)(.*?)(</span>)',
    r'(<span class="visually-hidden">Menu )(.*?)(</span>)',
    r'(<div class="menu__panel">\s*<p><b>)(.*?)(</b>)',
    r"(<small>)(.*?)(</small></p>)",
    r'(<div class="letterhead">.*?<br>)(.*?)(</p></div>\n)',
    r"(</p></div>\n)(.*?)(</main>)",
)


def cut(html: str) -> list[str]:
    """Return the constant pieces around the gaps."""
    pieces, at = [], 0
    for gap in GAPS:
        found = re.compile(gap, re.DOTALL).search(html, at)
        if found is None:
            raise ValueError(f"The page has no gap {gap}.")
        pieces.append(html[at : found.start(2)])
        at = found.end(2)
    return [*pieces, html[at:]]
