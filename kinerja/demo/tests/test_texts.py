"""The texts of Kotalama: complete, and in plain Indonesian."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest

from kinerja.demo import banks
from kinerja.demo.banks import UnitTexts, _target, offices, sayings
from kinerja.demo.chance import stream
from kinerja.demo.holidays import holidays_of
from kinerja.demo.staffing import staff_city
from kinerja.organization.models import UnitType

BANNED = (
    r"\b(dalam rangka|guna|terkait|mohon|silakan|dimaksud|tersebut|apabila|telah|merupakan|saudara"
    r"|yang bersangkutan)\b|!"
)


def every_unit() -> list[UnitTexts]:
    return [unit for office in offices().values() for unit in (office.own, *office.units)]


def test_every_unit_has_a_known_type_and_results_with_indicators() -> None:
    for unit in every_unit():
        assert unit.type in UnitType.values
        for wording in (*unit.head, *unit.staff):
            assert wording.measures, wording.text
            assert wording.perspective or wording.serves


def test_whoever_has_staff_has_posts_and_work_for_them() -> None:
    for unit in every_unit():
        if unit.name != "Tambahan":
            assert bool(unit.posts) == bool(unit.staff), unit.name


@pytest.mark.parametrize("file", sorted(banks.TEXTS.iterdir()), ids=lambda file: file.name)
def test_nobody_writes_office_language(file: Path) -> None:
    text = file.read_text(encoding="utf-8").lower()

    assert re.findall(BANNED, text) == []


def test_targets_are_read_as_they_are_written() -> None:
    assert _target("≤2.150,5 hari").number == Decimal("2150.5")
    assert _target("≤2 hari").is_lower
    assert _target("+15 kelurahan").is_total
    assert _target("@30-09").day == (30, 9)
    assert _target('"Wajar"').words == "Wajar"
    with pytest.raises(ValueError, match="No target"):
        _target("banyak sekali")


def test_there_are_expectations_and_reasons_for_every_value() -> None:
    said = sayings()

    assert len(said["ekspektasi"]) == 7
    assert all(any(lines) for lines in said["alasan"].values())
    assert set(said["catatan"]) == {
        "SANGAT_BAIK",
        "BAIK",
        "BUTUH_PERBAIKAN",
        "KURANG",
        "SANGAT_KURANG",
    }


def test_a_year_without_a_decree_has_the_fixed_holidays() -> None:
    assert len(holidays_of(2031)) == 5
    assert (dt.date(2026, 2, 17), "Tahun Baru Imlek") in holidays_of(2026)


@pytest.mark.parametrize(("people", "offices"), [(40, 5), (300, 20), (1200, 28)])
def test_a_city_has_as_many_offices_as_its_people_carry(people: int, offices: int) -> None:
    city = staff_city(employees=people, on=dt.date(2026, 8, 3), chance=stream(1, "people"))

    assert len(city.people) == people
    assert sum(unit.is_opd for unit in city.units) >= offices
    assert len({person.username for person in city.people}) == people
    assert len({person.email for person in city.people}) == people
    names = [unit.name for unit in city.units]
    assert len(set(names)) == len(names)
