"""Fixtures of the whole suite: databases of our own, the real server, a browser."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from kinerja.cycles import operations as cycles
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation.actor import Actor
from kinerja.plans.models import Plan
from tests import browser as browsers
from tests import databases
from tests.factories import NOON, Town, make_town
from tests.plan_factories import make_agreed
from tests.servers import running


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    databases.least_kept_first(items)
    browsers.journeys_first(items)
    if browsers.chromium() is None:
        browsers.leave_out_journeys(items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    browsers.report_left_out(terminalreporter)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replaces pytest-django's: the application's role may not create databases."""
    server = settings.EMBEDDED.in_use() if settings.EMBEDDED else nullcontext()
    with server, django_db_blocker.unblock():
        databases.clone(databases.WORKER_DATABASE)
        with databases.used(databases.WORKER_DATABASE):
            yield
        databases.drop(databases.WORKER_DATABASE)


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database for one test that commits: journeys, races. It bears no django_db mark."""
    name = databases.WORKER_DATABASE + "_own"
    databases.clone(name)
    with django_db_blocker.unblock(), databases.used(name):
        yield name
    databases.drop(name)


@pytest.fixture
def live_url(own_database: str) -> Iterator[str]:
    """The address of the real server on the test's own database."""
    with running(own_database) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium; for tests marked `journey`."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browsers.chromium(), args=arguments)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def kept_town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """The city of `town`, made once for the tests of a module: each takes back what it does."""
    with databases.kept(django_db_blocker):
        yield make_town()


@pytest.fixture
def town(kept_town: Town, db: None) -> Town:
    """A small city in which every role occurs once; its people sign in by `client_of`."""
    return copy.deepcopy(kept_town)


@pytest.fixture(scope="module")
def kept_year(kept_town: Town, django_db_blocker: DjangoDbBlocker) -> Iterator[PerformanceYear]:
    """The year of `year`, opened once for the tests of a module."""
    machine = Actor.system("test")
    with databases.kept(django_db_blocker):
        prepared = cycles.prepare_year(year=2026, by=machine, at=NOON)
        yield cycles.open_year(year=prepared, by=machine, at=NOON)


@pytest.fixture
def year(kept_year: PerformanceYear, db: None) -> PerformanceYear:
    """The open year 2026 with its quarters."""
    return copy.deepcopy(kept_year)


@pytest.fixture(scope="module")
def kept_plan(
    kept_town: Town, kept_year: PerformanceYear, django_db_blocker: DjangoDbBlocker
) -> Iterator[Plan]:
    """The plan of `plan`, agreed once for the tests of a module."""
    with databases.kept(django_db_blocker):
        yield make_agreed(kept_town.andi, kept_year, kept_town.budi)


@pytest.fixture
def plan(kept_plan: Plan, db: None) -> Plan:
    """Andi's plan of the year, agreed with Budi: one indicator, 15 kelurahan, added up."""
    return copy.deepcopy(kept_plan)
