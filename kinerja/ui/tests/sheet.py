"""Reads the stylesheet and the templates as the tests ask about them."""

from __future__ import annotations

import re
from pathlib import Path

KINERJA = Path(__file__).resolve().parents[2]
SHEET = KINERJA / "ui" / "static" / "ui" / "kotalama.css"
SCRIPT = SHEET.with_name("app.js")
CSS = re.sub(r"/\*.*?\*/", "", SHEET.read_text(), flags=re.S)
TEMPLATES = sorted(KINERJA.glob("*/templates/**/*.html"))
HEX = r"(#[0-9a-f]{3,6})"
TOKEN = re.compile(rf"--([a-z0-9-]+):\s*(?:var\(--l, {HEX}\) var\(--d, {HEX}\)|{HEX})")


def colors(theme: str) -> dict[str, str]:
    """Return the colour tokens of a theme."""
    found = {}
    tokens = CSS[CSS.index("@layer tokens") : CSS.index("@layer base")]
    for name, light, dark, both in TOKEN.findall(tokens):
        found[name] = both or (light if theme == "light" else dark)
    return found


def luminance(color: str) -> float:
    digits = color.lstrip("#")
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def classes_of_sheet(css: str = CSS) -> set[str]:
    selectors = re.sub(r"\{[^{}]*\}", "{}", css)
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))


def classes_written(source: str) -> set[str]:
    """Return the class names that stand literally in a template or a page."""
    source = re.sub(r"\{#.*?#\}", "", source, flags=re.S)
    source = re.sub(r"\{%.*?%\}", " ", source, flags=re.S)
    source = re.sub(r"\{\{.*?\}\}", "\0", source, flags=re.S)
    names = {name for value in re.findall(r'\bclass="([^"]*)"', source) for name in value.split()}
    return {name for name in names if "\0" not in name}
