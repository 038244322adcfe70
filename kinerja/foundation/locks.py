"""Locks on sets: a rule over many rows holds only while nobody else can change them."""

from __future__ import annotations

from enum import IntEnum

from django.db import connection


class Set(IntEnum):
    """What can be locked as a whole: the first half of PostgreSQL's pair of lock numbers."""

    UNIT_TREE = 1
    PERIOD = 2
    YEAR = 3
    FEEDBACK_WINDOW = 4
    FEEDBACK_WINDOWS_ABOUT = 5
    AGENDA = 6
    MEETINGS = 7
    SURVEYS = 8


def lock(what: Set, key: int = 0) -> None:
    """Be the only one who works on the set until the transaction ends."""
    _take("pg_advisory_xact_lock", what, key)


def lock_shared(what: Set, key: int = 0) -> None:
    """Work on a part of the set beside others; whoever locks the whole waits for us."""
    _take("pg_advisory_xact_lock_shared", what, key)


def _take(function: str, what: Set, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s::int, (%s::bigint %% 2147483647)::int)", [what, key])
