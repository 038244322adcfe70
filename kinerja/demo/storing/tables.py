"""Reserving ids and copying rows, as the application's role may."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from psycopg.sql import SQL, Identifier

#: the sequence is looked up once, not for every number
NEXT = """
SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) FROM generate_series(1, %s)
"""

CHUNK = 1000


def number(table: str, things: Sequence[Any], attribute: str = "id") -> None:
    """Give each thing the id that its row will have, from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [table, len(things)])
        for thing, (value,) in zip(things, cursor.fetchall(), strict=True):
            setattr(thing, attribute, value)


def copy(table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
    """Copy rows into a table; each statement-level trigger runs once over all of them."""
    names = SQL(", ").join(Identifier(column) for column in columns.split())
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        write = stream.write_row
        for row in rows:
            write(row)


def copy_lines(table: str, columns: str, lines: Sequence[str]) -> None:
    """Copy rows that are already written as PostgreSQL reads them, a thousand at a time."""
    names = SQL(", ").join(Identifier(column) for column in columns.split())
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        for start in range(0, len(lines), CHUNK):
            stream.write("".join(lines[start : start + CHUNK]))


def run_with(statement: str, *values: Any) -> None:
    """Run one statement with its values."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def run(*statements: str) -> None:
    """Run short statements in their order."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def held(start: object, end: object = None) -> str:
    """Write the days from one to another as PostgreSQL reads them."""
    return f"[{start},{'' if end is None else end})"
