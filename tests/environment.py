"""Choose the tests' data folder before anything reads the settings (a conftest comes too late)."""

from __future__ import annotations

import os
from pathlib import Path

if "KINERJA_VAR" not in os.environ:
    os.environ["KINERJA_VAR"] = str(Path(__file__).resolve().parents[1] / "var" / "test")
    os.environ["KINERJA_THROWAWAY_DATABASE"] = "1"  # never for a folder that somebody chose
os.environ["KINERJA_TESTING"] = "true"
os.environ["KINERJA_DEMO"] = "0"
# Playwright keeps an event loop in the thread of the test; the ORM would refuse to work beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# WhiteNoise warns when it is missing, and a warning is an error here.
Path(os.environ["KINERJA_VAR"], "static").mkdir(parents=True, exist_ok=True)
