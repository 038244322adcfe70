"""People, units and accounts as tests need them; each call leaves lawful rows."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from kinerja.accounts.models import User
from kinerja.accounts.sessions import SessionStore
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.fields import days
from kinerja.organization.actors import actor_of
from kinerja.organization.models import (
    Employee,
    JobGroup,
    Kind,
    Placement,
    PlacementKind,
    ReportingLine,
    RoleGrant,
    Unit,
    UnitPeriod,
    UnitType,
)

LONG_AGO = dt.date(2020, 1, 1)
#: a moment in the city's working hours, for tests that fix the clock
NOON = dt.datetime(2026, 8, 3, 5, 0, tzinfo=dt.UTC)
PASSWORD = "sandi-yang-panjang"
# A hash of PASSWORD made once, so that no test waits for argon2.
_hashes: dict[str, str] = {}
_numbers = itertools.count(1)


def make_unit(
    name: str,
    parent: Unit | None = None,
    *,
    since: dt.date = LONG_AGO,
    until: dt.date | None = None,
    type: str = UnitType.LAINNYA,  # noqa: A002 - the model's word
    supervising: Unit | None = None,
    successor: Unit | None = None,
    **options: Any,
) -> Unit:
    """Make a unit with one period; `until` is the first day on which it is no more."""
    unit = Unit.objects.create(successor=successor)
    above = ""
    if parent is not None:
        above = (
            UnitPeriod.objects.filter(unit=parent).order_by("-id").values_list("path", flat=True)[0]
        )
    UnitPeriod.objects.create(
        unit=unit,
        valid=days(since, until),
        parent=parent,
        name=name,
        type=type,
        supervising_unit=supervising,
        path=f"{above}{unit.pk}/",
        **options,
    )
    return unit


def make_user(username: str = "", *, password: str | None = None, informed: bool = True) -> User:
    """Make an account; without a password it has an unusable one, as the import makes it."""
    user = User(username=username or f"akun-{next(_numbers)}")
    if password is None:
        user.set_unusable_password()
    else:
        if password not in _hashes:
            user.set_password(password)
            _hashes[password] = user.password
        user.password = _hashes[password]
    user.informed_at = clock.now() if informed else None
    user.save()
    return user


def next_nip(*, born: dt.date = dt.date(1990, 1, 1), sex: str = "L") -> str:
    """Return a valid NIP that no other test person has."""
    return f"{born:%Y%m%d}201503{1 if sex == 'L' else 2}{next(_numbers) % 1000:03d}"


def make_employee(
    name: str,
    *,
    nip: str | None = None,
    kind: str = Kind.PNS,
    password: str | None = None,
    informed: bool = True,
    **options: Any,
) -> Employee:
    """Make a person with an account; the name of the account is the NIP."""
    if kind == Kind.PEJABAT_NEGARA:
        username, nip = name.lower().split()[0] + f"-{next(_numbers)}", None
    else:
        nip = nip or next_nip()
        username = nip
    user = make_user(username, password=password, informed=informed)
    options.setdefault("email", f"{username}@kotalama.go.id")
    return Employee.objects.create(user=user, name=name, nip=nip, kind=kind, **options)


def make_placement(
    employee: Employee,
    unit: Unit,
    *,
    since: dt.date = LONG_AGO,
    until: dt.date | None = None,
    kind: str = PlacementKind.DEFINITIF,
    is_head: bool = False,
    title: str = "Analis Kebijakan",
    job_group: str = JobGroup.PELAKSANA,
    **options: Any,
) -> Placement:
    """Put a person into a post; `until` is the first day on which it is no longer held."""
    return Placement.objects.create(
        employee=employee,
        unit=unit,
        held=days(since, until),
        kind=kind,
        is_head=is_head,
        title=title,
        job_group=job_group,
        **options,
    )


def make_line(
    placement: Placement,
    evaluator: Employee,
    *,
    since: dt.date = LONG_AGO,
    until: dt.date | None = None,
) -> ReportingLine:
    """Let somebody else than the head of the unit assess a placement."""
    return ReportingLine.objects.create(
        placement=placement, evaluator=evaluator, held=days(since, until), reason="Tim lintas unit"
    )


def grant(
    user: User,
    role: Role,
    *,
    unit: Unit | None = None,
    since: dt.date = LONG_AGO,
    until: dt.date | None = None,
) -> RoleGrant:
    """Give an account a role."""
    return RoleGrant.objects.create(
        user=user, role=role.value, unit=unit, held=days(since, until), decree_no="800/12/2026"
    )


def sign_in(client: Client, who: Employee | User, *, shared_device: bool = False) -> Client:
    """Give the client a session of this person, without the sign-in page."""
    user = who.user if isinstance(who, Employee) else who
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store["_auth_user_backend"] = "kinerja.accounts.backends.PasswordBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["started_at"] = clock.now().isoformat()
    if shared_device:
        store["shared_device"] = True
    store.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key or ""
    return client


def client_of(who: Employee | User) -> Client:
    """Return a new client that is signed in as this person."""
    return sign_in(Client(), who)


def actor(who: Employee | User, at: dt.datetime | None = None) -> Actor:
    """Return the actor of a person, as a request would build it."""
    user = who.user if isinstance(who, Employee) else who
    return actor_of(user.pk, at or clock.now())


@dataclass(frozen=True)
class Town:
    """The smallest city in which every role occurs once. `andi` and `dewi` work for `budi`."""

    root: Unit
    secretariat: Unit
    office: Unit
    division: Unit
    other_office: Unit
    mayor: Employee
    secretary: Employee
    sari: Employee
    budi: Employee
    andi: Employee
    dewi: Employee
    stranger: Employee
    city_manager: Employee
    office_manager: Employee
    auditor: Employee
    administrator: User


def make_town() -> Town:
    """Pemkot, Setda, Dinas Dukcapil (assessed by the Sekda) with one bidang, and another OPD."""
    root = make_unit("Pemerintah Kota Kotalama", type=UnitType.PEMKOT)
    secretariat = make_unit("Sekretariat Daerah", root, type=UnitType.SETDA)
    office = make_unit(
        "Dinas Kependudukan dan Pencatatan Sipil",
        root,
        type=UnitType.DINAS,
        is_independent=True,
        supervising=secretariat,
    )
    division = make_unit("Bidang Pelayanan Pendaftaran Penduduk", office, type=UnitType.BIDANG)
    other = make_unit(
        "Dinas Perhubungan", root, type=UnitType.DINAS, is_independent=True, supervising=secretariat
    )
    bureau = make_unit(
        "Badan Kepegawaian", root, type=UnitType.BADAN, is_independent=True, supervising=secretariat
    )
    mayor = make_employee("Hendra Wijaya", kind=Kind.PEJABAT_NEGARA)
    people = {
        key: make_employee(name)
        for key, name in {
            "secretary": "Rahmat Santoso",
            "sari": "Sari Kusuma",
            "budi": "Budi Hartono",
            "andi": "Andi Pratama",
            "dewi": "Dewi Lestari",
            "stranger": "Slamet Riyadi",
            "city_manager": "Kartini Putri",
            "office_manager": "Oki Setiawan",
            "auditor": "Agus Inspektur",
        }.items()
    }
    make_placement(mayor, root, title="Wali Kota", job_group=JobGroup.JPT, is_head=True)
    posts = {
        "secretary": (secretariat, "Sekretaris Daerah", JobGroup.JPT, True),
        "sari": (office, "Kepala Dinas Kependudukan dan Pencatatan Sipil", JobGroup.JPT, True),
        "budi": (division, "Kepala Bidang Pelayanan", JobGroup.ADMINISTRATOR, True),
        "andi": (division, "Administrator Database Kependudukan", JobGroup.JF, False),
        "dewi": (division, "Pengelola Data", JobGroup.PELAKSANA, False),
        "stranger": (other, "Kepala Dinas Perhubungan", JobGroup.JPT, True),
        "city_manager": (bureau, "Analis SDM Aparatur", JobGroup.JF, False),
        "office_manager": (office, "Perencana", JobGroup.JF, False),
        "auditor": (root, "Auditor Ahli Muda", JobGroup.JF, False),
    }
    for key, (unit, title, group, is_head) in posts.items():
        make_placement(people[key], unit, title=title, job_group=group, is_head=is_head)
    administrator = make_user("administrator")
    grant(people["city_manager"].user, Role.PENGELOLA_KOTA)
    grant(people["office_manager"].user, Role.PENGELOLA_OPD, unit=office)
    grant(people["auditor"].user, Role.AUDITOR)
    grant(administrator, Role.ADMINISTRATOR)
    return Town(
        root, secretariat, office, division, other, mayor, **people, administrator=administrator
    )
