"""What every official form is given: plain words, ready for paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from kinerja.ui import format as formats


class Letterhead(TypedDict):
    """Whose paper it is."""

    government: str
    lines: list[str]


class Person(TypedDict):
    """The five fields of a person in the head of a form."""

    name: str
    nip: str | None
    rank: str | None
    title: str
    unit: str


class Signer(TypedDict):
    """One place to sign by hand. `date` null leaves a dotted line."""

    line: str  # "Kotalama," before the date, or "Diterima tanggal"
    date: str | None
    capacity: str
    name: str
    nip: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One official form: its name for readers, the prefix of its numbers, its file and version.

    A change of the file that shows on paper raises `version`; what is issued keeps its bytes.
    """

    title: str
    prefix: str
    path: Path
    version: str


def person(party: Mapping[str, Any]) -> Person:
    """Return a party as it stands on paper: the NIP grouped for reading."""
    return Person(
        name=party["name"],
        nip=formats.nip(party["nip"]) or None,
        rank=party["rank"] or None,
        title=party["title"],
        unit=party["unit"],
    )


def signer(party: Mapping[str, Any], *, capacity: str, line: str, date: str | None) -> Signer:
    """Return the place where a party signs; an ISO date is written out."""
    return Signer(
        line=line,
        date=iso_day(date) if date else None,
        capacity=capacity,
        name=party["name"],
        nip=formats.nip(party["nip"]) or None,
    )


def iso_day(value: str) -> str:
    """4 Desember 2026, from 2026-12-04"""
    return formats.day(dt.date.fromisoformat(value))
