from __future__ import annotations

import gzip
import re

import pytest

from kinerja.ui.tests.sheet import (
    CSS,
    KINERJA,
    SHEET,
    TEMPLATES,
    TOKEN,
    classes_of_sheet,
    classes_written,
    colors,
    contrast,
)

GRADES = ("sb", "b", "bp", "k", "sk", "n")
TEXT = [
    ("ink", "paper"),
    ("ink", "paper-2"),
    ("ink", "paper-3"),
    ("ink-2", "paper"),
    ("ink-2", "paper-2"),
    ("ink-2", "paper-3"),
    ("sea", "paper"),
    ("sea", "paper-2"),
    ("sea", "sea-soft"),
    ("sea-label", "sea"),
    ("sea-label", "sea-press"),
    ("sea-deep-text", "sea-deep"),
    ("sea-deep-text-2", "sea-deep"),
    ("brass-text", "paper"),
    ("brass-text", "brass-soft"),
    ("error", "paper"),
    ("paper", "error"),
    ("paper", "ink"),
    *[(grade, f"{grade}-soft") for grade in GRADES],
    *[(grade, "paper") for grade in GRADES],
]
SHAPES = [
    ("line-input", "paper"),
    ("focus", "paper"),
    ("focus", "paper-2"),
    *[(f"{grade}-fill", "paper") for grade in GRADES],
    *[(f"{grade}-fill", "paper-3") for grade in GRADES],
]
#: text on soft ground, chart fill on the page, dark text on its ground
MEASURED = {
    "sb": (8.7, 6.4, 8.8),
    "b": (7.1, 4.6, 8.8),
    "bp": (7.3, 4.1, 9.7),
    "k": (7.1, 4.6, 8.5),
    "sk": (8.0, 6.9, 8.2),
    "n": (9.3, 4.7, 9.2),
}


def test_it_stays_within_sixteen_kilobytes() -> None:
    assert len(gzip.compress(SHEET.read_bytes(), 9)) <= 16_000


def test_it_names_its_layers_in_order() -> None:
    assert "@layer reset, tokens, base, layout, components, util, print;" in CSS


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(theme: str, text: str, ground: str) -> None:
    palette = colors(theme)

    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_seen(theme: str, shape: str, ground: str) -> None:
    palette = colors(theme)

    assert contrast(palette[shape], palette[ground]) >= 3.0


@pytest.mark.parametrize("grade", GRADES)
def test_grades_keep_the_contrasts_that_were_measured(grade: str) -> None:
    light, dark = colors("light"), colors("dark")

    found = (
        contrast(light[grade], light[f"{grade}-soft"]),
        contrast(light[f"{grade}-fill"], light["paper"]),
        contrast(dark[grade], dark[f"{grade}-soft"]),
    )

    assert found == pytest.approx(MEASURED[grade], abs=0.06)


def test_each_color_has_one_source() -> None:
    names = [match[0] for match in TOKEN.findall(CSS)]
    by_theme = CSS[: CSS.index("@media print")]

    assert len(names) >= 40
    for name in set(names) - {"focus", "motif"}:  # the sea field sets its own two
        assert len(re.findall(rf"--{name}:", by_theme)) == (2 if name in CONTRAST else 1), name


#: tokens that people who ask the device for more contrast get anew
CONTRAST = {"line", "line-strong", "ink-2"}


def test_it_respects_less_motion_more_contrast_and_forced_colors() -> None:
    for query in ("prefers-reduced-motion", "prefers-contrast", "forced-colors", "media print"):
        assert query in CSS


#: the page of the survey has a small sheet of its own
OF_THE_SURVEY = KINERJA / "surveys" / "static" / "surveys" / "survey.css"


def test_every_class_of_the_templates_exists() -> None:
    known = classes_of_sheet() | classes_of_sheet(OF_THE_SURVEY.read_text())

    unknown = {
        str(path.relative_to(KINERJA)): sorted(strange)
        for path in TEMPLATES
        if (strange := classes_written(path.read_text()) - known)
    }

    assert unknown == {}


def test_no_token_is_used_that_nobody_sets() -> None:
    sources = [CSS, *[path.read_text() for path in TEMPLATES]]
    used = {name for source in sources for name in re.findall(r"var\(--([a-z0-9-]+)", source)}
    made = set(re.findall(r"--([a-z0-9-]+)\s*:", CSS))

    assert used - made <= {"gap", "pad", "tone", "tone-soft", "bleed"} | {
        name for name in used if name.endswith("-")
    }
