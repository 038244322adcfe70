"""What a cell says: a text without invisible characters, a day, a yes."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from kinerja.organization.imports.reading import Cell

#: Excel counts days from here (its 29 February 1900 never was)
SERIAL_START = dt.date(1899, 12, 30)
MOST_SERIAL = 80_000
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb pebruari peb february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags agt aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nopember nop",
            "desember des dec december",
        ),
        1,
    )
    for name in names.split()
}
TIME_OF_DAY = re.compile(r"[T ]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?Z?$")
YEAR = re.compile(r"[0-9]{4}")
#: control characters, halves of characters, private ones
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]")
YES = {"YA", "Y", "TRUE", "BENAR", "1", "V", "X", "IYA"}
NO = {"TIDAK", "T", "FALSE", "SALAH", "0", "BUKAN", "-", ""}


class NotADay(Exception):
    """The cell holds no day that exists."""


def text_of(cell: Cell) -> str:
    """Return what the cell says, on one line."""
    if isinstance(cell, Decimal):
        return str(cell) if digits_lost(cell) else format(cell, "f")
    if isinstance(cell, dt.date):
        return f"{cell:%d-%m-%Y}"
    return " ".join((cell if cell.isascii() else unicodedata.normalize("NFC", cell)).split())


def digits_lost(cell: Cell) -> bool:
    """A number beyond what Excel keeps: only its first fifteen digits are true."""
    return isinstance(cell, Decimal) and int(cell.as_tuple().exponent) > 0


def has_control(text: str) -> bool:
    """Characters that nobody sees and no page may bear; line breaks were made spaces before."""
    return UNSEEN.search(text) is not None


def without_control(text: str) -> str:
    """Return the text as it may be stored and shown."""
    return UNSEEN.sub("�", text)


def day_of(cell: Cell) -> dt.date | None:
    """Return the day, None of an empty cell; the day comes before the month. Raises NotADay."""
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, Decimal):
        return _serial(cell)
    text = TIME_OF_DAY.sub("", text_of(cell))
    if text in {"", "-"}:
        return None
    if re.fullmatch(r"\d{1,5}([.,]\d+)?", text):
        return _serial(Decimal(text.replace(",", ".")))
    if re.fullmatch(r"(19|20)\d{6}", text):
        return _day(text[:4], text[4:6], text[6:])
    return _written(text)


def _written(text: str) -> dt.date:
    parts = [part for part in re.split(r"[\s\-/.,]+", text) if part]
    if parts and parts[0].isalpha():
        parts = parts[1:]  # "Senin, 3 Agustus 2026"
    if parts and YEAR.fullmatch(parts[0]):
        parts.reverse()
    try:
        day, month, year = parts
    except ValueError as error:
        raise NotADay(text) from error
    if not YEAR.fullmatch(year):
        raise NotADay(text)
    return _day(year, str(MONTHS.get(month.lower(), month)), day)


def _day(year: str, month: str, day: str) -> dt.date:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise NotADay(f"{day}-{month}-{year}") from error


def _serial(number: Decimal) -> dt.date:
    if 1 <= number < MOST_SERIAL:
        return SERIAL_START + dt.timedelta(days=int(number))
    if number == int(number) and re.fullmatch(r"(19|20)\d{6}", str(int(number))):
        return day_of(str(int(number))) or SERIAL_START
    raise NotADay(str(number))


def yes_of(text: str) -> bool | None:
    """Return True or False, None of anything else."""
    word = text.upper()
    if word in YES:
        return True
    return False if word in NO else None
