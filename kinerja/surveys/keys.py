"""The key of the day: a file outside the database, gone after two days with what it hides."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

LENGTH = 32
SUFFIX = ".key"
KEPT = dt.timedelta(days=2)


def folder() -> Path:
    """Return where the keys of this database lie. `kinerja backup` takes nothing from here."""
    name = quote(str(connection.settings_dict["NAME"]), safe="")
    return Path(settings.VAR) / "keys" / "surveys" / name


def key_of(day: dt.date) -> bytes:
    """Return the key of a day; who asks first makes it, and all others get the same."""
    return _load(folder() / f"{day:%Y-%m-%d}{SUFFIX}")


def is_known(day: dt.date) -> bool:
    """Tell whether the key of a day is there; to ask for it would make one."""
    return (folder() / f"{day:%Y-%m-%d}{SUFFIX}").exists()


def digest(day: dt.date, purpose: str, value: str) -> bytes:
    """Return 16 bytes that only somebody with the key of the day can compute."""
    said = f"{purpose}|{value}".encode()
    return hmac.new(key_of(day), said, hashlib.sha256).digest()[:16]


def forget_before(day: dt.date) -> int:
    """Destroy the keys of the days before this one; return how many there were."""
    _load.cache_clear()
    gone = [file for file in folder().glob(f"*{SUFFIX}") if file.stem < f"{day:%Y-%m-%d}"]
    for file in gone:
        with suppress(FileNotFoundError):
            file.write_bytes(bytes(LENGTH))
            file.unlink()
    return len(gone)


@lru_cache(maxsize=2)  # today's and yesterday's: an older one is not kept in memory either
def _load(file: Path) -> bytes:
    if not file.exists():
        _make(file)
    return file.read_bytes()


def _make(file: Path) -> None:
    for level in (file.parents[2], file.parents[1], file.parent):
        level.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(secrets.token_bytes(LENGTH))
    with suppress(FileExistsError):
        file.hardlink_to(draft)  # whole or not at all, and never over another's
    draft.unlink()
