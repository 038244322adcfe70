"""Which column means what: our template and the headings of SIASN, in any order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

from kinerja.organization.imports.cells import text_of
from kinerja.organization.imports.reading import Cell, FileRefused, Line

#: title rows may stand above the heading, but not a whole page of them
SEARCHED_ROWS = 60
SHORTEST_NUMBERING = 3


class Sheet(StrEnum):
    """What the file lists; stored with the import."""

    UNITS = "UNITS"
    EMPLOYEES = "EMPLOYEES"


#: field: headings in the spelling of our template first; compared without case and punctuation
EMPLOYEE_HEADINGS = {
    "nip": ("NIP BARU", "NIP", "NIP NI PPPK", "NI PPPK", "NIPPPK", "NOMOR INDUK PEGAWAI"),
    "name": ("NAMA", "NAMA PEGAWAI", "NAMA LENGKAP", "NAMA ASN"),
    "title_front": ("GELAR DEPAN",),
    "title_back": ("GELAR BLK", "GELAR BELAKANG"),
    "birth_date": ("TANGGAL LAHIR", "TGL LAHIR"),
    "sex": ("JENIS KELAMIN", "JK", "L P", "KELAMIN"),
    "rank": (
        "GOL NAMA",
        "GOL AKHIR NAMA",
        "GOL",
        "GOLONGAN",
        "GOLONGAN RUANG",
        "GOL RUANG",
        "GOL AKHIR",
    ),
    "rank_since": ("TMT GOLONGAN", "TMT GOL", "TMT GOL AKHIR"),
    "job_group": ("JENIS JABATAN NAMA", "JENIS JABATAN"),
    "title": ("JABATAN NAMA", "NAMA JABATAN", "JABATAN"),
    "since": ("TMT JABATAN",),
    "unit_id": ("UNOR ID", "ID UNOR", "ID UNIT", "UNIT ID", "KODE UNIT"),
    "unit_name": ("UNOR NAMA", "NAMA UNOR", "UNIT KERJA", "NAMA UNIT", "UNOR"),
    "standing": ("KEDUDUKAN HUKUM NAMA", "KEDUDUKAN HUKUM"),
    "employee_type": ("JENIS PEGAWAI", "JENIS PEGAWAI NAMA"),
    "echelon": ("ESELON", "ESELON NAMA", "ESELON JABATAN"),
    "is_head": ("KEPALA UNIT",),
    "superior": ("NIP ATASAN", "NIP ATASAN LANGSUNG"),
    "email": ("EMAIL", "ALAMAT EMAIL", "E MAIL"),
    "placement_kind": ("STATUS JABATAN",),
}
UNIT_HEADINGS = {
    "siasn_id": ("ID", "ID UNIT", "ID UNOR", "UNOR ID", "KODE UNIT"),
    "parent_id": ("DIATASAN ID", "DIATASANID", "ID ATASAN", "ID INDUK", "ID UNIT INDUK"),
    "name": ("NAMA UNOR", "NAMAUNOR", "NAMA UNIT", "UNOR NAMA", "UNIT KERJA"),
    "head_title": ("NAMA JABATAN", "NAMAJABATAN", "JABATAN NAMA", "NAMA JABATAN KEPALA"),
    "type": ("JENIS", "JENIS UNIT"),
    "is_independent": ("MANDIRI", "UNIT KERJA MANDIRI"),
}
#: the fields of which a file must have one, and the heading that our template uses for it
Required = tuple[tuple[str, ...], str]
REQUIRED: dict[Sheet, tuple[Required, ...]] = {
    Sheet.EMPLOYEES: (
        (("nip",), "NIP BARU"),
        (("name",), "NAMA"),
        (("title",), "JABATAN NAMA"),
        (("unit_id", "unit_name"), "UNOR ID"),
    ),
    Sheet.UNITS: (
        (("siasn_id",), "Id"),
        (("parent_id",), "DiatasanId"),
        (("name",), "NamaUnor"),
    ),
}


def heading_key(heading: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "", heading.upper())


VARIANTS = {
    Sheet.EMPLOYEES: {heading_key(h): field for field, hs in EMPLOYEE_HEADINGS.items() for h in hs},
    Sheet.UNITS: {heading_key(h): field for field, hs in UNIT_HEADINGS.items() for h in hs},
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which headings a kind of file may have, by their key, and which it must."""

    variants: Mapping[str, str]
    required: Sequence[Required]


def columns_of(headings: Mapping[str, Sequence[str]], required: Sequence[Required]) -> Columns:
    """Return the columns of a file of another room, from {field: headings} as people write them."""
    keys = {heading_key(text): field for field, texts in headings.items() for text in texts}
    return Columns(keys, required)


COLUMNS = {sheet: Columns(VARIANTS[sheet], REQUIRED[sheet]) for sheet in Sheet}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading row: where each field stands and what it is called in this file."""

    line: int
    texts: list[str]
    places: dict[str, int]

    def cell(self, row: Sequence[Cell], field: str) -> Cell:
        """Return the cell of a field, "" where the file has none."""
        place = self.places.get(field)
        return row[place] if place is not None and place < len(row) else ""

    def has(self, field: str) -> bool:
        return field in self.places

    def name(self, field: str) -> str:
        """Return the heading as the file writes it, for messages."""
        place = self.places.get(field)
        return self.texts[place] if place is not None else ""


def find_heading(wanted: Sheet | Columns, lines: Iterator[Line]) -> tuple[Heading, Iterator[Line]]:
    """Return the heading and the lines below it. Raises FileRefused."""
    columns = COLUMNS[wanted] if isinstance(wanted, Sheet) else wanted
    above = list(islice(lines, SEARCHED_ROWS))
    if not above:
        raise FileRefused("EMPTY", "File ini tidak berisi data. Isi tabelnya, lalu unggah lagi.")
    best = max(range(len(above)), key=lambda at: (_recognized(columns, above[at]), -at))
    heading = _heading(columns, above[best])
    _check_complete(columns, heading)
    return heading, chain(above[best + 1 :], lines)


def _recognized(columns: Columns, line: Line) -> int:
    return len(set(_fields(columns, line).values()))


def _fields(columns: Columns, line: Line) -> dict[int, str]:
    keys = (
        (place, heading_key(cell)) for place, cell in enumerate(line.cells) if isinstance(cell, str)
    )
    return {place: columns.variants[key] for place, key in keys if key in columns.variants}


def _heading(columns: Columns, line: Line) -> Heading:
    texts = [text_of(cell) for cell in line.cells]
    fields = _fields(columns, line)
    counts = Counter(fields.values())
    repeated = [texts[place] for place, field in fields.items() if counts[field] > 1]
    if repeated:
        raise FileRefused(
            "REPEATED_HEADINGS",
            f"Beberapa kolom berarti sama: {', '.join(repeated)}."
            " Hapus yang tidak dipakai, lalu unggah lagi.",
        )
    return Heading(line.number, texts, {field: place for place, field in fields.items()})


def _check_complete(columns: Columns, heading: Heading) -> None:
    missing = [
        name for group, name in columns.required if not any(heading.has(field) for field in group)
    ]
    if missing:
        raise FileRefused(
            "MISSING_HEADINGS",
            f"Kolom ini belum ada: {', '.join(missing)}. Tambahkan di baris judul,"
            " atau pakai templat kami, lalu unggah lagi.",
        )


def is_numbering(line: Line) -> bool:
    """The row of column numbers (1, 2, 3 ...) that official tables put below the heading."""
    written = [text_of(cell).strip("()") for cell in line.cells]
    filled = [text for text in written if text]
    return len(filled) >= SHORTEST_NUMBERING and filled == [
        str(n) for n in range(1, len(filled) + 1)
    ]
