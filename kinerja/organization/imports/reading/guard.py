"""What a workbook must satisfy before anything parses it. Runs in the child."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

MOST_ENTRIES = 500
MOST_BYTES = 400 * 1024 * 1024
MOST_RATIO = 200
MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELLS = 8_000_000
CHUNK = 1024 * 1024
TAIL = 200

PLACE = re.compile(rb'<(?:\w+:)?(?:c|row)\b[^>]*?\br\s*=\s*["\']([A-Za-z]{0,9})(\d{0,19})["\']')
#: a whole number of more digits than a float holds, as a careful program writes it
LONG_NUMBER = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<f[^>]*>[^<]*</f>)?<v>(\d{16,19})</v>'
)

#: (row, column), both from 1, to the digits; None where two sheets disagree
LongNumbers = dict[tuple[int, int], str | None]


class Unreadable(Exception):
    """The file is refused: `code` for machines, the message says what to do."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


def check(path: Path) -> LongNumbers:
    """Return the long numbers of a harmless workbook. Raises Unreadable."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_kind(archive.namelist())
            _check_declared(archive, path.stat().st_size)
            return _scan(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise broken() from error
    except RuntimeError as error:  # an entry with a password of its own
        raise Unreadable("ENCRYPTED", LOCKED) from error


LOCKED = (
    "File ini terkunci dengan kata sandi. Buka di Excel, hapus kata sandinya"
    " (Info > Lindungi Buku Kerja), simpan, lalu unggah lagi."
)
TOO_BIG = (
    "Isi file ini terlalu besar setelah dibuka. Salin hanya tabelnya ke buku kerja baru,"
    " simpan sebagai XLSX, lalu unggah lagi."
)


def broken() -> Unreadable:
    return Unreadable(
        "BROKEN_WORKBOOK",
        "File ini rusak atau tidak utuh. Buka di Excel, simpan ulang sebagai XLSX,"
        " lalu unggah lagi.",
    )


def _check_kind(names: list[str]) -> None:
    if "xl/workbook.xml" not in names:
        raise Unreadable(
            "NOT_A_WORKBOOK",
            "File ini bukan buku kerja XLSX. Buka di Excel atau LibreOffice,"
            " simpan sebagai XLSX atau CSV, lalu unggah lagi.",
        )


def _check_declared(archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    declared = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or declared > _budget(size):
        raise Unreadable("TOO_BIG", TOO_BIG)


def _budget(size: int) -> int:
    return min(MOST_BYTES, MOST_RATIO * max(size, 1024 * 1024))


def _scan(archive: zipfile.ZipFile) -> LongNumbers:
    """Read every entry once: an entry may be longer than it declares, or lie about its name."""
    left = _budget(Path(archive.filename or "").stat().st_size)
    found: LongNumbers = {}
    for entry in archive.infolist():
        rows = columns = 0
        tail = b""
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise Unreadable("TOO_BIG", TOO_BIG)
                text = tail + chunk
                rows, columns = _furthest(text, rows, columns)
                _collect(text, found)
                tail = text[-TAIL:]
    return found


def _furthest(text: bytes, rows: int, columns: int) -> tuple[int, int]:
    for match in PLACE.finditer(text):
        letters, digits = match.groups()
        row, column = int(digits or 0), column_number(letters)
        if row > rows or column > columns:
            rows, columns = max(rows, row), max(columns, column)
            check_size(rows, columns, (letters + digits).decode())
    return rows, columns


def check_size(rows: int, columns: int, place: str) -> None:
    """Refuse a sheet that reaches too far. Raises Unreadable."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        where = f"sel {place}" if place[:1].isalpha() else f"baris {place}"
        raise Unreadable(
            "TOO_FAR",
            f"Lembar kerja ini terpakai sampai {where}. Paling banyak 200.000 baris dan 500 kolom."
            " Hapus baris dan kolom kosong di luar tabel, simpan, lalu unggah lagi.",
        )


def _collect(text: bytes, found: LongNumbers) -> None:
    for match in LONG_NUMBER.finditer(text):
        letters, row, digits = match.groups()
        place = (int(row), column_number(letters))
        written = digits.decode()
        found[place] = written if found.get(place, written) == written else None


def column_number(letters: bytes) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
