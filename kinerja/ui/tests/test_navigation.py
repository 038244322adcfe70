from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from kinerja.foundation.actor import Role
from kinerja.ui import navigation
from kinerja.ui.navigation import Item, items_for, standing_of
from kinerja.ui.tests.pages import asked, person

PATHS = {
    "dashboards:home": "/",
    "plans:plan_list": "/skp",
    "plans:team": "/skp/tim",
    "ui:help": "/bantuan",
}


@pytest.fixture(autouse=True)
def every_page_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    def path(name: str) -> str:
        return PATHS.get(name, "/" + name.replace(":", "/"))

    monkeypatch.setattr(navigation, "has_url", lambda name: True)
    monkeypatch.setattr(navigation, "url", path)
    for kept in (navigation._items, navigation._paths, navigation._draw):
        kept.cache_clear()


@pytest.fixture(autouse=True)
def nothing_is_kept() -> Iterator[None]:
    yield
    for kept in (navigation._items, navigation._paths, navigation._draw):
        kept.cache_clear()


def labels(*roles: Role, **more: Any) -> list[str]:
    return [item.label for item in items_for(person(*roles, **more))]


def test_an_employee_sees_what_is_theirs() -> None:
    own = ["SKP saya", "Progres", "Umpan balik", "Dialog kinerja", "Hasil", "Pengembangan"]

    assert labels() == ["Beranda", *own, "Bantuan"]


def test_an_evaluator_also_sees_the_team() -> None:
    assert {"Tim saya", "Penilaian"} <= set(labels(evaluates=[4]))


def test_a_head_also_sees_how_far_the_unit_is() -> None:
    assert "Kemajuan" in labels(units_headed=[2])
    assert "Kemajuan" not in labels()


def test_an_auditor_reads_the_trail_and_manages_nothing() -> None:
    found = labels(Role.AUDITOR)

    assert {"Kemajuan", "Jejak audit", "Pegawai", "Perangkat daerah"} <= set(found)
    assert not {"Tahun kinerja", "Impor", "Kode akun", "Pengaturan"} & set(found)


def test_who_manages_a_unit_sees_people_but_not_the_settings() -> None:
    found = labels(Role.PENGELOLA_OPD)

    assert {"Pegawai", "Tahun kinerja"} <= set(found)
    assert not {"Impor", "Peran", "Pengaturan"} & set(found)


def test_who_manages_the_city_gives_codes_but_no_roles() -> None:
    found = labels(Role.PENGELOLA_KOTA)

    assert {"Pegawai", "Impor", "Kode akun"} <= set(found)
    assert not {"Peran", "Pengaturan"} & set(found)


def test_who_administers_surveys_has_all_that_citizens_say() -> None:
    voice = ["Layanan", "Kepuasan", "Aduan", "Tindak lanjut"]
    for role in (Role.ADMIN_SKM, Role.PENGELOLA_KOTA):
        assert [label for label in labels(role) if label in voice] == voice
    for role in (Role.AUDITOR, Role.PENGELOLA_OPD):
        assert [label for label in labels(role) if label in voice] == ["Kepuasan"]
    head = labels(units_headed=[1])
    assert [label for label in head if label in voice] == ["Kepuasan", "Tindak lanjut"]
    assert not set(voice) & set(labels(evaluates=[1]))


@pytest.mark.parametrize(
    ("path", "admin", "head"),
    [
        ("/loket/3/kode/", "services:service_list", "surveys:overview"),
        ("/layanan/3/", "surveys:overview", "surveys:overview"),
        ("/kertas/3/", "surveys:overview", "surveys:overview"),
    ],
)
def test_pages_about_a_counter_lie_below_what_one_has(path: str, admin: str, head: str) -> None:
    assert navigation.current(standing_of(person(Role.ADMIN_SKM)), path) == admin
    assert navigation.current(standing_of(person(units_headed=[1])), path) == head
    assert navigation.current(standing_of(person()), path) == ""


def test_an_administrator_without_an_employee_has_no_plan() -> None:
    found = labels(Role.ADMINISTRATOR, employee_id=None)

    assert found == ["Beranda", "Kode akun", "Peran", "Jaringan kantor", "Pengaturan", "Bantuan"]


def test_a_page_that_does_not_exist_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "has_url", lambda name: name == "ui:help")

    assert items_for(person()) == [Item("ui:help", "Bantuan", "help", "foot")]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "dashboards:home"),
        ("/skp", "plans:plan_list"),
        ("/skp/12/ubah", "plans:plan_list"),
        ("/skp/tim", "plans:team"),
        ("/skp-lain", ""),
        ("/apresiasi/", "coaching:feedback_list"),
        ("/konseling/minta/", "dialogue:session_list"),
        ("/bimbingan/baru/4/", "dialogue:overview"),
        ("/tidak-ada", ""),
    ],
)
def test_the_longest_path_says_where_one_is(path: str, name: str) -> None:
    assert navigation.current(standing_of(person(evaluates=[1])), path) == name


def test_those_who_stand_alike_get_the_same_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    drawings: list[str] = []

    def get_template(name: str) -> SimpleNamespace:
        def render(context: dict[str, object]) -> str:
            drawings.append(name)
            return name

        return SimpleNamespace(template=SimpleNamespace(render=render))

    fake = SimpleNamespace(get_template=get_template)
    monkeypatch.setattr(navigation, "engines", {"jinja2": fake})

    for name in ("Ratna", "Andi"):
        navigation.rail(asked("/skp/7", person(name=name)))
    navigation.bottom_bar(asked("/skp/7", person()))

    assert drawings == ["ui/rail.html", "ui/bottom_bar.html"]


def test_the_bell_leads_nowhere_until_there_is_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert navigation.inbox() == "/notifications/notification_list"

    monkeypatch.setattr(navigation, "has_url", lambda name: False)

    assert navigation.inbox() == ""


def test_the_bar_of_the_mayor_says_each_way_in_a_word_or_two() -> None:
    mayor = person(is_official=True, evaluates=[1])

    bar = str(navigation.bottom_bar(asked("/", mayor)))

    assert re.findall(r"</svg>([^<]+)</a>", bar)[:3] == ["Beranda", "Umpan balik", "Dialog"]
