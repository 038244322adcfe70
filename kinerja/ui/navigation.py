"""Where a person may go: drawn once per (roles, place) and kept in the process."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

from django.http import HttpRequest
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from markupsafe import Markup

from kinerja.foundation.actor import Actor, Role
from kinerja.ui.format import has_url, url

MANAGERS = frozenset({Role.PENGELOLA_KOTA, Role.PENGELOLA_OPD})
PHONE = 3  # and "Lainnya" as the fourth


class Item(NamedTuple):
    """One way to go: url name, label, icon, and the group of the rail in which it stands."""

    name: str
    label: str
    icon: str
    place: str


class Standing(NamedTuple):
    """All that decides which items a person sees: equal for thousands of people."""

    roles: frozenset[Role]
    is_employee: bool
    is_evaluator: bool
    is_head: bool
    is_official: bool = False


HOME = Item("dashboards:home", "Beranda", "home", "")
OWN = (
    Item("plans:plan_list", "SKP saya", "plan", "Kinerja saya"),
    Item("evidence:progress", "Progres", "progress", "Kinerja saya"),
    Item("coaching:feedback_list", "Umpan balik", "feedback", "Kinerja saya"),
    Item("dialogue:session_list", "Dialog kinerja", "dialog", "Kinerja saya"),
    Item("evaluations:result_list", "Hasil", "award", "Kinerja saya"),
    Item("growth:strengths", "Pengembangan", "bulb", "Kinerja saya"),
)
#: who has no SKP has none of these: a state official assesses and is not assessed here
OF_A_PLAN = frozenset({"plans:plan_list", "evidence:progress", "evaluations:result_list"})
TEAM = (
    Item("plans:team", "Tim saya", "team", "Tim"),
    Item("evaluations:rating_list", "Penilaian", "scales", "Tim"),
    Item("dialogue:overview", "Pembinaan", "people", "Tim"),
)
CASES = Item("counseling:case_list", "Konseling", "lock", "Pengelolaan")
STAGES = Item("dashboards:stages", "Kemajuan", "grid", "Pemantauan")
RATED_UNITS = Item("evaluations:organization", "Capaian organisasi", "flag", "Pemantauan")
AUDIT = Item("dashboards:audit", "Jejak audit", "history", "Pemantauan")
#: whoever audits comes to a plan or a rating by its person
AUDITED = (
    Item("organization:people", "Pegawai", "people", "Pemantauan"),
    Item("organization:units", "Perangkat daerah", "building", "Pemantauan"),
)
MANAGING = (
    Item("organization:people", "Pegawai", "people", "Pengelolaan"),
    Item("organization:units", "Perangkat daerah", "building", "Pengelolaan"),
    Item("cycles:year_list", "Tahun kinerja", "calendar", "Pengelolaan"),
)
SERVICES = Item("services:service_list", "Layanan", "counter", "Layanan publik")
SATISFACTION = Item("surveys:overview", "Kepuasan", "smile", "Layanan publik")
COMPLAINTS = Item("complaints:complaint_list", "Aduan", "feedback", "Layanan publik")
IMPROVEMENTS = Item("improvements:improvement_list", "Tindak lanjut", "progress", "Layanan publik")
WINDOWS = Item("anonymous:window_list", "Masukan anonim", "lock", "Pengelolaan")
IMPORTS = Item("organization:imports", "Impor", "upload", "Pengelolaan")
CODES = Item("organization:codes", "Kode akun", "key", "Pengelolaan")
GRANTS = Item("organization:grants", "Peran", "team", "Pengelolaan")
SETTINGS = Item("city:settings", "Pengaturan", "settings", "Pengelolaan")
NETWORKS = Item("surveys:networks", "Jaringan kantor", "building", "Pengelolaan")
#: behind the avatar: (url name, label, icon)
ACCOUNT = (
    ("organization:profile", "Profil dan tampilan", "people"),
    ("notifications:preference", "Pengingat dan jam tenang", "bell"),
    ("accounts:change_password", "Ganti kata sandi", "key"),
    ("dashboards:readings", "Siapa melihat data saya", "eye"),
    ("accounts:privacy", "Pemberitahuan privasi", "lock"),
    ("accounts:sign_out", "Keluar", "exit"),
)
#: the list of what happened, behind the bell
INBOX = "notifications:notification_list"
HELP = Item("ui:help", "Bantuan", "help", "foot")


def standing_of(actor: Actor) -> Standing:
    """Return what of a person decides the navigation."""
    return Standing(
        actor.roles,
        actor.employee_id is not None,
        actor.is_evaluator,
        actor.is_head,
        actor.is_official,
    )


def items_for(actor: Actor) -> list[Item]:
    """Return the pages this person may open, in the order in which they are drawn."""
    return list(_items(standing_of(actor)))


@cache
def _items(person: Standing) -> tuple[Item, ...]:
    items = [HOME]
    if person.is_employee:
        items += [item for item in OWN if not (person.is_official and item.name in OF_A_PLAN)]
    if person.is_evaluator:
        items += TEAM
    if person.is_head or person.roles & (MANAGERS | {Role.AUDITOR}):
        items.append(STAGES)
    if person.is_head or Role.PENGELOLA_KOTA in person.roles:
        items.append(RATED_UNITS)
    if person.roles & (MANAGERS | {Role.AUDITOR}):
        items.append(AUDIT)
    if Role.AUDITOR in person.roles and not person.roles & MANAGERS:
        items += AUDITED
    items += _serving(person)
    items += _managing(person.roles)
    return tuple(item for item in (*items, HELP) if has_url(item.name))


def _serving(person: Standing) -> list[Item]:
    """Return what leads to the citizen's voice: one page for whoever only reads what it says.

    Heads plan what is changed, too; they come to services and complaints from what citizens say.
    """
    if person.roles & {Role.ADMIN_SKM, Role.PENGELOLA_KOTA}:
        return [SERVICES, SATISFACTION, COMPLAINTS, IMPROVEMENTS]
    if person.is_head:
        return [SATISFACTION, IMPROVEMENTS]
    return [SATISFACTION] if person.roles & {Role.PENGELOLA_OPD, Role.AUDITOR} else []


def _managing(roles: frozenset[Role]) -> list[Item]:
    items = [CASES] if Role.KONSELOR in roles else []
    items += (*MANAGING, WINDOWS) if roles & MANAGERS else ()
    if Role.PENGELOLA_KOTA in roles:
        items.append(IMPORTS)
    if roles & (MANAGERS | {Role.ADMINISTRATOR}):
        items.append(CODES)
    if Role.ADMINISTRATOR in roles:
        items += [GRANTS, NETWORKS, SETTINGS]
    return items


#: pages about one thing, and the list from which people come to them
BELOW = (
    (re.compile(r"/evaluasi/\d+/(nilai|tetapkan)/"), "evaluations:rating_list"),
    (re.compile(r"/evaluasi/\d+/diri/"), "evaluations:result_list"),
    (re.compile(r"/skp/\d+/tinjau/"), "plans:team"),
    (re.compile(r"/pengembangan/\d+/"), "plans:team"),
    (re.compile(r"/(dialog|bimbingan)/baru/\d+/"), "dialogue:overview"),
)
#: pages without an item of their own, and the one from which people come to them
BESIDE = (
    (re.compile(r"/(apresiasi|masukan-anonim)/"), "coaching:feedback_list"),
    (re.compile(r"/(bimbingan|konseling)/"), "dialogue:session_list"),
    (re.compile(r"/loket/"), "services:service_list"),
    (re.compile(r"/(layanan|loket|kertas|aduan|tindak-lanjut)/"), "surveys:overview"),
)


def current(person: Standing, path: str) -> str:
    """Return the name of the item whose path is the longest beginning of this one."""
    for pattern, name in BELOW:
        if pattern.match(path):
            return name
    best, length = "", 0
    for name, start in _paths(person):
        inside = path == start or (start != "/" and path.startswith(start.rstrip("/") + "/"))
        if inside and len(start) > length:
            best, length = name, len(start)
    return best or next((name for name in _beside(path) if name in dict(_paths(person))), "")


def _beside(path: str) -> list[str]:
    return [name for pattern, name in BESIDE if pattern.match(path)]


@cache
def _paths(person: Standing) -> tuple[tuple[str, str], ...]:
    return tuple((item.name, url(item.name)) for item in _items(person))


def inbox() -> str:
    """Return where the bell leads; nowhere until that page exists."""
    return url(INBOX) if has_url(INBOX) else ""


def rail(request: HttpRequest) -> Markup:
    """Return the rail of the person who asks; drawn once for all who stand alike."""
    return _drawn(request, "rail")


def bottom_bar(request: HttpRequest) -> Markup:
    """Return the four items at the bottom of a phone."""
    return _drawn(request, "bottom_bar")


def _drawn(request: HttpRequest, part: str) -> Markup:
    person = standing_of(cast("Any", request).actor)
    return _draw(part, person, current(person, request.path))


@lru_cache(maxsize=512)
def _draw(part: str, person: Standing, here: str) -> Markup:
    template = cast("Jinja2", engines["jinja2"]).get_template(f"ui/{part}.html").template
    items = _items(person)
    chosen, rest = _for_phone(items)
    context = {"items": items, "chosen": chosen, "rest": rest, "here": here}
    return Markup(template.render(context))  # noqa: S704 - our template, escaped


def _for_phone(items: tuple[Item, ...]) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Split into the three that a phone shows and those behind "Lainnya"."""
    return items[:PHONE], items[PHONE:]
