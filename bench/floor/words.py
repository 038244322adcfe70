"""Escaping, days and numbers, as bare as they get."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe._speedups import _escape_inner as esc

from kinerja.ui.badges import GRADES, RATINGS, grade_badge, state_badge
from kinerja.ui.icons import icon

__all__ = ["BADGE", "GRADE", "GRADES", "ICON", "RATINGS", "esc"]

ZONE = ZoneInfo("Asia/Jakarta")
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
CURRENT = ' aria-current="page"'
SWAP = str.maketrans(",.", ".,")
ICON = {
    name: str(icon(name))
    for name in [
        "check",
        "flag",
        "file",
        "link",
        "eye",
        "download",
        "bulb",
        "dot",
        "left",
        "right",
        "plus",
        "alert",
    ]
}
STATES = "DRAFT SUBMITTED RETURNED AGREED SUPERSEDED CLOSED OPEN SELF_SENT DECIDED DELIVERED"
BADGE = {name: str(state_badge(name)) for name in [*STATES.split(), "RECEIVED", "NOT_RATED"]}
GRADE = {name: str(grade_badge(name)) for name in GRADES}
BAR = '<svg class="bar" width="100%" height="10" role="img" aria-label="'
TRACK = '"><rect y="2" width="100%" height="6" rx="2" fill="var(--paper-3)"/><rect y="2" width="'


def today() -> dt.date:
    return dt.datetime.now(ZONE).date()  # noqa: TID251 - the floor has no clock of ours


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)  # noqa: TID251 - the floor has no clock of ours


def day(d: dt.date) -> str:
    return f"{d.day} {MONTHS[d.month - 1]} {d.year}"


def short(d: dt.date) -> str:
    return f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}"


def weekday(d: dt.date) -> str:
    return f"{WEEKDAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]} {d.year}"


def local(at: dt.datetime) -> dt.datetime:
    return at.astimezone(ZONE)


def moment(at: dt.datetime) -> str:
    here = local(at)
    return f"{weekday(here)} pukul {here.hour:02d}.{here.minute:02d} WIB"


def until(d: dt.date, on: dt.date) -> str:
    distance = (d - on).days
    if distance > 1:
        return f"{distance} hari lagi"
    if distance < -1:
        return f"{-distance} hari yang lalu"
    return ("kemarin", "hari ini", "besok")[distance + 1]


def number(value: Decimal) -> str:
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(SWAP)


def full(front: str | None, name: str | None, back: str | None) -> str:
    """A person's whole name, escaped."""
    start = f"{front} {name}" if front else name or ""
    return str(esc(f"{start}, {back}" if back else start))


def unit(value: Decimal, of: str) -> str:
    """A figure with its unit, escaped."""
    return f"{number(value)}%" if of in {"%", "persen"} else f"{number(value)} {esc(of)}".rstrip()


def target(value: Decimal | None, on: dt.date | None, words: str, of: str) -> str:
    if value is not None:
        written = f"{value:,f}".translate(SWAP)  # with the digits that were typed
        return f"{written}%" if of in {"%", "persen"} else f"{written} {esc(of)}".rstrip()
    return day(on) if on is not None else str(esc(words))


def bar(share: float, tick: float | None, tone: str, label: str) -> str:
    line = (
        f'<line x1="{tick:g}%" x2="{tick:g}%" y1="0" y2="10" stroke="var(--ink)" stroke-width="2"/>'
        if tick is not None
        else ""
    )
    width = f"{round(min(max(share, 0.0), 100.0), 2):g}"
    return f'{BAR}{label}{TRACK}{width}%" height="6" rx="2" fill="var(--{tone}-fill)"/>{line}</svg>'


def percent(of: Decimal, reached: Decimal, direction: str) -> Decimal | None:
    if of == 0:
        return None
    gained = reached if direction == "HIGHER" else of + of - reached
    return round(gained * 100 / of, 2)


def accumulated(values: list[Any], accumulation: str) -> Decimal | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    total: Decimal = sum(known, Decimal(0)) if accumulation == "TOTAL" else known[-1]
    return total
