"""A counter with a code at noon, and what was kept of an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from kinerja.foundation import clock
from kinerja.services.models import Service
from kinerja.surveys import keys
from kinerja.surveys.models import InboxAnswer
from kinerja.surveys.tests.stages import code_of, make_service
from tests.factories import NOON, Town


@pytest.fixture(autouse=True)
def now(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.VAR = tmp_path
    monkeypatch.setattr("kinerja.surveys.work.PER_CODE_A_SECOND", 10_000)
    keys._load.cache_clear()
    with clock.fixed(NOON):
        yield
    keys._load.cache_clear()


@pytest.fixture
def service(town: Town) -> Service:
    return make_service(town.office, "Izin usaha", urgent_phone="0800 1234")


@pytest.fixture
def code(service: Service) -> str:
    return code_of(service.counters.get())


def kept() -> InboxAnswer:
    return InboxAnswer.objects.get()
