"""The value bar with its target tick, drawn in Python: it stands in loops."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup, escape


def draw_bar(
    share: Decimal | float,
    target: Decimal | float | None = None,
    tone: str = "b",
    label: str = "",
) -> Markup:
    """Return the bar; share and target are 0 to 100, tone is a grade's or sea."""
    fill = tone if tone == "sea" else f"{tone}-fill"
    tick = ""
    if target is not None:
        at = _within(target)
        tick = f'<line x1="{at}%" x2="{at}%" y1="0" y2="10" stroke="var(--ink)" stroke-width="2"/>'
    return Markup(  # noqa: S704 - numbers of ours, a tone of ours, the label escaped
        f'<svg class="bar" width="100%" height="10" role="img" aria-label="{escape(label)}">'
        '<rect y="2" width="100%" height="6" rx="2" fill="var(--paper-3)"/>'
        f'<rect y="2" width="{_within(share)}%" height="6" rx="2" fill="var(--{fill})"/>'
        f"{tick}</svg>"
    )


def _within(value: Decimal | float) -> str:
    return f"{round(min(max(float(value), 0.0), 100.0), 2):g}"
