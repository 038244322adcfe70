"""Change the tables, as their owner: the application's role may not."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.utils import CursorWrapper

from kinerja.config.embedded import APP, OWNER
from kinerja.foundation import clock

REFUSAL = f"""\
DATABASE_OWNER_URL belum diatur: peran aplikasi tidak boleh mengubah tabel.
Siapkan basis data satu kali, sebagai superuser PostgreSQL:
  CREATE ROLE {OWNER} LOGIN CREATEDB PASSWORD '...';
  CREATE ROLE {APP} LOGIN PASSWORD '...';
  GRANT {APP} TO {OWNER};
  CREATE DATABASE kinerja OWNER {OWNER} ENCODING 'UTF8' TEMPLATE template0;
Lalu atur DATABASE_URL dengan {APP} dan DATABASE_OWNER_URL dengan {OWNER}."""


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Refuse here and not in handle(): the system check opens the alias before it."""
        if not knows_owner():
            raise CommandError(REFUSAL)
        return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options["plan"] and not options["check_unapplied"]:
            with connections[options["database"]].cursor() as cursor:
                _open_months(cursor)


def knows_owner() -> bool:
    return "owner" in settings.DATABASES


def _open_months(cursor: CursorWrapper) -> None:
    """Open the trails' partitions for this month and the next two; later ones by the worker."""
    cursor.execute("SELECT to_regproc('audit_open_months')")
    if cursor.fetchone() == (None,):
        return  # migrated back to before it
    for trail in ("audit_event", "access_event"):
        cursor.execute(
            "SELECT audit_open_months(%s::text::regclass, %s, 3)", [trail, clock.now().date()]
        )
