"""The installation's secret key: made once, kept in var, never in the repository."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from kinerja.config.embedded.places import make_folder


def secret_key(var: Path) -> str:
    """Read the key, or make it; of two processes that make one together, one wins for both.

    The file and its folder are synced: a key that a power cut takes away ends every session.
    """
    file = var / "secret_key"
    if not file.exists():
        make_folder(var)
        _make(file)
    return file.read_text().strip()


def _make(file: Path) -> None:
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(secrets.token_urlsafe(50) + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    with suppress(FileExistsError):
        file.hardlink_to(draft)  # whole or not at all, and never over another's
    draft.unlink()
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
