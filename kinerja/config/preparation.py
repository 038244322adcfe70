"""What must be in place before the first visitor: tables, static files, perhaps the demo city."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from kinerja.config.embedded.places import make_folder

PENDING = """\
Tabel basis data belum sesuai dengan versi program ini. Jalankan: kinerja migrate
(dengan DATABASE_OWNER_URL)."""


def latest_migrations() -> frozenset[tuple[str, str]]:
    """The last migrations of each app; whoever has them has all."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def bring_up_to_date() -> None:
    """Apply what is missing; of several starts at once one does it and the others wait.

    Raises CommandError where only the application's role is known.
    """
    if _is_current():
        return
    if "owner" not in settings.DATABASES:
        raise CommandError(PENDING)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        if not _is_current():
            call_command("migrate", verbosity=0)
    connections["owner"].close()


def _is_current() -> bool:
    applied = MigrationRecorder(connection).applied_migrations()
    return latest_migrations() <= applied.keys()


def collect_static() -> None:
    """Copy and compress static files when one of them has changed."""
    if settings.WHITENOISE_USE_FINDERS:  # development and tests serve them from where they lie
        return
    root = Path(settings.STATIC_ROOT)
    make_folder(root)
    with (root.parent / "static.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp, digest = root / ".collected", _digest_of_static_files()
        if not stamp.exists() or stamp.read_text() != digest:
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.write_text(digest)


def _digest_of_static_files() -> str:
    digest = hashlib.sha256(f"{version('django')} {version('whitenoise')}".encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def load_demo() -> None:
    """Fill an empty database of ours with the city of Kotalama, unless KINERJA_DEMO is 0."""
    wanted = os.environ.get("KINERJA_DEMO", "1") != "0" and settings.EMBEDDED is not None
    if wanted and not apps.get_model("organization", "Employee").objects.exists():
        command = [sys.executable, "-m", "kinerja", "demo"]  # its memory goes with it
        if subprocess.call(command, stdin=subprocess.DEVNULL):
            raise CommandError(
                "Data contoh tidak dapat dibuat; pesan di atas menjelaskan sebabnya."
            )


def has_accounts() -> bool:
    return bool(apps.get_model("accounts", "User").objects.exists())


def demo_accounts() -> list[str]:
    """Lines of role, NIP and password, as a person types them; nothing stands after them."""
    file = settings.VAR / "demo.json"
    if settings.EMBEDDED is None or not file.exists():
        return []
    accounts: list[dict[str, Any]] = json.loads(file.read_text())["accounts"]
    width = max((len(account["role"]) for account in accounts), default=0)
    return [f"{a['role']:<{width}}  {a['nip']}  {a['password']}" for a in accounts]
