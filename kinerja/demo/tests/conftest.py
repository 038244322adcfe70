"""One Kotalama for all tests that only look at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from kinerja.demo.operations import Made, build_city
from kinerja.foundation import clock
from tests.factories import NOON

AS_OF = dt.date(2026, 8, 3)
PEOPLE = 60


@dataclass(frozen=True)
class Kotalama:
    """What the building told, and where it wrote the accounts."""

    made: Made
    folder: Path


@pytest.fixture(scope="module")
def kotalama(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Kotalama]:
    """The city on 3 August 2026, taken back at the end; its tests bear no django_db mark."""
    folder = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), transaction.atomic(), clock.fixed(NOON):
        with override_settings(VAR=folder, EMBEDDED=object()):
            made = build_city(employees=PEOPLE, seed=1, as_of=AS_OF)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield Kotalama(made, folder)
        transaction.set_rollback(True)
