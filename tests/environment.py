"""Choose the tests' data folder and server before anything reads the settings.

A conftest comes too late. `DATABASE_URL` of whoever starts the tests never counts: that may be the
city's own. Another server is named by KINERJA_TEST_DATABASE_URL and KINERJA_TEST_OWNER_URL.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

SERVERS = {
    "DATABASE_URL": "KINERJA_TEST_DATABASE_URL",
    "DATABASE_OWNER_URL": "KINERJA_TEST_OWNER_URL",
}


def choose_server(environment: MutableMapping[str, str]) -> None:
    """Point the settings at the server for tests, or at none: then a private one is started."""
    given = {name: environment.get(test) for name, test in SERVERS.items()}
    if any(given.values()) and not all(given.values()):
        raise ValueError(f"Set both of {' and '.join(SERVERS.values())}, or none.")
    for name, url in given.items():
        environment.pop(name, None)
        if url:
            environment[name] = url


if "KINERJA_VAR" not in os.environ:
    os.environ["KINERJA_VAR"] = str(Path(__file__).resolve().parents[1] / "var" / "test")
    os.environ["KINERJA_THROWAWAY_DATABASE"] = "1"  # never for a folder that somebody chose
choose_server(os.environ)
os.environ["KINERJA_TESTING"] = "true"
os.environ["KINERJA_DEMO"] = "0"
# Playwright keeps an event loop in the thread of the test; the ORM would refuse to work beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# WhiteNoise warns when it is missing, and a warning is an error here.
Path(os.environ["KINERJA_VAR"], "static").mkdir(parents=True, exist_ok=True)
