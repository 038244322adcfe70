"""How days, numbers and names are written for people. Plain functions: they run once a cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from kinerja.foundation import clock

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
NIP_DIGITS = 18
MEGABYTE = 1_000_000
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
MARK = 90_071_992_547


@cache
def _pieces(name: str, arity: int) -> tuple[str, ...]:
    marks = [MARK + i for i in range(arity)]
    path = reverse(name, args=marks)
    for mark in marks:
        path = path.replace(str(mark), "\0")
    return tuple(path.split("\0"))


def url(name: str, *args: int | str) -> str:
    """Return the path of a named page: whole numbers go into cached pieces, texts ask Django."""
    if not args:
        return _pieces(name, 0)[0]
    if any(type(arg) is not int for arg in args):
        return reverse(name, args=args)
    pieces = _pieces(name, len(args))
    return "".join([f"{a}{b:d}" for a, b in zip(pieces, args, strict=False)]) + pieces[-1]


def has_url(name: str) -> bool:
    """Say whether a page of this name exists."""
    try:
        _pieces(name, 0)
    except NoReverseMatch:
        return False
    return True


def _day(value: dt.date | dt.datetime) -> dt.date:
    return clock.local_date(value) if isinstance(value, dt.datetime) else value


def day(value: dt.date | dt.datetime | None) -> str:
    """4 Desember 2026"""
    if value is None:
        return ""
    d = _day(value)
    return f"{d.day} {MONTHS[d.month - 1]} {d.year}"


def weekday(value: dt.date | dt.datetime | None) -> str:
    """Jumat, 4 Desember 2026"""
    return "" if value is None else f"{WEEKDAYS[_day(value).weekday()]}, {day(value)}"


def short_day(value: dt.date | dt.datetime | None) -> str:
    """4 Des 2026"""
    if value is None:
        return ""
    d = _day(value)
    return f"{d.day} {SHORT[d.month - 1]} {d.year}"


def time(value: dt.datetime | None) -> str:
    """23.59"""
    if value is None:
        return ""
    at = clock.local(value)
    return f"{at.hour:02d}.{at.minute:02d}"


def moment(value: dt.datetime | None) -> str:
    """Jumat, 4 Desember 2026 pukul 23.59 WIB"""
    if value is None:
        return ""
    return f"{weekday(value)} pukul {time(value)} {zone_name()}"


def zone_name() -> str:
    """WIB, WITA or WIT"""
    key = clock.zone().key
    return ZONES.get(key, key)


def until(value: dt.date | dt.datetime, today: dt.date | None = None) -> str:
    """10 hari lagi, besok, hari ini, kemarin, 3 hari yang lalu"""
    distance = (_day(value) - (today or clock.today())).days
    near = {0: "hari ini", 1: "besok", -1: "kemarin"}
    if distance in near:
        return near[distance]
    return f"{distance} hari lagi" if distance > 0 else f"{-distance} hari yang lalu"


def span(start: dt.date, end: dt.date | None) -> str:
    """1 Januari 2026 s.d. 31 Maret 2026; both days are inside"""
    return f"{day(start)} s.d. {day(end)}" if end else f"sejak {day(start)}"


def number(value: Decimal | float | None, places: int | None = None) -> str:
    """1.234,5; trailing zeros go unless `places` asks for them"""
    if value is None:
        return ""
    text = f"{value:,.{places}f}" if places is not None else f"{Decimal(str(value)):,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_SWAP)


def ended(words: str) -> str:
    """End a sentence: a title that closes a name, S.E., is its full stop already."""
    return words if words.endswith(".") else f"{words}."


_SWAP = str.maketrans(",.", ".,")


def nip(value: str | None) -> str:
    """19900101 201503 1 001"""
    if not value or len(value) != NIP_DIGITS:
        return value or ""
    return f"{value[:8]} {value[8:14]} {value[14]} {value[15:]}"


def initials(name: str) -> str:
    """RA for Drs. Ratna Anggraini, M.Si.: of the name, not of its titles"""
    words = [w for w in name.partition(",")[0].split() if w[0].isalpha()]
    named = [w for w in words if not w.endswith(".")] or words
    return "".join(w[0] for w in named[:2]).upper() or "?"


def size(value: int) -> str:
    """640 kB, 1,2 MB"""
    if value < MEGABYTE:
        return f"{max(1, round(value / 1000))} kB"
    return f"{number(Decimal(value) / MEGABYTE, 1)} MB"


def plural_free(count: int, thing: str) -> str:
    """3 pegawai: Indonesian needs no plural"""
    return f"{number(count)} {thing}"


FILTERS: dict[str, Callable[..., Any]] = {
    "ended": ended,
    "day": day,
    "weekday": weekday,
    "short_day": short_day,
    "time": time,
    "moment": moment,
    "until": until,
    "number": number,
    "nip": nip,
    "initials": initials,
    "size": size,
}
