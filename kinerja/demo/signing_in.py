"""The accounts that people try: one password an installation, kept in var/demo.json."""

from __future__ import annotations

import datetime as dt
import json
import os
import secrets
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import make_password

from kinerja.accounts.models import User
from kinerja.demo.shapes import City, DemoUnit, Person, Post
from kinerja.demo.staffing import (
    AUDIT,
    CIVIL_SECRETARIAT,
    GRADING,
    ORGANIZATION,
    REGISTRATION,
    survey_admins,
)
from kinerja.demo.storing.people import Administrator

FILE = "demo.json"
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, LETTERS = 4, 4


class Account(NamedTuple):
    """One account that the start of the application lists."""

    role: str
    username: str
    name: str
    user_id: int
    is_informed: bool = True
    person: Person | None = None


def story_accounts(city: City, administrator: Administrator) -> list[Account]:
    """Return who can be tried, in the order in which the year is walked."""
    units = {unit.key: unit for unit in city.units}
    pegawai = next(post for post in units[REGISTRATION].staff if post.story == "pegawai")
    admins = survey_admins(city)
    return [
        # the employee sees the privacy notice at the first sign-in
        _account("Pegawai", pegawai, is_informed=False),
        # leads the team in which every stage of dialogue and guidance can be seen
        _account("Pejabat penilai", _head(units[REGISTRATION])),
        _account("Kepala OPD", _head(units["dukcapil"])),
        _account("Sekretaris Daerah", _head(units["setda"])),
        _account("Pengelola kota", units[GRADING].staff[0]),
        _account("Pengelola OPD", units[CIVIL_SECRETARIAT].staff[0]),
        _account("Konselor kinerja", units[ORGANIZATION].staff[0]),
        _held("Admin survei kota", admins[""]),
        _held("Admin survei OPD", admins["dukcapil"]),
        _account("Auditor", units[AUDIT].staff[0]),
        Account("Administrator", administrator.username, "Administrator", administrator.user_id),
        _account("Wali Kota", _head(units["root"])),
    ]


def new_password() -> str:
    """Draw the one password of an installation; it is the counselor's passphrase, too."""
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS)
    )


def open_accounts(
    accounts: list[Account], password: str, *, at: dt.datetime, about: dict[str, Any]
) -> None:
    """Give the accounts one password, hashed once, and write it down for this installation.

    Without a database of our own nobody gets one: a password on paper opens no real city.
    """
    if settings.EMBEDDED is None:
        return
    hashed = make_password(password)
    informed = {account.user_id for account in accounts if account.is_informed}
    users = User.objects.filter(pk__in=[account.user_id for account in accounts])
    users.update(password=hashed)
    users.filter(pk__in=informed).update(informed_at=at)
    listed = [
        {
            "role": account.role,
            "nip": account.username,
            "name": account.name,
            "password": password,
        }
        for account in accounts
    ]
    _write(Path(settings.VAR) / FILE, {**about, "accounts": listed})


def _head(unit: DemoUnit) -> Post:
    assert unit.head is not None
    return unit.head


def _account(role: str, post: Post, *, is_informed: bool = True) -> Account:
    return _held(role, post.person, is_informed=is_informed)


def _held(role: str, person: Person, *, is_informed: bool = True) -> Account:
    return Account(role, person.username, person.full_name, person.user_id, is_informed, person)


def _write(file: Path, content: dict[str, Any]) -> None:
    """Write the file whole or not at all, for its owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(content, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
