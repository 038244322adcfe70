"""Judging the rows of a list of units: one tree, without cycles, with one root."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kinerja.organization.imports import cells, positions
from kinerja.organization.imports.employees import data_lines
from kinerja.organization.imports.headings import Heading
from kinerja.organization.imports.judged import Judged
from kinerja.organization.imports.reading import Line

LONGEST_ID, LONGEST_NAME, LONGEST_TITLE = 100, 300, 300
FOOTER_FIELDS = ("siasn_id", "name", "parent_id")
TYPES = (
    "PEMKOT", "SETDA", "SETWAN", "INSPEKTORAT", "DINAS", "BADAN", "SATPOLPP", "KECAMATAN",
    "KELURAHAN", "BAGIAN", "SEKRETARIAT", "BIDANG", "SUBBAGIAN", "SEKSI", "UPTD", "SEKOLAH",
    "PUSKESMAS", "RSUD", "LAINNYA",
)  # fmt: skip
#: what a unit is by the first words of its name; the first that fits
NAMES = (
    ("PEMERINTAH", "PEMKOT"), ("SEKRETARIAT DAERAH", "SETDA"), ("SEKRETARIAT DPRD", "SETWAN"),
    ("SEKRETARIAT DEWAN", "SETWAN"), ("INSPEKTORAT", "INSPEKTORAT"), ("DINAS", "DINAS"),
    ("BADAN", "BADAN"), ("SATUAN POLISI", "SATPOLPP"), ("SATPOL", "SATPOLPP"),
    ("KECAMATAN", "KECAMATAN"), ("KELURAHAN", "KELURAHAN"), ("BAGIAN", "BAGIAN"),
    ("SEKRETARIAT", "SEKRETARIAT"), ("BIDANG", "BIDANG"), ("SUBBAG", "SUBBAGIAN"),
    ("SUB BAG", "SUBBAGIAN"), ("SEKSI", "SEKSI"), ("RSUD", "RSUD"), ("RUMAH SAKIT", "RSUD"),
    ("UPTD PUSKESMAS", "PUSKESMAS"), ("PUSKESMAS", "PUSKESMAS"), ("UPTD SD", "SEKOLAH"),
    ("UPTD SMP", "SEKOLAH"), ("SD ", "SEKOLAH"), ("SDN ", "SEKOLAH"), ("SMP ", "SEKOLAH"),
    ("SMPN ", "SEKOLAH"), ("TK ", "SEKOLAH"), ("SEKOLAH", "SEKOLAH"), ("UPT", "UPTD"),
)  # fmt: skip
#: led by a head who answers for it alone, so that the plan follows the model of leaders
INDEPENDENT = frozenset(
    {"SETDA", "SETWAN", "INSPEKTORAT", "DINAS", "BADAN", "SATPOLPP", "KECAMATAN", "RSUD"}
)


@dataclass
class KnownUnits:
    """The tree of today: the parent of each unit. Units made by hand bear "#" and our own id."""

    parents: dict[str, str | None] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def judge(heading: Heading, lines: Iterable[Line], known: KnownUnits) -> list[Judged]:
    """Judge each row by itself, then the tree that would come of it."""
    rows = [
        _judged(Judged(line.number, line.cells, heading))
        for line in data_lines(heading, lines, FOOTER_FIELDS)
    ]
    _check_repeated(rows)
    _presume_root(rows, known)
    _check_parents(rows, known)
    _check_cycles(rows, known)
    _check_roots(rows, known)
    _leave_out_below(rows, known)
    return rows


def _judged(row: Judged) -> Judged:
    name = row.text("name", most=LONGEST_NAME, required="Nama unit kosong. Isi NamaUnor.")
    kind = _type(row)
    presumed = kind or presumed_type(name)
    row.values = {
        "siasn_id": _id(row, "siasn_id"),
        "parent_id": _id(row, "parent_id") or None,
        "name": name,
        "head_title": _head_title(row),
        "type": kind,
        "presumed_type": presumed,
        "is_independent": _independent(row),
        "presumed_independent": presumed in INDEPENDENT,
    }
    if not row.values["siasn_id"]:
        row.fault("siasn_id", "ID_MISSING", "Id unit kosong. Isi Id dari SIASN atau buat sendiri.")
    if row.values["siasn_id"] and row.values["siasn_id"] == row.values["parent_id"]:
        row.fault("parent_id", "OWN_PARENT", "Unit ini tertulis sebagai atasannya sendiri.")
    return row


def _id(row: Judged, name: str) -> str:
    if cells.digits_lost(row.cell(name)):
        row.fault(
            name,
            "ID_LOST_DIGITS",
            "Excel menyimpan ID ini sebagai angka dan memotongnya. Ubah kolomnya menjadi Teks.",
        )
    written = row.text(name, most=LONGEST_ID)
    return "" if written in {"-", "NULL", "null"} else written


def _head_title(row: Judged) -> str | None:
    written = row.text("head_title", most=LONGEST_TITLE) if row.heading.has("head_title") else None
    return "" if written == "-" else written


def _type(row: Judged) -> str | None:
    said = positions.folded(row.text("type", most=40)).replace(" ", "")
    if said in TYPES:
        return said
    if said:
        row.warn(
            "type",
            "UNIT_TYPE_UNKNOWN",
            "Jenis unit ini tidak dikenal; ditentukan dari namanya. Lihat daftar di templat.",
        )
    return None


def presumed_type(name: str) -> str:
    """Tell what a unit is by the first words of its name."""
    words = f"{positions.folded(name)} "
    return next((kind for start, kind in NAMES if words.startswith(start)), "LAINNYA")


def _independent(row: Judged) -> bool | None:
    written = row.text("is_independent", most=20)
    said = cells.yes_of(written) if written else None
    if written and said is None:
        row.fault("is_independent", "INDEPENDENT_UNCLEAR", "Tulis Ya atau Tidak, atau kosongkan.")
    return said


def _check_repeated(rows: list[Judged]) -> None:
    seen: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        if row.values["siasn_id"]:
            seen[row.values["siasn_id"].casefold()].append(row)
    for same in seen.values():
        if len(same) > 1:
            lines = ", ".join(str(row.line) for row in same)
            for row in same:
                message = f"Id ini tertulis di baris {lines}. Sisakan satu baris yang benar."
                row.fault("siasn_id", "ID_REPEATED", message)


def _presume_root(rows: list[Judged], known: KnownUnits) -> None:
    """An export of one city names a parent outside it: the only such unit is the root."""
    if known.parents or any(row.values["parent_id"] is None for row in rows):
        return
    there = {row.values["siasn_id"].casefold() for row in rows}
    loose = [row for row in rows if row.values["parent_id"].casefold() not in there]
    if len(loose) == 1:
        [root] = loose
        root.values["parent_id"] = None
        root.warn(
            "parent_id",
            "ROOT_PRESUMED",
            "Unit atasannya di luar file ini, jadi unit ini dicatat sebagai puncak organisasi.",
        )


def _check_parents(rows: list[Judged], known: KnownUnits) -> None:
    there = {key.casefold(): key for key in known.parents}
    there |= {row.values["siasn_id"].casefold(): row.values["siasn_id"] for row in rows}
    for row in rows:
        parent = row.values["parent_id"]
        if parent is None:
            continue
        row.values["parent_id"] = there.get(parent.casefold())
        if row.values["parent_id"] is None:
            message = f"Unit atasan “{parent}” tidak ada di file dan belum terdaftar. Perbaiki."
            row.fault("parent_id", "PARENT_UNKNOWN", message)


def _tree(rows: list[Judged], known: KnownUnits) -> dict[str, str | None]:
    return known.parents | {
        row.values["siasn_id"]: row.values["parent_id"] for row in rows if row.values["siasn_id"]
    }


def _check_cycles(rows: list[Judged], known: KnownUnits) -> None:
    tree = _tree(rows, known)
    in_cycle = cycles(tree)
    for row in rows:
        key = row.values["siasn_id"]
        if key in in_cycle and tree[key] != key:
            message = (
                "Rantai DiatasanId dari unit ini kembali ke unit yang sama. Perbaiki salah satu."
            )
            row.fault("parent_id", "CYCLE", message)


def cycles(tree: dict[str, str | None]) -> set[str]:
    """Return the members of all cycles; each node is walked once."""
    done: set[str] = set()
    found: set[str] = set()
    for start in tree:
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in done and at not in path:
            path[at] = len(path)
            at = tree.get(at)
        if at is not None and at in path:
            found |= {node for node, place in path.items() if place >= path[at]}
        done |= path.keys()
    return found


def _check_roots(rows: list[Judged], known: KnownUnits) -> None:
    """One root: of several in the file, or beside one that stays, all are refused."""
    ours = [
        row
        for row in rows
        if row.values["siasn_id"]
        and row.values["parent_id"] is None
        and not _has(row, "PARENT_UNKNOWN")
    ]
    in_file = {row.values["siasn_id"] for row in rows}
    staying = [k for k, parent in known.parents.items() if parent is None and k not in in_file]
    if len(ours) > 1 or (ours and staying):
        lines = [f"baris {row.line}" for row in ours]
        stored = [f"{known.names.get(key, 'unit')} ({key})" for key in staying]
        names = ", ".join(lines + stored)
        for row in ours:
            message = (
                f"Hanya satu unit boleh tanpa atasan; sekarang: {names}. Isi DiatasanId yang lain."
            )
            row.fault("parent_id", "TWO_ROOTS", message)


def _has(row: Judged, code: str) -> bool:
    return any(problem.code == code for problem in row.problems)


def _leave_out_below(rows: list[Judged], known: KnownUnits) -> None:
    """A new unit below a faulty new one has no place to hang: it is faulty too."""
    below: dict[str | None, list[Judged]] = defaultdict(list)
    for row in rows:
        below[row.values["parent_id"]].append(row)
    waiting = [row for row in rows if row.is_faulty]
    while waiting:
        parent = waiting.pop()
        key = parent.values["siasn_id"]
        if key in known.parents or not key:
            continue
        for row in below[key]:
            if not row.is_faulty:
                message = (
                    f"Unit atasannya (baris {parent.line}) belum benar. Perbaiki baris itu dulu."
                )
                row.fault("parent_id", "PARENT_FAULTY", message)
                waiting.append(row)
