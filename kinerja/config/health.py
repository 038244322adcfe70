"""Two questions of machines: do you live (/sehat), and may you be sent visitors (/siap)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kinerja.config.preparation import latest_migrations

#: tables to which the application adds and which it never changes
APPEND_ONLY = (
    "access_event",
    "audit_event",
    "evaluation_event",
    "evaluation_version",
    "grade_rule",
    "issued_document",
)
#: a worker reports every ten seconds
SILENT_AFTER = 60

# Any right beyond INSERT and SELECT on a trail or a partition of it, however it was come by.
CHANGEABLE = """
SELECT relid::regclass::text
FROM unnest(%s::text[]) AS name, to_regclass(name) AS trail,
  LATERAL (SELECT relid FROM pg_partition_tree(trail) UNION SELECT trail) AS parts (relid)
WHERE relid IS NOT NULL AND (
  has_table_privilege(relid, 'UPDATE, DELETE, TRUNCATE')
  OR has_any_column_privilege(relid, 'UPDATE')
  OR pg_has_role((SELECT relowner FROM pg_class WHERE oid = relid), 'MEMBER'))
ORDER BY 1
"""
LIVING_WORKERS = """
SELECT count(*) FROM procrastinate_workers
WHERE last_heartbeat > now() - make_interval(secs => %s)
"""


@login_not_required
@require_safe
@never_cache
def alive(_request: HttpRequest) -> JsonResponse:
    """Answer 200 only while the database answers."""
    answers = _database() == ""
    return JsonResponse({"status": _word(ok=answers)}, status=200 if answers else 503)


@login_not_required
@require_safe
@never_cache
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 only when nothing is missing; the JSON names what is."""
    problems = {"database": _database()}
    if not problems["database"]:
        problems |= {name: check() for name, check in CHECKS.items()}
    checks = {name: problem or "ok" for name, problem in problems.items()}
    good = not any(problems.values())
    body = {"status": _word(ok=good), "checks": checks}
    return JsonResponse(body, status=200 if good else 503)


def _word(*, ok: bool) -> str:
    return "ok" if ok else "error"


def _database() -> str:
    """Ask the database; a connection from before its restart gets a second chance."""
    for _ in range(2):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            return ""
        except (DatabaseError, InterfaceError):
            connection.close()
    return "no answer"


def _migrations() -> str:
    applied = MigrationRecorder(connection).applied_migrations()
    missing = sorted(_latest() - applied.keys())
    return "not applied: " + ", ".join(".".join(key) for key in missing) if missing else ""


@cache
def _latest() -> frozenset[tuple[str, str]]:
    """The last migrations of the code that runs; the files do not change under it."""
    return latest_migrations()


def _worker() -> str:
    with connection.cursor() as cursor:
        cursor.execute(LIVING_WORKERS, [SILENT_AFTER])
        (living,) = cursor.fetchone()
    return "" if living else f"no heartbeat for {SILENT_AFTER} seconds"


def _rights() -> str:
    with connection.cursor() as cursor:
        cursor.execute(CHANGEABLE, [list(APPEND_ONLY)])
        changeable = [name for (name,) in cursor.fetchall()]
    return "the application's role may change " + ", ".join(changeable) if changeable else ""


CHECKS: dict[str, Callable[[], str]] = {
    "migrations": _migrations,
    "worker": _worker,
    "rights": _rights,
}
