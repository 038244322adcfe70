"""Which services the units of the city give, at which counters, under which codes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from kinerja.demo.banks import TEXTS
from kinerja.demo.chance import pick
from kinerja.demo.shapes import City, DemoUnit
from kinerja.demo.voice.shapes import DemoCounter, DemoService
from kinerja.services.models import CODE_LENGTH, CODE_LETTERS

SCREEN = "*"


@cache
def service_texts() -> list[dict[str, Any]]:
    """Return the entries of texts/layanan.toml."""
    file = TEXTS / "layanan.toml"
    found: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["layanan"]
    return found


@cache
def voices() -> dict[str, Any]:
    """Return what citizens write and units promise."""
    return tomllib.loads((TEXTS / "suara.toml").read_text(encoding="utf-8"))


def open_services(city: City, chance: Random) -> list[DemoService]:
    """Return the services of all units that the city has, with counters and codes."""
    codes: set[str] = set()
    made = []
    for texts in service_texts():
        for place, unit in enumerate(_units(city, texts["unit"])[: texts.get("paling")]):
            service = DemoService(
                key=texts["kunci"],
                unit=unit,
                name=texts["nama"].replace("{tempat}", unit.place),
                texts=texts,
                is_first=place == 0,
            )
            service.counters = list(_counters(service, codes, chance))
            made.append(service)
    return made


def offices_with_services() -> frozenset[str]:
    """Return the keys of the offices and kinds of places that serve citizens."""
    return frozenset(texts["unit"].partition("/")[0] for texts in service_texts())


def _units(city: City, key: str) -> list[DemoUnit]:
    if key.endswith("/*"):
        start, depth = key[:-1], key.count("/")
        return [
            unit
            for unit in city.units
            if unit.key.startswith(start) and unit.key.count("/") == depth
        ]
    return [unit for unit in city.units if unit.key == key]


def _counters(service: DemoService, codes: set[str], chance: Random) -> Iterator[DemoCounter]:
    for name in service.texts["loket"]:
        code = "".join(pick(chance, CODE_LETTERS) for _ in range(CODE_LENGTH))
        while code in codes:
            code = "".join(pick(chance, CODE_LETTERS) for _ in range(CODE_LENGTH))
        codes.add(code)
        is_kiosk = name.startswith(SCREEN)
        yield DemoCounter(service, name.removeprefix(SCREEN), is_kiosk, code)
