"""The import's SQL by name; each file says what it takes and touches."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

FOLDER = Path(__file__).resolve().parents[1] / "sql" / "imports"


@cache
def statement(name: str) -> str:
    """Return the text of `sql/imports/<name>.sql`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def run(name: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """Run it; return its rows if it has any."""
    with connection.cursor() as cursor:
        # Without parameters it may hold several statements, and a % is a %.
        cursor.execute(statement(name), parameters or None)
        return cursor.fetchall() if cursor.description else []
