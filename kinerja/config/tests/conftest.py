"""Fixtures of the launcher's tests: folders that the database's account may enter."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A short, open folder with a space; tmp_path is long, and closed to the server's account."""
    made = Path(tempfile.mkdtemp(prefix="kinerja "))
    made.chmod(0o755)
    monkeypatch.setenv("KINERJA_THROWAWAY_DATABASE", "1")  # initdb waits long for a busy disk
    yield made
    shutil.rmtree(made)
