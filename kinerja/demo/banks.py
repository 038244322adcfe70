"""The texts of Kotalama: what each office plans, what people write, how they are called.

The files `texts/*.txt` hold one statement a line:

    OFFICE key | TYPE | name           an office; what follows up to UNIT is its own
    UNIT TYPE | name                   a unit below it
    PL text                            a result of its head, with its perspective (PL, PB, PI, AN)
    + 1 text                           a result of a head that serves result 1 of the head above
    * 1 text                           a result of staff; "g" and "a" serve governance and budget
    KN text = +15 kelurahan            an indicator: aspect (KN, KL, WT, BY), target and unit
    POST JA title; JT title; PL title  posts: ahli, terampil, pelaksana

A target with + adds up over the year, with ≤ lower is better; @30-09 is a day, "..." are words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

TEXTS = Path(__file__).with_name("texts")
ASPECTS = {"KN": "KUANTITAS", "KL": "KUALITAS", "WT": "WAKTU", "BY": "BIAYA"}
PERSPECTIVES = {
    "PL": "Penerima Layanan",
    "PB": "Proses Bisnis",
    "PI": "Penguatan Internal",
    "AN": "Anggaran",
}
#: what governance and budget are called below: "g" serves PI, "a" serves AN
SERVED = {"g": PERSPECTIVES["PI"], "a": PERSPECTIVES["AN"]}
NUMBER = re.compile(r"^([+≤]?)([0-9.]+(?:,[0-9]+)?)\s*(.*)$")


class Target(NamedTuple):
    """What an indicator is to reach: a number, a day of the year, or words."""

    number: Decimal | None = None
    day: tuple[int, int] | None = None
    words: str = ""
    unit: str = ""
    is_lower: bool = False
    is_total: bool = False


class Measure(NamedTuple):
    """An indicator as it is written in the texts."""

    aspect: str
    text: str
    target: Target


@dataclass(slots=True)
class Wording:
    """A result as it is written in the texts; `serves` is a number, "g" or "a", or empty."""

    text: str
    serves: str = ""
    perspective: str = ""
    measures: list[Measure] = field(default_factory=list)


@dataclass(slots=True)
class UnitTexts:
    """What the head and the staff of a unit plan, and which posts it has."""

    type: str
    name: str
    head: list[Wording] = field(default_factory=list)
    staff: list[Wording] = field(default_factory=list)
    posts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class OfficeTexts:
    """An office with its units."""

    key: str
    own: UnitTexts
    units: list[UnitTexts] = field(default_factory=list)


@cache
def offices() -> dict[str, OfficeTexts]:
    """Return the texts of all offices by key."""
    found: dict[str, OfficeTexts] = {}
    for file in sorted(TEXTS.glob("*.txt")):
        for office in _offices(file.read_text(encoding="utf-8")):
            found[office.key] = office
    return found


def _offices(text: str) -> Iterator[OfficeTexts]:
    blocks = re.split(r"^OFFICE ", text, flags=re.MULTILINE)[1:]
    for block in blocks:
        first, *lines = block.splitlines()
        key, kind, name = (part.strip() for part in first.split("|"))
        office = OfficeTexts(key, UnitTexts(kind, name))
        unit = office.own
        for line in filter(None, lines):
            code, rest = line.split(" ", 1)
            if code == "UNIT":
                kind, name = (part.strip() for part in rest.split("|"))
                unit = UnitTexts(kind, name)
                office.units.append(unit)
            else:
                _add(unit, code, rest)
        yield office


def _add(unit: UnitTexts, code: str, rest: str) -> None:
    if code == "POST":
        pairs = (post.strip().split(" ", 1) for post in rest.split(";"))
        unit.posts.extend((kind, title) for kind, title in pairs)
    elif code in PERSPECTIVES:
        unit.head.append(Wording(rest, perspective=PERSPECTIVES[code]))
    elif code in {"+", "*"}:
        serves, text = rest.split(" ", 1)
        (unit.head if code == "+" else unit.staff).append(Wording(text, serves))
    else:
        words, _, target = rest.partition(" = ")
        # the wording that was written last takes the indicator
        latest = unit.staff[-1] if unit.staff else unit.head[-1]
        latest.measures.append(Measure(ASPECTS[code], words, _target(target)))


def _target(written: str) -> Target:
    if written.startswith("@"):
        day, month = written[1:].split("-")
        return Target(day=(int(day), int(month)))
    if written.startswith('"'):
        return Target(words=written.strip('"'))
    found = NUMBER.match(written)
    if found is None:
        raise ValueError(f"No target: {written}")
    sign, figure, unit = found.groups()
    number = Decimal(figure.replace(".", "").replace(",", "."))
    return Target(number, unit=unit, is_lower=sign == "≤", is_total=sign == "+")


@cache
def sayings() -> dict[str, Any]:
    """Return what people write."""
    return tomllib.loads((TEXTS / "ucapan.toml").read_text(encoding="utf-8"))


@cache
def names() -> dict[str, Any]:
    """Return how people and places are called."""
    return tomllib.loads((TEXTS / "nama.toml").read_text(encoding="utf-8"))
