"""Fixtures of this room: Andi, his superior Budi and Budi's superior Sari, on 3 August 2026."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kinerja.foundation import clock
from kinerja.guidance.models import Guidance
from kinerja.guidance.tests.stages import begun, offered, post_of
from kinerja.organization.models import Placement
from tests.factories import NOON, Town, client_of


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon."""
    with clock.fixed(NOON):
        yield


@pytest.fixture
def post(town: Town) -> Placement:
    """Andi's position; Budi assesses it."""
    return post_of(town.andi)


@pytest.fixture
def offer(post: Placement) -> Guidance:
    """What the system has suggested for Andi."""
    return offered(post)


@pytest.fixture
def running(town: Town, post: Placement) -> Guidance:
    """Andi, guided by Budi since today."""
    return begun(post, town.budi)


@pytest.fixture
def andi(town: Town) -> Client:
    return client_of(town.andi)


@pytest.fixture
def budi(town: Town) -> Client:
    return client_of(town.budi)
