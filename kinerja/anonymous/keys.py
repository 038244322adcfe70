"""The key of a window: a file outside the database and outside every backup."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

LENGTH = 32
SUFFIX = ".key"


class KeyMissing(Exception):
    """There is no such key (any more) on this machine."""


def folder() -> Path:
    """Return where the keys of this database lie. `kinerja backup` takes nothing from here.

    A second database of the same machine never takes a key of the first for a stray one.
    """
    name = quote(str(connection.settings_dict["NAME"]), safe="")
    return Path(settings.VAR) / "keys" / "windows" / name


def make() -> str:
    """Make a key that survives a power cut; return the name of its file."""
    place = folder()
    for level in (place.parent.parent, place.parent, place):
        level.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_hex(16) + SUFFIX
    descriptor = os.open(place / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(secrets.token_bytes(LENGTH))
        opened.flush()
        os.fsync(opened.fileno())
    _sync(place)
    return name


def load(name: str) -> bytes:
    """Return a key. Raises KeyMissing."""
    try:
        key = (folder() / name).read_bytes()
    except OSError as error:
        raise KeyMissing from error
    if len(key) != LENGTH:
        raise KeyMissing
    return key


def destroy(name: str) -> None:
    """Overwrite a key and take its name away; one that is gone already stays gone."""
    file = folder() / name
    with suppress(FileNotFoundError):
        with file.open("r+b") as opened:
            opened.write(bytes(LENGTH))
            opened.flush()
            os.fsync(opened.fileno())
        file.unlink()
        _sync(file.parent)


def older_than(moment: dt.datetime) -> Iterator[str]:
    """Name the keys that were made before a moment."""
    for file in sorted(folder().glob(f"*{SUFFIX}")):
        if dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC) < moment:
            yield file.name


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
