"""The child process: reads one file and writes its rows as JSON lines; limits hold it."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kinerja.organization.imports.reading import delimited, guard
from kinerja.organization.imports.reading.guard import Unreadable

MEMORY = 1024**3
SECONDS = 60
OUTPUT = 1024**3
ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def main(path: Path) -> None:
    """Write the rows that hold anything; last a line that says whether all went well."""
    _limit()
    try:
        for line, row in rows(path):
            while row and row[-1] == "":
                row.pop()
            if row:
                sys.stdout.write(json.dumps([line, row], ensure_ascii=True) + "\n")
        answer: dict[str, object] = {"done": True}
    except Unreadable as refusal:
        answer = {"code": refusal.code, "message": refusal.message}
    except MemoryError:
        answer = {"code": "TOO_BIG", "message": guard.TOO_BIG}
    sys.stdout.write(json.dumps(answer) + "\n")


def rows(path: Path) -> Iterator[tuple[int, list[object]]]:
    """Choose by content: a name may lie."""
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise Unreadable("EMPTY", "File ini kosong. Pilih file yang berisi data.")
    if start.startswith(OLE):
        raise _old_format(path)
    reader: Iterator[tuple[int, Sequence[object]]]
    if start.startswith(ZIP):
        from kinerja.organization.imports.reading import workbook  # noqa: PLC0415 - CSV needs none

        reader = workbook.rows(path)
    else:
        reader = delimited.rows(path)
    for line, row in reader:
        yield line, list(row)


def _old_format(path: Path) -> Unreadable:
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return Unreadable("ENCRYPTED", guard.LOCKED)
    return Unreadable(
        "OLD_FORMAT",
        "File ini berformat Excel lama (.xls). Buka di Excel, simpan sebagai XLSX,"
        " lalu unggah lagi.",
    )


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard < 0 else min(most, hard), hard))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
