"""Rows of a text file: comma, semicolon or tab, in the encodings that offices use."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from kinerja.organization.imports.reading import guard
from kinerja.organization.imports.reading.guard import Unreadable

SAMPLE_LINES = 50
LONGEST_FIELD = 200_000
SEPARATOR_LINE = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)
#: ="1986..." is how some programs keep Excel from turning digits into a number
QUOTED_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"BM", b"RIFF", b"<svg")
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with its line as Excel shows it. Raises Unreadable."""
    text = decode(path.read_bytes())
    if found := SEPARATOR_LINE.match(text):
        # Excel obeys this line and does not show it.
        delimiter, text = found.group(1), text[found.end() :]
    else:
        delimiter = delimiter_of(text)
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for line, row in enumerate(reader, 1):
            guard.check_size(line, len(row), str(line))
            yield line, [_plain(field) for field in row]
    except csv.Error as error:
        raise Unreadable(
            "BROKEN_TEXT",
            f"Baris sekitar {reader.line_num} tidak bisa dibaca: teksnya terlalu panjang atau tanda"
            " kutipnya tidak ditutup. Perbaiki baris itu, lalu unggah lagi.",
        ) from error


def decode(raw: bytes) -> str:
    """Return the text of UTF-8, UTF-16 or Windows-1252 bytes. Raises Unreadable."""
    if raw.startswith(PICTURES):
        raise _no_table()
    encoding = next((name for mark, name in MARKS if raw.startswith(mark)), None)
    if encoding is None:
        encoding = _without_mark(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            "UNKNOWN_ENCODING",
            "Huruf dalam file ini tidak bisa dibaca. Di Excel pilih Simpan Sebagai >"
            " CSV UTF-8, lalu unggah lagi.",
        ) from error
    if "\x00" in text:
        raise (
            _no_table()
            if _binary(raw)
            else Unreadable(
                "NUL",
                "File ini berisi karakter NUL yang tidak terlihat. Buka di Excel, simpan ulang"
                " sebagai XLSX atau CSV UTF-8, lalu unggah lagi.",
            )
        )
    return text


def _without_mark(raw: bytes) -> str:
    sample = raw[:4096]
    half = len(sample) // 2 or 1
    if sample[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.7:
        return "utf-16-be"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1" if b"\x00" in raw else "cp1252"
    return "utf-8"


def _binary(raw: bytes) -> bool:
    """More than a stray control character: no text at all."""
    sample = raw[:4096]
    odd = sum(1 for byte in sample if byte < ord(" ") and byte not in b"\t\n\r")
    return odd > len(sample) // 20


def _no_table() -> Unreadable:
    return Unreadable(
        "NOT_A_SPREADSHEET",
        "File ini bukan lembar kerja (mungkin gambar atau dokumen lain yang diganti namanya)."
        " Unggah file XLSX atau CSV.",
    )


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts the first lines into most fields; names hold commas too."""
    sample = text[:200_000].splitlines()[:SAMPLE_LINES]

    def fields(delimiter: str) -> int:
        return sum(len(row) for row in csv.reader(sample, delimiter=delimiter) if len(row) > 1)

    csv.field_size_limit(LONGEST_FIELD)
    try:
        return max((",", ";", "\t"), key=fields)
    except csv.Error:
        return ","


def _plain(field: str) -> str:
    found = QUOTED_FORMULA.fullmatch(field.strip())
    return found.group(1) if found else field
