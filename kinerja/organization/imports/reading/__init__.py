"""Reading a spreadsheet in a child process that a hostile file may break without harm."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import IO, NamedTuple

ROOT = Path(__file__).resolve().parents[4]
LARGEST_FILE = 50 * 1024 * 1024
SECONDS = 60

#: a text as typed, a number with the digits it was stored with, or a day
Cell = str | Decimal | dt.date


class Line(NamedTuple):
    """A row that holds something, with its number as Excel shows it."""

    number: int
    cells: list[Cell]


class FileRefused(Exception):
    """The file cannot be read as a whole; nothing was stored."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


def read(path: Path) -> Iterator[Line]:
    """Yield the rows of the first visible sheet, or of a CSV file. Raises FileRefused."""
    if not path.is_file():
        raise FileRefused("NO_FILE", f"File {path} tidak ada. Periksa nama dan foldernya.")
    if path.stat().st_size > LARGEST_FILE:
        raise FileRefused(
            "TOO_BIG", "File ini lebih dari 50 MB. Hapus gambar dan lembar lain dari file."
        )
    with tempfile.TemporaryFile() as output:
        _run(path.resolve(), output)
        yield from _rows(output)


def _run(path: Path, output: IO[bytes]) -> None:
    command = [sys.executable, "-s", "-m", __name__, str(path)]
    try:
        subprocess.run(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise FileRefused(
            "UNREADABLE",
            "File ini tidak bisa dibaca dengan aman: isinya terlalu besar atau rusak."
            " Salin tabelnya ke buku kerja baru, simpan sebagai XLSX, lalu unggah lagi.",
        ) from error


def _rows(output: IO[bytes]) -> Iterator[Line]:
    output.seek(0)
    for written in output:
        answer = json.loads(written)
        if isinstance(answer, list):
            yield Line(answer[0], [_cell(sent) for sent in answer[1]])
        elif "code" in answer:
            raise FileRefused(answer["code"], answer["message"])


def _cell(sent: str | list[str]) -> Cell:
    if isinstance(sent, str):
        return sent
    kind, written = sent
    return Decimal(written) if kind == "n" else dt.date.fromisoformat(written)
