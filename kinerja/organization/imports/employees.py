"""Judging the rows of a list of employees."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kinerja.organization.imports import cells, positions
from kinerja.organization.imports.headings import Heading, is_numbering
from kinerja.organization.imports.judged import Judged
from kinerja.organization.imports.reading import Line
from regulation.identity import Sex, check_nip, normalize_nip

LONGEST_NAME, LONGEST_DEGREE, LONGEST_TITLE, LONGEST_EMAIL = 150, 60, 300, 254
EMAIL = re.compile(r"[^@\s,;<>\"']+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
EARLIEST = dt.date(1940, 1, 1)
BAD_DAY = "“{}” bukan tanggal yang ada. Tulis hari-bulan-tahun, misalnya 31-12-1990."
FOOTER_FIELDS = ("nip", "name", "title", "unit_id", "unit_name")


class KnownUnit(NamedTuple):
    """A unit of today: what an employee's row is compared with."""

    id: int
    siasn_id: str
    name: str
    head_title: str


@dataclass
class Known:
    """What the database knows already."""

    on: dt.date
    units: list[KnownUnit] = field(default_factory=list)
    nips: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.by_id = {unit.siasn_id.casefold(): unit for unit in self.units if unit.siasn_id}
        self.by_key = {unit.id: unit for unit in self.units}
        self.by_name: dict[str, list[KnownUnit]] = defaultdict(list)
        for unit in self.units:
            self.by_name[positions.title_key(unit.name)].append(unit)


def judge(heading: Heading, lines: Iterable[Line], known: Known) -> list[Judged]:
    """Judge each row by itself, then all together."""
    rows = [
        _judged(Judged(line.number, line.cells, heading), known)
        for line in data_lines(heading, lines, FOOTER_FIELDS)
    ]
    _check_repeated(rows)
    _check_superiors(rows, known)
    _find_heads(rows, known)
    return rows


def data_lines(heading: Heading, lines: Iterable[Line], fields: tuple[str, ...]) -> Iterator[Line]:
    """Yield the rows of the table: no column numbers above, no signatures below."""
    kept: list[Line] = []
    last = 0
    for line in lines:
        if not kept and is_numbering(line):
            continue
        kept.append(line)
        if _belongs(heading, line, fields):
            last = len(kept)
    everywhere = tuple(heading.places)
    for line in kept[:last]:
        if any(_has(heading, line, name) for name in everywhere):
            yield line


def _belongs(heading: Heading, line: Line, fields: tuple[str, ...]) -> bool:
    """Tell a row of the table from a signature: two of its fields are filled, or a whole NIP is."""
    filled = {name for name in fields if _has(heading, line, name)}
    if len(filled) > 1:
        return True
    alone = normalize_nip(cells.text_of(heading.cell(line.cells, fields[0])))
    return filled == {fields[0]} and alone.value is not None


def _has(heading: Heading, line: Line, name: str) -> bool:
    cell = heading.cell(line.cells, name)
    return not isinstance(cell, str) or bool(cell.strip())


def _judged(row: Judged, known: Known) -> Judged:
    row.values = {
        "name": row.text("name", most=LONGEST_NAME, required="Nama kosong. Isi nama pegawai."),
        "title_front": _degree(row, "title_front"),
        "title_back": _degree(row, "title_back"),
        "title": row.text(
            "title", most=LONGEST_TITLE, required="Jabatan kosong. Isi nama jabatan."
        ),
        "email": _email(row),
        "placement_kind": _placement_kind(row),
        "unit_id": _unit(row, known),
        "is_head": _explicit_head(row),
        "superior": _superior(row),
        "since": _since(row, known.on),
        "rank_since": _day(row, "rank_since"),
    }
    _judge_person(row, known.on)
    _judge_position(row)
    return row


def _degree(row: Judged, name: str) -> str | None:
    written = row.text(name, most=LONGEST_DEGREE) if row.heading.has(name) else None
    return "" if written == "-" else written


def _email(row: Judged) -> str | None:
    written = row.text("email", most=LONGEST_EMAIL)
    if written and not EMAIL.fullmatch(written):
        row.fault("email", "EMAIL_INVALID", "Ini bukan alamat email. Perbaiki atau kosongkan.")
    return written or None


def _placement_kind(row: Judged) -> str:
    said = row.text("placement_kind", most=40)
    kind = positions.PLACEMENT_KINDS.get(positions.folded(said))
    if kind is None:
        row.fault(
            "placement_kind",
            "PLACEMENT_KIND_UNKNOWN",
            f"Status jabatan “{said}” tidak dikenal. Tulis Definitif, Plt, atau Plh.",
        )
    return kind or "DEFINITIF"


def _explicit_head(row: Judged) -> bool | None:
    written = row.text("is_head", most=20)
    said = cells.yes_of(written) if written else None
    if written and said is None:
        row.fault("is_head", "HEAD_UNCLEAR", "Tulis Ya atau Tidak, atau kosongkan.")
    return said


def _day(row: Judged, name: str) -> str | None:
    day: dt.date | None = row.parsed(name, cells.day_of, "DATE_INVALID", BAD_DAY)
    return day.isoformat() if day else None


def _since(row: Judged, on: dt.date) -> str | None:
    day: dt.date | None = row.parsed("since", cells.day_of, "DATE_INVALID", BAD_DAY)
    if day is None:
        return None
    if not EARLIEST <= day <= on.replace(year=on.year + 1, day=min(on.day, 28)):
        row.fault(
            "since",
            "DATE_OUT_OF_RANGE",
            f"TMT jabatan {day:%d-%m-%Y} tidak masuk akal. Periksa tahunnya.",
        )
    return day.isoformat()


def _unit(row: Judged, known: Known) -> int | None:
    written = row.text("unit_id", most=100)
    name = row.text("unit_name", most=LONGEST_TITLE)
    if written:
        return _unit_by_id(row, known, written, name)
    if not name:
        row.fault(
            "unit_id" if row.heading.has("unit_id") else "unit_name",
            "UNIT_MISSING",
            "Unit kerja kosong. Isi UNOR ID atau nama unitnya.",
        )
        return None
    return _unit_by_name(row, known, name)


def _unit_by_id(row: Judged, known: Known, written: str, name: str) -> int | None:
    unit = known.by_id.get(written.casefold())
    if unit is None:
        row.fault(
            "unit_id",
            "UNIT_UNKNOWN",
            f"Unit “{written}” belum ada. Perbaiki ID-nya, atau impor daftar unit lebih dulu.",
        )
        return None
    ours, theirs = positions.title_key(unit.name), positions.title_key(name)
    if theirs and ours not in theirs and theirs not in ours:
        row.warn(
            "unit_name",
            "UNIT_NAME_DIFFERS",
            f"UNOR ID ini milik “{unit.name}”, bukan “{name}”. Yang dipakai ID-nya; periksa lagi.",
        )
    return unit.id


def _unit_by_name(row: Judged, known: Known, name: str) -> int | None:
    found = known.by_name.get(positions.title_key(name), [])
    if len(found) == 1:
        return found[0].id
    if found:
        message = (
            f"Ada {len(found)} unit bernama “{name}”. Isi UNOR ID supaya jelas unit yang mana."
        )
        row.fault("unit_name", "UNIT_AMBIGUOUS", message)
    else:
        message = f"Unit “{name}” belum ada. Perbaiki namanya, atau impor daftar unit lebih dulu."
        row.fault("unit_name", "UNIT_UNKNOWN", message)
    return None


def _superior(row: Judged) -> str | None:
    written = cells.text_of(row.cell("superior"))
    if not written:
        return None
    reading = normalize_nip(written)
    if reading.problem is not None:
        row.fault("superior", reading.problem.code, reading.problem.message)
    return reading.value


def _judge_person(row: Judged, on: dt.date) -> None:
    """Kind, NIP, birth date and sex must agree with each other."""
    reading = normalize_nip(cells.text_of(row.cell("nip")))
    rank = row.text("rank", most=60)
    kind = positions.kind_of(
        standing=_standing(row),
        employee_type=row.text("employee_type", most=100),
        rank=rank,
        nip=reading.value or "",
    )
    born, sex = _birth_date(row, on), _sex(row)
    if reading.problem is not None:
        row.fault("nip", reading.problem.code, reading.problem.message)
    if reading.value is not None:
        checked = check_nip(reading.value, kind=kind, on=on, birth_date=born, sex=sex)
        for problem in checked.problems:
            tell = row.warn if problem.is_warning else row.fault
            tell("nip", problem.code, problem.message)
        if checked.nip is not None:
            born, sex = born or checked.nip.birth_date, sex or checked.nip.sex
    row.values |= {
        "nip": reading.value,
        "kind": kind.value,
        "birth_date": born.isoformat() if born else None,
        "sex": sex.value if sex else None,
        "rank": _rank(row, rank),
    }


def _standing(row: Judged) -> str:
    said = row.text("standing", most=100)
    if positions.ENDED.search(positions.folded(said)):
        row.warn(
            "standing",
            "NOT_ACTIVE",
            f"Kedudukan hukumnya “{said}”. Hapus barisnya jika pegawai ini sudah tidak aktif.",
        )
    return said


def _birth_date(row: Judged, on: dt.date) -> dt.date | None:
    born: dt.date | None = row.parsed("birth_date", cells.day_of, "DATE_INVALID", BAD_DAY)
    if born is not None and not dt.date(1900, 1, 1) <= born < on:
        row.fault("birth_date", "DATE_OUT_OF_RANGE", "Tanggal lahir ini tidak masuk akal.")
    return born


def _sex(row: Judged) -> Sex | None:
    said = row.text("sex", most=20)
    sex = positions.sex_of(said)
    if said and sex is None:
        row.fault("sex", "SEX_UNKNOWN", "Tulis L atau P (laki-laki atau perempuan).")
    return sex


def _rank(row: Judged, written: str) -> str | None:
    if written in {"", "-"}:
        return None
    code = positions.rank_code(written)
    if code is None:
        row.warn(
            "rank",
            "RANK_UNKNOWN",
            f"Golongan “{written}” tidak dikenal dan dikosongkan. Tulis misalnya III/a, atau IX.",
        )
    return code


def _judge_position(row: Judged) -> None:
    title = row.values["title"]
    echelon = positions.echelon_of(row.text("echelon", most=40))
    said = row.text("job_group", most=100)
    group, guessed = positions.group_of(said=said, echelon=echelon, title=title)
    if guessed:
        row.warn(
            "job_group",
            "JOB_GROUP_GUESSED",
            f"Jenis jabatan “{said}” tidak cukup jelas; dicatat sebagai {group.title()}."
            " Isi kolom ESELON atau tulis Administrator, Pengawas, Pelaksana, atau Fungsional.",
        )
    row.values["job_group"] = group
    row.values["grade"] = positions.grade_of(echelon=echelon, group=group, title=title)


def _check_repeated(rows: list[Judged]) -> None:
    """Refuse all rows of a person who occurs twice with the same kind of position."""
    seen: dict[tuple[object, ...], list[Judged]] = defaultdict(list)
    for row in rows:
        values = row.values
        if values["nip"]:
            acting = values["placement_kind"] != "DEFINITIF"
            unit = values["unit_id"] if acting else None
            seen[values["nip"], values["placement_kind"], unit].append(row)
    for same in seen.values():
        if len(same) > 1:
            lines = ", ".join(str(row.line) for row in same)
            for row in same:
                message = f"NIP ini tertulis di baris {lines}. Sisakan satu baris yang benar."
                row.fault("nip", "NIP_REPEATED", message)


def _check_superiors(rows: list[Judged], known: Known) -> None:
    superior_of = {row.values["nip"]: row.values["superior"] for row in rows}
    for row in rows:
        nip, superior = row.values["nip"], row.values["superior"]
        if superior is None:
            continue
        if superior == nip:
            row.fault("superior", "OWN_SUPERIOR", "NIP atasan sama dengan NIP pegawai ini sendiri.")
        elif superior not in superior_of and superior not in known.nips:
            message = (
                "NIP atasan ini tidak ada di file dan belum terdaftar. Perbaiki atau kosongkan."
            )
            row.fault("superior", "SUPERIOR_UNKNOWN", message)
        elif _returns(nip, superior_of):
            message = (
                "Rantai atasan ini kembali ke pegawai yang sama. Perbaiki salah satu NIP atasan."
            )
            row.fault("superior", "SUPERIOR_CYCLE", message)


def _returns(nip: str | None, superior_of: dict[str | None, str | None]) -> bool:
    seen: set[str] = set()
    at = superior_of.get(nip)
    while at is not None and at not in seen:
        if at == nip:
            return True
        seen.add(at)
        at = superior_of.get(at)
    return False


def _find_heads(rows: list[Judged], known: Known) -> None:
    """The head bears the title that the unit gives its head; of two, the pengelola chooses."""
    candidates: dict[tuple[int, str], list[Judged]] = defaultdict(list)
    for row in rows:
        unit = known.by_key.get(row.values["unit_id"] or 0)
        if row.is_faulty or unit is None or row.values["is_head"] is False:
            continue
        named = unit.head_title and _same_title(row.values["title"], unit.head_title)
        if row.values["is_head"] or named:
            candidates[unit.id, row.values["placement_kind"]].append(row)
    for same in candidates.values():
        _choose(same)


def _choose(same: list[Judged]) -> None:
    said = [row for row in same if row.values["is_head"]]
    chosen = said or same
    for row in same:
        row.values["is_head"] = True if [row] == chosen else None
    if len(chosen) > 1:
        lines = ", ".join(str(row.line) for row in chosen)
        for row in chosen:
            row.warn(
                "is_head" if said else "title",
                "TWO_HEADS",
                f"Baris {lines} sama-sama kepala unit ini. Belum ada yang dicatat sebagai kepala;"
                " pilih satu di halaman unit, atau isi kolom KEPALA UNIT.",
            )


def _same_title(title: str, head_title: str) -> bool:
    acting = re.sub(r"^\s*(plt|plh)\b[.\s]*", "", title, flags=re.IGNORECASE)
    return positions.title_key(head_title) in {
        positions.title_key(title),
        positions.title_key(acting),
    }
