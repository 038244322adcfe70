"""The town whose complaints the tests read, and who imports them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from tests.factories import NOON, Town, client_of, grant, make_town


@pytest.fixture
def town() -> Iterator[Town]:
    with clock.fixed(NOON):
        town = make_town()
        grant(town.dewi.user, Role.ADMIN_SKM, unit=town.office)
        yield town


@pytest.fixture
def client(town: Town) -> Client:
    return client_of(town.dewi)
