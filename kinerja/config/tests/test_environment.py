"""The tests run as the application's role on a clone, never on the city's database."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection

from tests import databases


@pytest.mark.django_db
def test_it_runs_on_a_clone_as_the_role_of_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        who_and_where = cursor.fetchone()

    assert who_and_where == ("kinerja_app", databases.WORKER_DATABASE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "ALTER TABLE account ADD COLUMN mine int",
        "DELETE FROM audit_event",
        "UPDATE access_event SET purpose = ''",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'y', now())",
        "SET ROLE kinerja_owner",
    ],
)
def test_the_role_may_not(statement: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match=r"permission|owner"):
        cursor.execute(statement)
