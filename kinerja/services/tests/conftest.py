"""Fixtures of this room: an admin SKM of the office, on 3 August 2026 at noon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.services.tests.stages import Stage, make_service
from tests.factories import NOON, Town, actor, client_of, grant


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon."""
    with clock.fixed(NOON):
        yield


@pytest.fixture
def stage(town: Town) -> Stage:
    """A service of the division with two counters."""
    return make_service(town.division, counters=2)


@pytest.fixture
def dewi(town: Town) -> Actor:
    """Dewi, who administers the surveys of the office and all below it."""
    grant(town.dewi.user, Role.ADMIN_SKM, unit=town.office)
    return actor(town.dewi, NOON)


@pytest.fixture
def admin(town: Town, dewi: Actor) -> Client:
    """Dewi's browser."""
    return client_of(town.dewi)
