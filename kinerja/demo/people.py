"""Invented people: names of many origins, numbers, ranks, titles."""

from __future__ import annotations

import calendar
import datetime as dt
from random import Random
from typing import Any

from kinerja.demo.banks import names
from kinerja.demo.chance import pick
from kinerja.demo.shapes import Person
from regulation.ranks import rank_of

MALE_SHARE = 0.47
#: where two given names before the family's are usual, and how usual
TWO_NAMES, TWICE = {"Jawa", "Sunda", "Minang"}, 0.4
LONGEST_SERIAL = 999
#: education by post: what stands behind the name, and before it
DEGREES: dict[str, tuple[str, ...]] = {
    "JPT": ("M.Si.", "S.H., M.H.", "S.E., M.M.", "S.T., M.T.", "M.A.P."),
    "ADMINISTRATOR": ("S.Sos., M.Si.", "S.E., M.M.", "S.H.", "S.STP., M.Si.", "S.T.", "S.I.P."),
    "PENGAWAS": ("S.Sos.", "S.STP.", "S.E.", "S.I.P.", "S.A.P."),
    "PELAKSANA": ("", "", "A.Md.", "S.E.", "S.A.P.", "S.Sos.", "A.Md.Kom."),
    "Guru": ("S.Pd.", "S.Pd.", "S.Pd., M.Pd."),
    "Perawat": ("S.Kep., Ns.", "A.Md.Kep."),
    "Bidan": ("S.Tr.Keb.", "A.Md.Keb."),
    "Apoteker": ("S.Farm., Apt.",),
    "Nutrisionis": ("S.Gz.",),
    "Pranata Komputer": ("S.Kom.", "A.Md.Kom."),
    "Auditor": ("S.E., Ak.", "S.E."),
    "Administrator Database": ("S.Kom.", "S.Sos."),
    "JF": ("S.E.", "S.T.", "S.Sos.", "S.H.", "S.Si.", "S.K.M.", "S.A.P.", "M.Si."),
}
#: golongan ruang by kind of post or level
RANKS: dict[str, tuple[str, ...]] = {
    "II.a": ("IV/d",),
    "II.b": ("IV/b", "IV/c"),
    "III.a": ("IV/a", "IV/b"),
    "III.b": ("III/d", "IV/a"),
    "IV.a": ("III/b", "III/c", "III/d"),
    "Ahli Pertama": ("III/a", "III/b"),
    "Ahli Muda": ("III/c", "III/d"),
    "Ahli Madya": ("IV/a", "IV/b"),
    "Terampil": ("II/c", "II/d"),
    "Mahir": ("III/a", "III/b"),
    "Penyelia": ("III/c", "III/d"),
    "": ("II/b", "II/c", "II/d", "III/a", "III/b"),
}
#: years in service that such a rank takes about
SERVICE = {"II": 6, "III": 11, "IV": 23}
PPPK_GRADE = {"A": "VII", "S": "IX", "M": "X"}


class Registry:
    """Makes people whose numbers and addresses nobody else has."""

    def __init__(self, chance: Random, on: dt.date) -> None:
        self._chance = chance
        self._on = on
        self._numbers: set[str] = set()
        self._addresses: dict[str, int] = {}
        groups: list[dict[str, Any]] = names()["kelompok"]
        self._groups = [group for group in groups for _ in range(group["bobot"])]

    def person(self, *, title: str, group: str, grade: str, kind: str, joined: dt.date) -> Person:
        """Return somebody who fits a post; `joined` is set for those who are new this year."""
        chance = self._chance
        sex = "L" if chance.random() < MALE_SHARE else "P"
        name = self._name(sex)
        front, back = self._titles(title, group)
        is_pns = kind == "PNS"
        rank = pick(chance, RANKS[grade]) if is_pns else PPPK_GRADE.get(back[:1], "V")
        appointed = self._appointed(rank, is_pns=is_pns, joined=joined)
        birth = self._birth(appointed)
        middle = f"{appointed:%Y%m}" if is_pns else f"{appointed.year}21"
        nip = self._nip(f"{birth:%Y%m%d}{middle}", sex)
        since = None
        if is_pns and rank_of(rank):
            since = max(
                dt.date(appointed.year, appointed.month, 1), dt.date(self._on.year - 3, 4, 1)
            )
        return Person(
            kind=kind,
            name=name,
            front=front,
            back=back,
            sex=sex,
            birth=birth,
            nip=nip,
            rank=rank,
            rank_since=since,
            username=nip,
            email=self._address(name),
            ability=chance.gauss(0, 1),
        )

    def mayor(self) -> Person:
        """Return the mayor, who is no civil servant and has no number."""
        return Person(
            kind="PEJABAT_NEGARA",
            name="Hendra Wijaya Kusuma",
            front="H.",
            back="S.E., M.M.",
            sex="L",
            birth=None,
            nip=None,
            rank="",
            rank_since=None,
            username="walikota",
            email="walikota@kotalama.example",
        )

    def called(self, person: Person, name: str, front: str, back: str, sex: str) -> None:
        """Give somebody of the story a name of his or her own."""
        assert person.nip is not None
        person.name, person.front, person.back, person.sex = name, front, back, sex
        person.email = self._address(name)
        person.nip = person.username = self._nip(person.nip[:14], sex)

    def _name(self, sex: str) -> str:
        chance = self._chance
        group = pick(chance, self._groups)
        last = group.get("belakang_P", group["belakang"]) if sex == "P" else group["belakang"]
        given = pick(chance, group[sex])
        second = pick(chance, group[sex])
        is_double = second != given and group["nama"] in TWO_NAMES and chance.random() < TWICE
        middle = f" {second}" if is_double else ""
        family = pick(chance, last)
        return f"{given}{middle} {family}" if family not in {given, second} else given + middle

    def _titles(self, title: str, group: str) -> tuple[str, str]:
        chance = self._chance
        if title.startswith("Dokter Gigi"):
            return "drg.", ""
        if title.startswith("Dokter"):
            return "dr.", "Sp.PD." if "Spesialis" in title else ""
        known = next((key for key in DEGREES if title.startswith(key)), group)
        back = pick(chance, DEGREES.get(known, DEGREES["JF"]))
        front = pick(chance, ("Drs.", "Ir.", "Dr.", "", "", "")) if group == "JPT" else ""
        return front, back

    def _appointed(self, rank: str, *, is_pns: bool, joined: dt.date) -> dt.date:
        chance = self._chance
        if joined.year == self._on.year:
            return joined
        if not is_pns:
            return dt.date(self._on.year - 1 - int(chance.random() * 4), 1, 1)
        years = SERVICE[rank.partition("/")[0]] + int(chance.random() * 7) - 3
        return dt.date(self._on.year - years, pick(chance, (1, 2, 3, 4, 12)), 1)

    def _birth(self, appointed: dt.date) -> dt.date:
        """Old enough when appointed, and not yet at the age of retirement."""
        chance = self._chance
        oldest = self._on.year - 57
        year = max(appointed.year - 22 - int(chance.random() * 9), oldest)
        month = 1 + int(chance.random() * 12)
        return dt.date(year, month, 1 + int(chance.random() * calendar.monthrange(year, month)[1]))

    def _nip(self, start: str, sex: str) -> str:
        start += "1" if sex == "L" else "2"
        serial = 1 + int(self._chance.random() * 9)
        while f"{start}{serial:03d}" in self._numbers:
            serial = serial % LONGEST_SERIAL + 1
        self._numbers.add(f"{start}{serial:03d}")
        return f"{start}{serial:03d}"

    def _address(self, name: str) -> str:
        words = name.lower().replace("'", "").split()
        plain = ".".join([words[0], words[-1]] if len(words) > 1 else words)
        before = self._addresses.get(plain, 0)
        self._addresses[plain] = before + 1
        return f"{plain}{before + 1 if before else ''}@kotalama.example"
