"""A year of talk in the city of the bench: twenty pieces of feedback, twelve sessions each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import psycopg

SQL = Path(__file__).with_name("sql")
FEEDBACK, SESSIONS = 20, 12
FILES = ("fill_feedback", "fill_sessions", "fill_points", "fill_agreements", "confirm_sessions")
#: without statistics of the new rows the planner would join the triggers' tables row by row
UNHURRIED = "SET enable_nestloop = off; SET work_mem = '128MB'"
#: what was agreed is mostly done when its day has come
DONE = """
UPDATE dialogue_agreement SET state = 'DONE', state_since = due_on, ended_by_id = responsible_id,
  outcome = 'Selesai, hasilnya ada pada folder tim.'
WHERE state = 'OPEN' AND due_on < %(day)s AND id %% 8 <> 0
"""
CONFIRMED = """
UPDATE dialogue_session SET state = 'CONFIRMED', state_since = state_since + interval '1 hour'
WHERE state = 'HELD' AND starts_at < %(day)s::date - 7
"""


def fill(connection: psycopg.Connection, day: dt.date) -> None:
    """Add what is missing, through the same triggers as everybody's rows."""
    connection.execute(UNHURRIED)
    connection.execute("ANALYZE")
    for name in FILES:
        most = FEEDBACK if name == "fill_feedback" else SESSIONS
        connection.execute(_written(name), {"day": day, "most": most})
    connection.execute("ANALYZE")
    connection.execute(DONE, {"day": day})
    connection.execute(CONFIRMED, {"day": day})


def _written(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")
