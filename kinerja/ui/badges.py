"""Badges of legal categories and process states: few inputs, so each is drawn once and kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from markupsafe import Markup, escape

from kinerja.ui.icons import icon

#: legal code -> (words, tone)
GRADES = {
    "SANGAT_BAIK": ("Sangat Baik", "sb"),
    "BAIK": ("Baik", "b"),
    "BUTUH_PERBAIKAN": ("Butuh Perbaikan", "bp"),
    "KURANG": ("Kurang", "k"),
    "SANGAT_KURANG": ("Sangat Kurang", "sk"),
    "ISTIMEWA": ("Istimewa", "sb"),
    "": ("Belum dinilai", "n"),
}
RATINGS = {
    "DI_ATAS": ("Di atas ekspektasi", "sb"),
    "SESUAI": ("Sesuai ekspektasi", "b"),
    "DI_BAWAH": ("Di bawah ekspektasi", "bp"),
    "": ("Belum dinilai", "n"),
}
#: what is finished goes quiet (n), what is under way is the sea, what waits for somebody is tinted
STATES = {
    "DRAFT": ("Draf", "n"),
    "SUBMITTED": ("Diajukan", "sea"),
    "RETURNED": ("Dikembalikan", "bp"),
    "AGREED": ("Disepakati", "b"),
    "SUPERSEDED": ("Diganti versi baru", "n"),
    "CLOSED": ("Ditutup", "n"),
    "OPEN": ("Belum dinilai", "n"),
    "SELF_SENT": ("Evaluasi diri terkirim", "sea"),
    "DECIDED": ("Ditetapkan", "sea"),
    "DELIVERED": ("Diserahkan", "sea"),
    "RECEIVED": ("Diterima", "b"),
    "NOT_RATED": ("Tidak dinilai", "n"),
}
GLYPHS = frozenset({"sb", "b", "bp", "k", "sk", "n"})
#: a state is no predikat: what is agreed or received carries a tick, not the triangle of Baik
STATE_GLYPHS = {"b": "check", "bp": "bp"}


def badge(label: str, tone: str = "n", glyph: str | None = None) -> Markup:
    """Return a badge; tones of grades bring their glyph, so colour never speaks alone."""
    name = glyph if glyph is not None else (tone if tone in GLYPHS else "")
    return Markup(f"{_opening(tone, name)}{escape(label)}</span>")  # noqa: S704 - ours


@cache
def _opening(tone: str, glyph: str) -> str:
    return f'<span class="badge badge--{escape(tone)}">{icon(glyph) if glyph else ""}'


@cache
def grade_badge(code: str | None) -> Markup:
    """Return the badge of a predikat; none yet is said in words."""
    return badge(*GRADES[code or ""])


@cache
def rating_badge(code: str | None) -> Markup:
    """Return the badge of a legal rating; none yet is said in words."""
    return badge(*RATINGS[code or ""])


@cache
def state_badge(code: str) -> Markup:
    """Return the badge of a process state of plans and evaluations."""
    label, tone = STATES[code]
    return badge(label, tone, STATE_GLYPHS.get(tone, ""))


def grade_label(code: str | None) -> str:
    """SANGAT_BAIK -> Sangat Baik"""
    return GRADES[code or ""][0]


def rating_label(code: str | None) -> str:
    """DI_ATAS -> Di atas ekspektasi"""
    return RATINGS[code or ""][0]


def grade_tone(code: str | None) -> str:
    """SANGAT_BAIK -> sb, as in .grade--sb and var(--sb-fill)"""
    return GRADES[code or ""][1]


FILTERS: dict[str, Callable[..., object]] = {
    "badge": badge,
    "grade_badge": grade_badge,
    "rating_badge": rating_badge,
    "state_badge": state_badge,
    "grade_label": grade_label,
    "rating_label": rating_label,
    "grade_tone": grade_tone,
}
