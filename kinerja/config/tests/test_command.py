"""The command `kinerja`: what it says where the database is not what it expects."""

from __future__ import annotations

import sys

import pytest
from django.core import management
from django.db import ProgrammingError
from psycopg.errors import UndefinedColumn, UndefinedTable
from pytest_django import Settings

from kinerja.__main__ import _run


def run(monkeypatch: pytest.MonkeyPatch, settings: Settings, cause: Exception) -> None:
    """Run a command that meets an error of the database."""

    def fail(_arguments: list[str]) -> None:
        raise ProgrammingError("relation does not exist") from cause

    settings.EMBEDDED = None
    monkeypatch.setattr(management, "execute_from_command_line", fail)
    monkeypatch.setattr(sys, "argv", ["kinerja", "demo"])
    _run()


def test_an_empty_database_is_said_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    with pytest.raises(SystemExit, match="kinerja migrate"):
        run(monkeypatch, settings, UndefinedTable())


def test_any_other_error_of_the_database_keeps_its_trace(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    with pytest.raises(ProgrammingError):
        run(monkeypatch, settings, UndefinedColumn())
