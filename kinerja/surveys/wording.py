"""How results read in plain words: intervals, changes, grades."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple, Protocol

from markupsafe import Markup

from kinerja.surveys.privacy import FEWEST_PUBLIC
from kinerja.surveys.statistics import chance_of_noise, inside_one_grade, is_cautious
from kinerja.ui.badges import badge
from kinerja.ui.format import number
from regulation.policy_values import WeightMode
from regulation.satisfaction import Element, SurveyGrade, satisfaction_index, survey_grade

TOO_FEW = "Belum cukup jawaban (kurang dari 10)"
FEW = "kurang dari 10"
CAUTIOUS = "Hampir semua jawaban sama, jadi rentang ini sengaja dibuat lebih lebar."
#: what stands where a figure of few would follow
CLOSED = "Tidak ditampilkan, agar hasil yang sedikit jawabannya tidak bisa dihitung dari selisih"
#: a change that chance alone brings less often than this is called a change
CHANCE = 0.05
#: from this design effect on, the days of counters are worth saying
CLUMPED = 1.2
TONES = {"A": "sb", "B": "b", "C": "bp", "D": "k"}
TENTH = Decimal("0.1")


class Ranged(Protocol):
    """What has an interval."""

    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...


class MeanOfElement(Ranged, Protocol):
    """The mean of an element."""

    @property
    def code(self) -> str: ...
    @property
    def mean(self) -> Decimal | None: ...


class Graded(Ranged, Protocol):
    """What has a grade, too."""

    @property
    def grade(self) -> str | None: ...


class Change(NamedTuple):
    """How a result moved since the period before: the words, and whether it is more than noise."""

    words: str
    verdict: str
    is_real: bool
    tone: str
    brief: str = ""


def is_enough(answers: int | None) -> bool:
    return (answers or 0) >= FEWEST_PUBLIC


def untold_words(answers: int | None) -> str:
    """Say why a row shows no index."""
    if not answers:
        return "Belum ada jawaban"
    return CLOSED if is_enough(answers) else TOO_FEW


def count_words(answers: int | None) -> str:
    """312, or that it is too few to be said."""
    return number(answers) if answers is not None and is_enough(answers) else FEW


def interval_words(low: Decimal | None, high: Decimal | None, places: int = 1) -> str:
    """79,8–84,1; nothing where it cannot be told."""
    if low is None or high is None:
        return ""
    return f"{number(low, places)}–{number(high, places)}"


def interval_of(shown: Ranged, places: int = 1) -> str:
    """The same of a figure or a row."""
    return interval_words(shown.low, shown.high, places)


def grade_label(grade: str) -> str:
    """B -> Baik"""
    return SurveyGrade(grade).label if grade else ""


def grade_badge(shown: Graded) -> Markup:
    """Return the mutu as a badge; beside it, that it is not certain."""
    drawn = badge(f"{shown.grade} {grade_label(shown.grade or '')}", TONES[shown.grade or "D"])
    if inside_one_grade(shown.low, shown.high):
        return drawn
    return drawn + Markup(' <small class="muted">belum pasti</small>')


def element_name(code: str) -> str:
    return Element(code).label


def change_words(before: Decimal, after: Decimal, chance: float) -> Change:
    """Say how far an index moved and whether that can be told from chance."""
    moved = after - before
    if round(moved, 2) == 0:
        return Change("tetap", "sama dengan periode lalu", is_real=False, tone="n")
    direction = "naik" if moved > 0 else "turun"
    words = f"{direction} {number(abs(moved), 1 if abs(moved) >= TENTH else 2)}"
    percent = _percent(chance)
    if chance < CHANCE:
        verdict = f"peluang kebetulan {percent}: memang {direction}"
        brief = f"bukan kebetulan ({percent})"
        return Change(words, verdict, is_real=True, tone="b" if moved > 0 else "k", brief=brief)
    verdict = f"peluang kebetulan {percent}: belum bisa disebut {direction}"
    return Change(words, verdict, is_real=False, tone="n", brief=f"bisa kebetulan ({percent})")


def _percent(chance: float) -> str:
    percent = round(chance * 100)
    if percent < 1:
        return "kurang dari 1 persen"
    return f"{percent} persen"


class Spread(Protocol):
    """What tells how wide an interval is, and why."""

    @property
    def answers(self) -> int: ...
    @property
    def index(self) -> Decimal | None: ...
    @property
    def design_effect(self) -> float | None: ...


class _Mean(NamedTuple):
    """An element as a comparison takes it."""

    index: Decimal | None  # type: ignore[assignment]  # no tuple asks for places
    low: Decimal | None
    high: Decimal | None


def weakest_words(weakest_first: Sequence[MeanOfElement]) -> str:
    """Name the weakest element, and those that chance alone may have put above it."""
    first, *others = weakest_first
    name = (
        f"Paling lemah: {first.code} {element_name(first.code)} ({number(first.mean, 2)} dari 4)."
    )
    alike = [one.code for one in others if _chance_between(first, one) >= CHANCE]
    if not alike:
        return f"{name} Selisihnya dengan unsur lain bukan kebetulan."
    if len(alike) == len(others):
        return f"{name} Unsur lain belum bisa dibedakan darinya."
    listed = alike[0] if len(alike) == 1 else f"{', '.join(alike[:-1])} dan {alike[-1]}"
    return f"{name} {listed} belum bisa dibedakan darinya."


def _chance_between(one: MeanOfElement, other: MeanOfElement) -> float:
    means = (_Mean(each.mean, each.low, each.high) for each in (one, other))
    return chance_of_noise(*means)


def old_weight_words(weakest_first: Sequence[MeanOfElement], mode: WeightMode) -> str:
    """Return the index by the weight of old reports, to be compared with them; "" by 1/9.

    Law: PermenPANRB 14/2017.
    """
    means = [one.mean for one in weakest_first if one.mean is not None]
    if mode is WeightMode.EXACT or len(means) < len(Element):
        return ""
    index = satisfaction_index(means, mode=mode)
    return (
        f"Dengan bobot {mode.label} seperti pada laporan lama: {number(index, 2)}, mutu "
        f"{survey_grade(index)}. Hanya untuk membandingkan; yang berlaku tetap bobot 1/9."
    )


def spread_words(told: Spread) -> str:
    """Explain in a sentence or two why the interval is as wide as it is."""
    words = _design_words(told.design_effect, told.answers)
    if is_cautious(told.index, told.answers):
        return f"{words} {CAUTIOUS}"
    return words


def _design_words(design_effect: float | None, answers: int) -> str:
    if design_effect is None:
        return "Rentang belum bisa dihitung: jawaban datang dari terlalu sedikit hari di loket."
    if design_effect < CLUMPED:
        return (
            "Jawaban dari loket dan hari yang sama tidak lebih mirip daripada jawaban lain, "
            "jadi rentangnya tidak perlu dilebarkan."
        )
    worth = max(1, round(answers / design_effect))
    return (
        f"Jawaban dari loket dan hari yang sama mirip satu sama lain, jadi {number(answers)} "
        f"jawaban ini sama telitinya dengan sekitar {number(worth)} jawaban yang terpisah."
    )
