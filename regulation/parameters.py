"""The kinds of editable policy values: reading what a person types, writing what is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from regulation.citation import Citation
from regulation.labels import Labeled
from regulation.progress import shown

T = TypeVar("T")
Table = tuple[tuple[str, Decimal], ...]

YES, NO = "ya", "tidak"
UNSET = "tidak ditetapkan"
LEAP_YEAR = 2024
_YES_WORDS = frozenset({YES, "y", "1", "true", "on"})
_NO_WORDS = frozenset({NO, "t", "0", "false", "off", ""})
_WHOLE = re.compile(r"^[0-9]{1,6}$")
_NUMBER = re.compile(r"^[0-9]{1,9}(?:[.,][0-9]{1,6})?$")
_DAY_OF_YEAR = re.compile(r"^([0-9]{1,2})-([0-9]{1,2})$")
_KEY = re.compile(r"^[A-Za-z0-9_.+]{1,60}$")


class InvalidValue(ValueError):
    """A typed value that the parameter does not take; the message says what it takes."""


class Kind(Labeled):
    """How a parameter is edited and stored."""

    INTEGER = "INTEGER", "Bilangan bulat"
    OPTIONAL_INTEGER = "OPTIONAL_INTEGER", "Bilangan bulat atau kosong"
    SHARE = "SHARE", "Persen"
    DAY_OF_YEAR = "DAY_OF_YEAR", "Tanggal dan bulan"
    CHOICE = "CHOICE", "Pilihan"
    FLAG = "FLAG", "Ya atau tidak"
    LIST = "LIST", "Daftar"
    TABLE = "TABLE", "Tabel"


@dataclass(frozen=True, slots=True, order=True)
class DayOfYear:
    """A day that returns each year. 29 February becomes 28 in a common year."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.day:02d}-{self.month:02d}"

    def in_year(self, year: int) -> date:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Generic[T]):
    """One editable value: its words, its default and where that was read."""

    name: str
    label: str
    kind: Kind
    default: T
    source: Citation
    help: str
    read: Callable[[str], T]
    write: Callable[[T], str]
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def verified(self) -> bool:
        return self.source.verified

    def parse(self, text: str) -> T:
        """Read what was typed or stored. Raises InvalidValue with what is accepted."""
        return self.read(text.strip())

    def show(self, value: T) -> str:
        """Write a value so that `parse` reads the same value back."""
        return self.write(value)


def whole(*, least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not _WHOLE.match(text) or not least <= int(text) <= most:
            raise InvalidValue(f"Isi bilangan bulat dari {least} sampai {most}.")
        return int(text)

    return read


def optional_whole(*, least: int, most: int) -> Callable[[str], int | None]:
    read_whole = whole(least=least, most=most)

    def read(text: str) -> int | None:
        return None if text.lower() in {"", UNSET} else read_whole(text)

    return read


def show_optional(value: int | None) -> str:
    return UNSET if value is None else str(value)


def read_share(text: str) -> Decimal:
    """Read a percentage ("50%", "12,5") as a share of one."""
    number = text.removesuffix("%").strip()
    if not _NUMBER.match(number):
        raise InvalidValue("Isi persen dari 0 sampai 100, misalnya 50%.")
    share = Decimal(number.replace(",", ".")) / 100
    if share > 1:
        raise InvalidValue("Isi persen dari 0 sampai 100, misalnya 50%.")
    return share


def show_share(value: Decimal) -> str:
    return f"{shown(value * 100)}%"


def read_day_of_year(text: str) -> DayOfYear:
    """Read day and month, day first: "31-01"."""
    message = "Isi tanggal dan bulan, misalnya 31-01."
    found = _DAY_OF_YEAR.match(text)
    if not found:
        raise InvalidValue(message)
    day, month = int(found[1]), int(found[2])
    try:
        date(LEAP_YEAR, month, day)
    except ValueError as error:
        raise InvalidValue(message) from error
    return DayOfYear(month, day)


def read_flag(text: str) -> bool:
    word = text.lower()
    if word in _YES_WORDS:
        return True
    if word in _NO_WORDS:
        return False
    raise InvalidValue(f"Isi {YES} atau {NO}.")


def show_flag(value: bool) -> str:  # noqa: FBT001 - the value itself
    return YES if value else NO


def member_of(enum: type[Labeled]) -> Callable[[str], Labeled]:
    def read(text: str) -> Labeled:
        try:
            return enum(text.upper())
        except ValueError as error:
            names = ", ".join(member.label for member in enum)
            raise InvalidValue(f"Pilih salah satu: {names}.") from error

    return read


def read_list(text: str) -> tuple[str, ...]:
    """Read one entry a line; empty lines and repetitions do not count."""
    entries = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(entry for entry in entries if entry))


def show_list(value: Iterable[str]) -> str:
    return "\n".join(value)


def read_table(text: str) -> Table:
    """Read one "KEY = number" a line."""
    rows: dict[str, Decimal] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        key, _, number = (part.strip() for part in line.partition("="))
        if not _KEY.match(key) or not _NUMBER.match(number):
            raise InvalidValue(f"Baris “{line.strip()[:60]}” tidak terbaca. Tulis KODE = angka.")
        if key in rows:
            raise InvalidValue(f"Kode {key} tertulis dua kali.")
        rows[key] = Decimal(number.replace(",", "."))
    return tuple(rows.items())


def show_table(value: Table) -> str:
    return "\n".join(f"{key} = {_plain(number)}" for key, number in value)


def _plain(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")
