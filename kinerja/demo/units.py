"""The tree of Kotalama: which units a city of so many people has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import zip_longest

from kinerja.demo.banks import OfficeTexts, UnitTexts, names, offices
from kinerja.demo.shapes import DemoUnit

#: what a small city has; from the first to the last all roles can be shown in it
CORE = (
    ("setda", "Bagian Organisasi"),
    ("inspektorat", "Inspektur Pembantu I"),
    ("bkpsdm", "Bidang Penilaian Kinerja Aparatur dan Penghargaan"),
    ("dukcapil", "Sekretariat"),
    ("dukcapil", "Bidang Pelayanan Pendaftaran Penduduk"),
    ("dukcapil", "Bidang Pelayanan Pencatatan Sipil"),
)
FLAT = ("kecamatan", "kelurahan", "puskesmas", "sd", "smp")
OPD_TYPES = {"SETDA", "SETWAN", "INSPEKTORAT", "DINAS", "BADAN", "SATPOLPP", "KECAMATAN", "RSUD"}
HEADS = {
    "SETDA": "Sekretaris Daerah",
    "SETWAN": "Sekretaris DPRD",
    "INSPEKTORAT": "Inspektur Daerah",
    "RSUD": "Direktur RSUD Kotalama",
}
#: how many people more than one a unit takes of the rest
WEIGHTS = {"BIDANG": 5, "SEKRETARIAT": 6, "BAGIAN": 5, "SEKSI": 3, "KELURAHAN": 4, "PUSKESMAS": 20}
SCHOOL_WEIGHTS = {"sd": 8, "smp": 16}
HOSPITAL_WEIGHT = 30
#: the rest of the staff may not be fewer than this many times the heads
HEADS_SHARE = 0.3
#: how many people there are for each place of a kind, and the most places
PLACES = {
    "kecamatan": (220, 8),
    "kelurahan": (55, 40),
    "puskesmas": (130, 20),
    "sd": (70, 110),
    "smp": (180, 28),
}
ASSISTANTS = {
    "Bagian Hukum": 0,
    "Bagian Tata Pemerintahan": 0,
    "Bagian Kesejahteraan Rakyat": 0,
    "Bagian Pengadaan Barang dan Jasa": 1,
    "Bagian Organisasi": 2,
    "Bagian Umum": 2,
}


class Tree:
    """Grows the units in the order of their importance, as far as the people reach."""

    def __init__(self, employees: int) -> None:
        self.employees = employees
        self.units: list[DemoUnit] = []
        self.by_key: dict[str, DemoUnit] = {}
        self.root = self._add("root", UnitTexts("PEMKOT", "Pemerintah Kota Kotalama"), None)

    def grow(self) -> list[DemoUnit]:
        """Return all units, parents before their children."""
        for office, name in CORE:
            self.unit(office, name)
        for kind in FLAT[:4]:
            self.place(kind, 0)
        for step in self._wishes():
            if len(self.units) >= self.employees * HEADS_SHARE:
                break
            step()
        return self.units

    def _wishes(self) -> Iterator[Callable[[], object]]:
        """What a larger city has besides, most important first: in turns of all kinds."""
        kinds = [
            [partial(self.place, kind, no) for no in range(self._places(kind))] for kind in FLAT
        ]
        for turn in zip_longest(*self._offices(), *kinds):
            yield from filter(None, turn)

    def _offices(self) -> list[list[Callable[[], object]]]:
        plans = [office for office in offices().values() if office.key not in (*FLAT, "umum")]
        return [
            [
                partial(self.unit, office.key, "Sekretariat"),
                *(partial(self.unit, office.key, unit.name) for unit in office.units),
            ]
            for office in plans
        ]

    def _places(self, kind: str) -> int:
        people, most = PLACES[kind]
        return max(1, min(most, round(self.employees / people)))

    def office(self, key: str) -> DemoUnit:
        """Return an office, made when it is first asked for."""
        if key not in self.by_key:
            texts = offices()[key].own
            made = self._add(key, texts, self.root)
            made.supervising = None if key == "setda" else self.office("setda")
        return self.by_key[key]

    def unit(self, office: str, name: str) -> DemoUnit:
        """Return a unit of an office."""
        key = f"{office}/{name}"
        if key in self.by_key:
            return self.by_key[key]
        above = self.office(office)
        if name == "Sekretariat":
            if office in {"setda", "setwan", "rsud"}:
                return above
            return self._add(key, offices()["umum"].units[0], above)
        texts = next(unit for unit in offices()[office].units if unit.name == name)
        if office == "setda" and name in ASSISTANTS and self.employees >= PLACES["smp"][0] * 2:
            assistants = [unit for unit in offices()["setda"].units if unit.type == "LAINNYA"]
            above = self.unit("setda", assistants[ASSISTANTS[name]].name)
        return self._add(key, texts, above)

    def place(self, kind: str, no: int) -> DemoUnit:
        """Return the kecamatan, kelurahan, puskesmas or school of this number."""
        key = f"{kind}/{no}"
        if key in self.by_key:
            return self.by_key[key]
        texts = offices()[kind]
        made = self._add(key, texts.own, self._above(kind, no), self._name_of(kind, no))
        if kind == "kecamatan":
            made.supervising = self.office("setda")
            for unit in self._district_units(texts):
                self._add(f"{key}/{unit.name}", unit, made, made.place)
        return made

    def _district_units(self, texts: OfficeTexts) -> list[UnitTexts]:
        """A kecamatan has its units at once, but none in the smallest city."""
        small = self.employees < PLACES["smp"][0]
        return [] if small else [offices()["umum"].units[0], *texts.units]

    def _above(self, kind: str, no: int) -> DemoUnit:
        if kind == "kecamatan":
            return self.root
        if kind == "kelurahan":
            return self.place("kecamatan", no % self._places("kecamatan"))
        return self.office("kesehatan" if kind == "puskesmas" else "pendidikan")

    def _name_of(self, kind: str, no: int) -> str:
        if kind in {"sd", "smp"}:
            return f"{no + 1} Kotalama"
        places: list[str] = names()["kecamatan" if kind == "kecamatan" else "kota"]
        return places[no % len(places)]

    def _add(
        self, key: str, texts: UnitTexts, parent: DemoUnit | None, place: str = ""
    ) -> DemoUnit:
        office = self._office_name(parent, texts, place)
        name = texts.name.replace("{tempat}", place).replace("{kantor}", office)
        made = DemoUnit(
            key=key,
            type=texts.type,
            name=name,
            head_title=_head_title(texts.type, name, office),
            office=office,
            texts=texts,
            parent=parent,
            place=place,
            weight=_weight(key, texts.type),
            is_opd=texts.type in OPD_TYPES,
        )
        self.units.append(made)
        self.by_key[key] = made
        return made

    def _office_name(self, parent: DemoUnit | None, texts: UnitTexts, place: str) -> str:
        if parent is None or parent.parent is None:
            return texts.name.replace("{tempat}", place)
        return parent.opd.name


def _head_title(kind: str, name: str, office: str) -> str:
    if kind == "PEMKOT":
        return "Wali Kota"
    if kind in HEADS:
        return HEADS[kind]
    if kind == "SEKRETARIAT":
        return f"Sekretaris {office}"
    if kind == "KECAMATAN":
        return name.replace("Kecamatan", "Camat")
    if kind == "KELURAHAN":
        return name.replace("Kelurahan", "Lurah")
    # an Asisten and an Inspektur Pembantu are called like their unit
    return name if name.startswith(("Asisten", "Inspektur")) else f"Kepala {name}"


def _weight(key: str, kind: str) -> int:
    office = key.partition("/")[0]
    if office == "rsud":
        return HOSPITAL_WEIGHT if kind in {"BIDANG", "BAGIAN"} else 0
    return SCHOOL_WEIGHTS.get(office) or WEIGHTS.get(kind, 0)
