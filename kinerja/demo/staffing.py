"""Who works where: heads, an acting head, a vacancy, staff, and the people of the story."""

from __future__ import annotations

import datetime as dt
from random import Random

from kinerja.demo.banks import UnitTexts, offices
from kinerja.demo.chance import pick
from kinerja.demo.people import Registry
from kinerja.demo.shapes import City, DemoUnit, Person, Post, StoredLine
from kinerja.demo.units import Tree
from kinerja.demo.voice.serving import offices_with_services

REGISTRATION = "dukcapil/Bidang Pelayanan Pendaftaran Penduduk"
CIVIL = "dukcapil/Bidang Pelayanan Pencatatan Sipil"
CIVIL_SECRETARIAT = "dukcapil/Sekretariat"
RESEARCH = "bappeda/Bidang Penelitian dan Inovasi"
ORGANIZATION = "setda/Bagian Organisasi"
GRADING = "bkpsdm/Bidang Penilaian Kinerja Aparatur dan Penghargaan"
AUDIT = "inspektorat/Inspektur Pembantu I"
#: each member of the team of the story stands at another stage
TEAM = (
    "pegawai",
    "ditinjau",
    "berbukti",
    "diri",
    "diputus",
    "selesai",
    "dikembalikan",
    "diri-draf",
)
ABLE = (("Ahli Pertama", 55), ("Ahli Muda", 35), ("Ahli Madya", 10))
SKILLED = (("Terampil", 50), ("Mahir", 35), ("Penyelia", 15))
GRADES = {"JPT": "II.b", "ADMINISTRATOR": "III.b", "PENGAWAS": "IV.a"}
PPPK_SHARE, PART_TIME_SHARE, NEW_SHARE = 0.2, 0.03, 0.02
STORY_ABILITY = 0.6
#: people of the story: unit, place among the staff (None: the head), name, titles, sex
STORY: tuple[tuple[str, int | None, str, str, str, str], ...] = (
    ("setda", None, "Rahmat Hidayat", "Drs.", "M.Si.", "L"),
    ("dukcapil", None, "Ratna Anggraini", "", "S.Sos., M.Si.", "P"),
    (REGISTRATION, None, "Hadi Prasetyo", "", "S.Kom., M.M.", "L"),
    (REGISTRATION, 0, "Sari Wulandari", "", "S.Kom.", "P"),
    (CIVIL_SECRETARIAT, 0, "Yohana Simanjuntak", "", "S.A.P.", "P"),
    (GRADING, 0, "Zulkifli Chaniago", "", "S.Psi., M.Si.", "L"),
    (ORGANIZATION, 0, "Retno Kusumawardani", "", "S.Psi., M.Psi., Psikolog", "P"),
    (AUDIT, 0, "Meilani Tanuwijaya", "", "S.E., Ak.", "P"),
)


def staff_city(*, employees: int, on: dt.date, chance: Random) -> City:
    """Return the city with exactly so many people in it."""
    tree = Tree(employees)
    return Staffing(tree, on, chance).fill()


def survey_admins(city: City) -> dict[str, Person]:
    """Return who administers surveys, by key of the OPD; that of the whole city under ""."""
    served = offices_with_services()
    found = {}
    for unit in city.units:
        if unit.key == ORGANIZATION:
            found[""] = unit.staff[-1].person
        elif unit.type == "SEKRETARIAT" and unit.staff and unit.opd.key.partition("/")[0] in served:
            found[unit.opd.key] = unit.staff[-1].person
    return found


class Staffing:
    """Fills the units of a tree with people."""

    def __init__(self, tree: Tree, on: dt.date, chance: Random) -> None:
        self.units = tree.grow()
        self.by_key = tree.by_key
        self.left = tree.employees
        self.on, self.chance = on, chance
        self.city = City(units=self.units)
        self.registry = Registry(chance, on)
        self.long_ago = dt.date(on.year - 2, 1, 2)

    def fill(self) -> City:
        vacant = self.by_key.get(RESEARCH, self.by_key[ORGANIZATION])
        acting = self._acted()
        for unit in self.units:
            if unit is not vacant and unit not in acting:
                self._head(unit)
        self._staff()
        for unit, deputy in acting.items():
            if deputy.head:
                self._act(unit, deputy.head)
        self._story()
        self._dissolve()
        return self.city

    def _acted(self) -> dict[DemoUnit, DemoUnit]:
        """Units whose head is missing, with the unit whose head stands in."""
        found = {self.by_key[CIVIL]: self.by_key[CIVIL_SECRETARIAT]}
        if "kelurahan/1" in self.by_key:
            found[self.by_key["kelurahan/1"]] = self.by_key["kelurahan/0"]
        return found

    def _head(self, unit: DemoUnit) -> None:
        group, grade = _head_group(unit)
        if unit.parent is None:
            person = self.registry.mayor()
        else:
            since = self.long_ago
            title = (
                "Guru" if unit.type == "SEKOLAH" else "Dokter" if unit.type == "PUSKESMAS" else ""
            )
            person = self.registry.person(
                title=title, group=group, grade=grade, kind="PNS", joined=since
            )
        post = self._place(person, unit, unit.head_title, group, grade, is_head=True)
        unit.head = post

    def _place(
        self, person: Person, unit: DemoUnit, title: str, group: str, grade: str, *, is_head: bool
    ) -> Post:
        post = Post(
            person=person,
            unit=unit,
            title=title,
            group=group,
            since=self.long_ago,
            is_head=is_head,
            grade=grade,
            decree=f"821/{len(self.city.posts) + 101}/BKPSDM/{self.long_ago.year}",
        )
        person.post = post
        self.city.people.append(person)
        self.city.posts.append(post)
        self.left -= 1
        return post

    def _act(self, unit: DemoUnit, deputy: Post) -> None:
        group, grade = _head_group(unit)
        unit.acting = Post(
            person=deputy.person,
            unit=unit,
            title=unit.head_title,
            group=group,
            grade=grade,
            since=dt.date(self.on.year - 1, 12, 15),
            is_head=True,
            kind="PLT",
            decree=f"800.1/{unit.id + 77}/BKPSDM/{self.on.year - 1}",
        )
        self.city.posts.append(unit.acting)

    def _staff(self) -> None:
        """Everybody who is left: the team of the story, one for each unit, the rest by weight."""
        team = self.by_key[REGISTRATION]
        for place in range(min(len(TEAM), self.left - len(self.units) // 2)):
            self._member(team, place)
        takers = [unit for unit in self.units if unit.weight and unit is not team]
        for unit in takers:
            if self.left:
                self._member(unit, len(unit.staff))
        wanted = [unit for unit in takers for _ in range(unit.weight)]
        self.chance.shuffle(wanted)
        while self.left:
            for unit in wanted[: self.left]:
                self._member(unit, len(unit.staff))

    def _member(self, unit: DemoUnit, place: int) -> None:
        is_team = unit.key == REGISTRATION and place < len(TEAM)
        code, name = self._post_of(unit, place, is_first=is_team and place == 0)
        group, grade, title = self._level(code, name)
        kind = self._kind(group, unit, is_safe=place == 0 or is_team)
        story = TEAM[place] if is_team else ""
        is_new = story in {"ditinjau", "dikembalikan"}
        is_new = is_new or (place > 0 and not is_team and self.chance.random() < NEW_SHARE)
        kind = "PPPK" if is_new else kind
        since = self.on - dt.timedelta(days=38 + int(self.chance.random() * 20))
        joined = since.replace(day=1) if is_new else self.long_ago
        person = self.registry.person(
            title=title, group=group, grade=grade, kind=kind, joined=joined
        )
        post = self._place(person, unit, title, group, grade, is_head=False)
        post.story, post.is_new, post.index = story, is_new, place
        if is_new:
            post.since = joined
        unit.staff.append(post)

    def _post_of(self, unit: DemoUnit, place: int, *, is_first: bool) -> tuple[str, str]:
        if is_first:
            return "JA1", "Pranata Komputer"
        posts = _texts_of_staff(unit).posts
        return posts[place % len(posts)]

    def _level(self, code: str, name: str) -> tuple[str, str, str]:
        """Return job group, grade and the whole title."""
        if code == "PL":
            return "PELAKSANA", "", name
        if code == "JA1":
            return "JF", "Ahli Pertama", f"{name} Ahli Pertama"
        levels = ABLE if code == "JA" else SKILLED
        grade = pick(self.chance, [level for level, weight in levels for _ in range(weight)])
        return "JF", grade, f"{name} {grade}"

    def _kind(self, group: str, unit: DemoUnit, *, is_safe: bool) -> str:
        drawn = self.chance.random()
        if is_safe or drawn > PPPK_SHARE + PART_TIME_SHARE:
            return "PNS"
        is_part = group == "PELAKSANA" and unit.type != "SEKOLAH" and drawn < PART_TIME_SHARE
        return "PPPK_PARUH_WAKTU" if is_part else "PPPK"

    def _story(self) -> None:
        for key, place, name, front, back, sex in STORY:
            unit = self.by_key[key]
            post = unit.head if place is None else unit.staff[place]
            assert post is not None
            self.registry.called(post.person, name, front, back, sex)
            post.person.ability = STORY_ABILITY
        helper, lead = self.by_key[CIVIL].staff[0], self.by_key[REGISTRATION].head
        assert lead is not None
        helper.story = "belum"
        helper.is_new, helper.since = False, self.long_ago
        self.city.exceptions.append(
            StoredLine(
                post=helper,
                evaluator=lead,
                since=dt.date(self.on.year, 1, 1),
                reason="Bekerja penuh dalam tim antrean daring lintas bidang",
                document_no=f"800.1.3/214/DUKCAPIL/{self.on.year - 1}",
            )
        )

    def _dissolve(self) -> None:
        """Last year there was one more bidang; two people came from it."""
        into = self.by_key[REGISTRATION]
        office = self.by_key["dukcapil"]
        name = "Bidang Pemanfaatan Data dan Inovasi Pelayanan"
        gone = DemoUnit(
            key="dukcapil/dissolved",
            type="BIDANG",
            name=name,
            head_title=f"Kepala {name}",
            office=office.name,
            texts=into.texts,
            parent=office,
            successor=into,
            until=dt.date(self.on.year, 1, 1),
        )
        self.units.append(gone)
        movers = [post for post in into.staff if not post.is_new and post.story != "pegawai"]
        for post in movers[:2]:
            before = Post(
                person=post.person,
                unit=gone,
                title=post.title,
                group=post.group,
                grade=post.grade,
                since=self.long_ago,
                until=gone.until,
                decree=f"821/88/BKPSDM/{self.long_ago.year}",
            )
            post.since = dt.date(self.on.year, 1, 1)
            self.city.posts.append(before)


def _texts_of_staff(unit: DemoUnit) -> UnitTexts:
    """Return the posts and results of the staff: those of the unit, or those every office has."""
    return unit.texts if unit.texts.posts else offices()["umum"].units[0]


def _head_group(unit: DemoUnit) -> tuple[str, str]:
    """Return job group and grade of the head of a unit."""
    if unit.type in {"SEKOLAH", "PUSKESMAS"}:
        return "JF", "Ahli Madya"
    if unit.type == "SETDA":
        return "JPT", "II.a"
    if unit.type in {"KELURAHAN", "SEKSI"}:
        return "PENGAWAS", "IV.a"
    if unit.type == "KECAMATAN" or (unit.parent and unit.parent.is_opd and unit.type == "BAGIAN"):
        return "ADMINISTRATOR", "III.a"
    if unit.type in {"SEKRETARIAT", "BIDANG", "BAGIAN"}:
        return "ADMINISTRATOR", "III.b"
    return "JPT", GRADES["JPT"]
