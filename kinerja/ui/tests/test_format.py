from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.urls import NoReverseMatch

from kinerja.foundation import clock
from kinerja.ui import format as formats

FRIDAY = dt.date(2026, 12, 4)
#: 23.59 in Jakarta
EVENING = dt.datetime(2026, 12, 4, 16, 59, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("day", FRIDAY, "4 Desember 2026"),
        ("day", EVENING, "4 Desember 2026"),
        ("day", dt.datetime(2026, 12, 4, 17, 1, tzinfo=dt.UTC), "5 Desember 2026"),
        ("day", None, ""),
        ("weekday", FRIDAY, "Jumat, 4 Desember 2026"),
        ("weekday", None, ""),
        ("short_day", FRIDAY, "4 Des 2026"),
        ("short_day", None, ""),
        ("time", EVENING, "23.59"),
        ("time", None, ""),
        ("moment", EVENING, "Jumat, 4 Desember 2026 pukul 23.59 WIB"),
        ("moment", None, ""),
        ("number", Decimal("1234.50"), "1.234,5"),
        ("number", 1_000_000, "1.000.000"),
        ("number", Decimal(100), "100"),
        ("number", 95.5, "95,5"),
        ("number", 0, "0"),
        ("number", None, ""),
        ("nip", "199001012015031001", "19900101 201503 1 001"),
        ("nip", "walikota", "walikota"),
        ("nip", None, ""),
        ("initials", "Ratna Anggraini", "RA"),
        ("initials", "dr. Hadi Prasetyo, M.M.", "HP"),
        ("initials", "H. M. Y.", "HM"),
        ("initials", "", "?"),
        ("size", 640_000, "640 kB"),
        ("size", 10, "1 kB"),
        ("size", 1_200_000, "1,2 MB"),
    ],
)
def test_people_read_it_as_it_is_written_here(name: str, value: Any, written: str) -> None:
    assert formats.FILTERS[name](value) == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (dt.date(2026, 11, 24), "hari ini"),
        (dt.date(2026, 11, 25), "besok"),
        (dt.date(2026, 11, 23), "kemarin"),
        (FRIDAY, "10 hari lagi"),
        (dt.date(2026, 11, 21), "3 hari yang lalu"),
    ],
)
def test_a_distance_is_said_in_days(day: dt.date, written: str) -> None:
    with clock.fixed(dt.datetime(2026, 11, 24, 3, tzinfo=dt.UTC)):
        assert formats.until(day) == written


def test_places_are_kept_when_asked_for() -> None:
    assert formats.number(Decimal("3.4"), 2) == "3,40"


def test_a_path_is_put_together_from_kept_pieces() -> None:
    assert formats.url("ui:style") == "/gaya/"


def test_a_page_that_does_not_exist_is_a_mistake() -> None:
    assert formats.has_url("ui:help")
    assert not formats.has_url("ui:nowhere")
    with pytest.raises(NoReverseMatch):
        formats.url("ui:nowhere", 3)


def test_whole_numbers_and_texts_make_the_same_path_as_django(settings: Any) -> None:
    settings.ROOT_URLCONF = "kinerja.ui.tests.routes"
    formats._pieces.cache_clear()

    assert formats.url("thing", 7, 12) == "/hal/7/bagian/12"
    assert formats.url("paper", "A7Q2") == "/lembar/A7Q2"

    formats._pieces.cache_clear()


def test_a_span_includes_both_days() -> None:
    first, last = dt.date(2026, 1, 1), dt.date(2026, 3, 31)

    assert formats.span(first, last) == "1 Januari 2026 s.d. 31 Maret 2026"
    assert formats.span(first, None) == "sejak 1 Januari 2026"


def test_a_sentence_ends_once() -> None:
    assert formats.ended("Menunggu Budi, S.E.") == "Menunggu Budi, S.E."
    assert formats.ended("Menunggu Budi") == "Menunggu Budi."
