"""Fixtures of this room: Andi and his superior Budi, on 3 August 2026 at noon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kinerja.dialogue.models import Session
from kinerja.dialogue.tests.stages import planned, post_of
from kinerja.foundation import clock
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
def session(town: Town, post: Placement) -> Session:
    """A session of Andi and Budi, today at noon."""
    return planned(post, town.budi, NOON)


@pytest.fixture
def andi(town: Town) -> Client:
    return client_of(town.andi)


@pytest.fixture
def budi(town: Town) -> Client:
    return client_of(town.budi)
