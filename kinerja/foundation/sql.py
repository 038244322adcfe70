"""Long statements live in files beside their room."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection


@cache
def statement(path: Path) -> str:
    """Return the text of a statement; its header of comments stays outside the cache key."""
    return path.read_text(encoding="utf-8")


def run(path: Path, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run the statement of a file and return what it returns."""
    with connection.cursor() as cursor:
        cursor.execute(statement(path), dict(values))
        return cursor.fetchall() if cursor.description else []


def run_planned(path: Path, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run a report that must be planned for its values: one OPD or the whole city.

    A prepared statement gets one plan for all after five runs; at 10,000 people that one took a
    second instead of 26 ms.
    """
    with connection.cursor() as cursor:
        session = cursor.cursor.connection
        before, session.prepare_threshold = session.prepare_threshold, None
        try:
            cursor.execute(statement(path), dict(values))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows
        finally:
            session.prepare_threshold = before
