"""What people say to each other, by the kind of office they work in."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from kinerja.demo.banks import TEXTS
from kinerja.demo.shapes import DemoUnit

FILE = "pembinaan.toml"
COMMON = "umum"


@cache
def said() -> dict[str, Any]:
    """Return the texts as they are written."""
    return tomllib.loads((TEXTS / FILE).read_text(encoding="utf-8"))


@cache
def _families() -> dict[str, str]:
    return {office: name for name, offices in said()["keluarga"].items() for office in offices}


def family(unit: DemoUnit) -> str:
    """Return in which family of offices a unit is; a sekretariat works as every office does."""
    if unit.type in {"SEKRETARIAT", "BAGIAN"}:
        return COMMON
    return _families().get(unit.key.partition("/")[0], COMMON)


@cache
def lines(name: str, topic: str, part: str) -> list[Any]:
    """Return the lines of a family, twice as likely as those that every office has."""
    common: list[Any] = said()[COMMON].get(topic, {}).get(part, [])
    own: list[Any] = said()[name].get(topic, {}).get(part, []) if name != COMMON else []
    return [*own, *own, *common]


@cache
def speakers(name: str) -> list[str]:
    """Return who comes to these offices."""
    own: list[str] = said()[name].get("layanan", {}).get("pembicara", [])
    return own or said()[COMMON]["layanan"]["pembicara"]
