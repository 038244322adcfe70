"""One file that holds everything: the database, the uploaded files and the keys."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connections
from psycopg.sql import SQL, Identifier

from kinerja.config.embedded.places import make_folder
from kinerja.config.keys import sync_folder
from kinerja.foundation import clock

FORMAT = 1
DUMP, MANIFEST, FILES = "database.dump", "manifest.json", "files"
KEYS = ("secret*", "demo.json")
CHUNK = 1024 * 1024


class ArchiveRefused(Exception):
    """The backup cannot be written or restored; the message says why and what to do."""


def backup(target: Path) -> None:
    """Write database, files and keys into one tar file that only its owner reads.

    The database comes first: a file that nobody mentions does no harm, a mention without its file
    does. The name appears last, so a file of that name is always whole.
    Raises ArchiveRefused.
    """
    if target.exists():
        raise ArchiveRefused(f"{target} sudah ada; pilih nama lain.")
    if not target.absolute().parent.is_dir():
        raise ArchiveRefused(f"Folder {target.absolute().parent} tidak ada.")
    with tempfile.TemporaryDirectory(dir=target.absolute().parent) as folder:
        dump, draft = Path(folder) / DUMP, Path(folder) / "draft"
        _run("pg_dump", "--format=custom", f"--file={dump}", _owner_url())
        with _written(draft) as stream, tarfile.open(fileobj=stream, mode="w") as tar:
            _Writer(tar).write_all(dump)
        target.hardlink_to(draft)  # never over a file that came meanwhile
    sync_folder(target.absolute().parent)


def restore(source: Path, *, replace: bool) -> None:
    """Put a backup in place of this installation's database, files and keys.

    Everything is checked and unpacked beside the old before anything is exchanged.
    Raises ArchiveRefused.
    """
    if not replace and _holds_people():
        raise ArchiveRefused(
            "Basis data ini sudah berisi data. Buat cadangan dahulu, lalu jalankan lagi dengan"
            " --replace untuk menggantinya."
        )
    make_folder(settings.VAR)
    with tempfile.TemporaryDirectory(dir=settings.VAR, prefix="restore-") as folder:
        unpacked = Path(folder)
        (unpacked / FILES).mkdir(mode=0o700)
        _unpack(source, unpacked)
        _exchange_database(unpacked / DUMP)
        _exchange_files(unpacked)


class _Writer:
    """Adds entries to the archive and remembers their digests; the list of them comes last."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._digests: dict[str, str] = {}

    def write_all(self, dump: Path) -> None:
        self._add(DUMP, dump)
        for pattern in KEYS:
            for key in sorted(settings.VAR.glob(pattern)):
                self._add(key.name, key)
        for file in sorted(settings.FILES.rglob("*")):
            if file.is_file() and not file.is_symlink():
                name = PurePosixPath(FILES, *file.relative_to(settings.FILES).parts)
                self._add(str(name), file)
        manifest = {
            "format": FORMAT,
            "made_at": clock.now().isoformat(),
            "entries": self._digests,
        }
        self._add_bytes(MANIFEST, json.dumps(manifest, indent=1).encode())

    def _add(self, name: str, file: Path) -> None:
        with file.open("rb") as opened:
            entry = self._tar.gettarinfo(arcname=name, fileobj=opened)
            entry.uid, entry.gid, entry.uname, entry.gname, entry.mode = 0, 0, "", "", 0o600
            reading = _Reading(opened)
            self._tar.addfile(entry, reading)
        self._digests[name] = reading.digest.hexdigest()

    def _add_bytes(self, name: str, content: bytes) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = len(content), 0o600
        entry.mtime = clock.now().timestamp()
        self._tar.addfile(entry, io.BytesIO(content))


class _Reading(io.RawIOBase):
    """Takes the digest of what is read through it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(size)
        self.digest.update(part)
        return part


def _unpack(source: Path, folder: Path) -> None:
    """Unpack into the folder, by our own rules: plain files with names we gave, all unchanged."""
    try:
        with tarfile.open(source, mode="r:") as tar:
            found = {entry.name: _unpack_one(tar, entry, folder) for entry in tar}
    except (OSError, tarfile.TarError) as error:
        raise ArchiveRefused(f"{source} bukan cadangan yang dapat dibaca: {error}") from error
    manifest = _manifest(folder / MANIFEST)
    found.pop(MANIFEST, None)
    if manifest["entries"] != found or DUMP not in found:
        raise ArchiveRefused(f"{source} rusak: isinya berbeda dari daftar di dalamnya.")


def _unpack_one(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> str:
    name = PurePosixPath(entry.name)
    known = name.parts[0] == FILES or len(name.parts) == 1
    content = tar.extractfile(entry) if entry.isreg() else None
    if content is None or not known or name.is_absolute() or ".." in name.parts:
        raise ArchiveRefused(f"Cadangan memuat entri yang tidak dikenal: {entry.name!r}.")
    target = folder.joinpath(*name.parts)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _written(target) as out:
        reading = _Reading(content)
        while part := reading.read(CHUNK):
            out.write(part)
    return reading.digest.hexdigest()


def _manifest(file: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(file.read_bytes())
        known = manifest["format"] == FORMAT and isinstance(manifest["entries"], dict)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveRefused("Cadangan tidak lengkap: daftar isinya tidak ada.") from error
    if not known:
        raise ArchiveRefused("Cadangan dibuat oleh versi program yang lebih baru.")
    return dict(manifest)


def _exchange_database(dump: Path) -> None:
    """Restore beside the old database and give the new one its name."""
    name = connections["owner"].settings_dict["NAME"]
    new, old = f"{name}_restore", f"{name}_before_restore"
    connections.close_all()
    with _maintenance() as owner:
        for leftover in (new, old):
            owner.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(leftover)))
        made = SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0")
        owner.execute(made.format(Identifier(new)))
        try:
            _run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={_owner_url(new)}", dump)
        except ArchiveRefused:  # half a city's names and ratings stay nowhere
            owner.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(new)))
            raise
        with psycopg.connect(_owner_url(new), autocommit=True) as restored:
            restored.execute("ANALYZE")  # or the first pages would be planned blindly
        rename = SQL("ALTER DATABASE {} RENAME TO {}")
        try:
            owner.execute(rename.format(Identifier(name), Identifier(old)))
        except psycopg.errors.ObjectInUse as error:
            owner.execute(SQL("DROP DATABASE {}").format(Identifier(new)))
            raise ArchiveRefused(
                "Basis data sedang dipakai. Hentikan aplikasi (Ctrl-C atau systemctl stop), lalu"
                " jalankan lagi."
            ) from error
        owner.execute(rename.format(Identifier(new), Identifier(name)))
        owner.execute(SQL("DROP DATABASE {}").format(Identifier(old)))


def _exchange_files(unpacked: Path) -> None:
    """Move the files and keys in; the old files go with the folder they were moved into."""
    if settings.FILES.exists():
        settings.FILES.rename(unpacked / "old")
    (unpacked / FILES).rename(settings.FILES)
    for pattern in KEYS:
        for key in unpacked.glob(pattern):
            key.replace(settings.VAR / key.name)
    sync_folder(settings.VAR)


def _holds_people() -> bool:
    accounts = get_user_model()._meta.db_table
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [accounts])
        if cursor.fetchone() == (None,):
            return False
    return get_user_model().objects.using("owner").exists()


def _owner_url(database: str | None = None) -> str:
    """Return libpq's address of the database, as its owner; Django may have been sent elsewhere."""
    parameters = connections["owner"].get_connection_params()
    kept = ("host", "port", "user", "password", "sslmode", "sslrootcert")
    given = {name: str(parameters[name]) for name in kept if parameters.get(name)}
    name = database or connections["owner"].settings_dict["NAME"]
    return psycopg.conninfo.make_conninfo(dbname=name, **given)


def _maintenance() -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(_owner_url("postgres"), autocommit=True)


def _run(program: str, *arguments: str | Path) -> None:
    """Run one of PostgreSQL's programs: the wheel's for our own server, else the system's.

    The wheel's cannot speak TLS, and another server may be newer than they are.
    """
    installed = shutil.which(program)
    if settings.EMBEDDED:
        installed = str(settings.EMBEDDED.binaries / program)
    if not installed:
        raise ArchiveRefused(f"{program} tidak ditemukan; pasang paket postgresql-client.")
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(
        [installed, *arguments], check=False, capture_output=True, text=True, env=environment
    )
    if done.returncode:
        raise ArchiveRefused(f"{program} gagal: {done.stderr.strip()}")


@contextmanager
def _written(file: Path) -> Iterator[IO[bytes]]:
    """Write a new private file that survives a power cut."""
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        yield stream
        stream.flush()
        os.fsync(descriptor)
