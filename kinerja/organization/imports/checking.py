"""From a file to judged and classified rows; nothing of the organisation is changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.db import connection, transaction

from kinerja.foundation.progress import Progress
from kinerja.organization.imports import employees, units
from kinerja.organization.imports.headings import Sheet, find_heading
from kinerja.organization.imports.judged import Judged
from kinerja.organization.imports.planning import classify
from kinerja.organization.imports.reading import FileRefused, read
from kinerja.organization.imports.staging import stage
from kinerja.organization.imports.statements import run
from kinerja.organization.models import Employee, Import, ImportRow

UNITS = """
SELECT u.unit_id, coalesce(unit.siasn_id, ''), u.name, u.head_title
FROM unit_period AS u JOIN unit ON unit.id = u.unit_id WHERE upper_inf(u.valid)
"""
PARENTS = """
SELECT coalesce(unit.siasn_id, '#' || unit.id), coalesce(above.siasn_id, '#' || above.id), u.name
FROM unit_period AS u
JOIN unit ON unit.id = u.unit_id
LEFT JOIN unit AS above ON above.id = u.parent_id
WHERE upper_inf(u.valid)
"""
KEYS = {Import.Subject.UNITS.value: "siasn_id", Import.Subject.EMPLOYEES.value: "nip"}


def check(source: Import, path: Path, tell: Progress) -> None:
    """Read, judge, stage and classify. Raises FileRefused; the import says so then."""
    ImportRow.objects.filter(source=source).delete()
    _move_to(source, Import.State.READING)
    try:
        rows = _judged(source, path, tell)
    except FileRefused as refusal:
        source.refused_because = refusal.message
        _move_to(source, Import.State.REFUSED)
        raise
    stage(source, rows, KEYS[source.subject], tell)
    with transaction.atomic():
        run("allow_time")
        classify(source)
        _move_to(source, Import.State.CHECKED)
    source.refresh_from_db()


def _move_to(source: Import, state: Import.State) -> None:
    source.state = state
    source.save(update_fields=["state", "refused_because", "headings"])


def _judged(source: Import, path: Path, tell: Progress) -> list[Judged]:
    tell(done=0, total=1, step="Membaca file")
    heading, lines = find_heading(Sheet(source.subject), read(path))
    source.headings = heading.texts
    if source.subject == Import.Subject.UNITS:
        rows = units.judge(heading, lines, known_units())
    else:
        rows = employees.judge(heading, lines, known(source.effective_on))
    if not rows:
        raise FileRefused(
            "NO_ROWS", "Di bawah baris judul belum ada data. Isi tabelnya, lalu unggah lagi."
        )
    tell(done=1, total=1, step="Membaca file")
    return rows


def known(on: dt.date) -> employees.Known:
    """Return the units and NIPs of today."""
    with connection.cursor() as cursor:
        cursor.execute(UNITS)
        found = [employees.KnownUnit(*row) for row in cursor.fetchall()]
    nips = Employee.objects.exclude(nip=None).values_list("nip", flat=True)
    return employees.Known(on=on, units=found, nips={nip for nip in nips if nip})


def known_units() -> units.KnownUnits:
    """Return the running tree."""
    with connection.cursor() as cursor:
        cursor.execute(PARENTS)
        rows = cursor.fetchall()
    return units.KnownUnits(
        {key: above for key, above, _ in rows}, {key: name for key, _, name in rows}
    )
