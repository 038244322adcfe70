"""The small demo city that the pages are looked at in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pages.people import TODAY
from tests.servers import running, said_by

EMPLOYEES = 60


@pytest.fixture
def city(own_database: str) -> Iterator[str]:
    """The address of the real server on a demo city."""
    said_by(own_database, "demo", "--employees", str(EMPLOYEES), "--as-of", TODAY.isoformat())
    with running(own_database) as url:
        yield url
