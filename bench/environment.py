"""The bench's own data folder, chosen before anything reads the settings."""

from __future__ import annotations

import os
from pathlib import Path

import django


def choose() -> None:
    """Point the settings at var/bench and load Django."""
    root = Path(__file__).resolve().parents[1]
    os.environ.setdefault("KINERJA_VAR", str(root / "var" / "bench"))
    os.environ["KINERJA_DEMO"] = "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.config.settings")
    os.environ.pop("DATABASE_URL", None)
    django.setup()
