"""Carrying a checked import out: one set-based transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kinerja.foundation.actor import Actor
from kinerja.foundation.locks import Set, lock
from kinerja.foundation.refusals import Refusal, WrongState
from kinerja.organization.imports.planning import classify
from kinerja.organization.imports.statements import run
from kinerja.organization.models import Import, ImportRow, UnitPeriod

#: why an exception to the line is stored
REASON = "Kolom NIP ATASAN pada impor"


class UnitsInUse(Refusal):
    """Units that the file leaves out still hold people or other units."""

    code = "units_in_use"


def carry_out(source: Import, by: Actor, at: dt.datetime) -> None:
    """Compare once more with what stands in the database now, then change it."""
    lock(Set.UNIT_TREE)
    if source.subject == Import.Subject.UNITS:
        classify(source)
        _apply_units(source, by, at)
    else:
        classify(source)
        _apply_employees(source, by, at)


def _apply_employees(source: Import, by: Actor, at: dt.datetime) -> None:
    gone = _gone(source, "employee_id")
    run("add_accounts")
    run("add_employees")
    run("know_employees")
    run("change_employees")
    run("close_placements")
    if gone:
        run("end_gone", gone=gone, day=source.end_gone_on)
        run("end_people", gone=gone, day=source.end_gone_on)
    run("close_lines", gone=gone)
    run("step_down")
    run("correct_placements")
    run("add_placements", **{"import": source.pk})
    _apply_lines(source)
    run("record_employees", **_recorded(source, by, at, gone))


def _apply_lines(source: Import) -> None:
    """Exceptions are stored only where the file differs from what the structure gives."""
    run("clear_evaluators")
    run("find_evaluators", effective=source.effective_on)
    run("end_other_lines", effective=source.effective_on)
    run("turn_lines", effective=source.effective_on)
    run("add_lines", effective=source.effective_on, reason=REASON)


def _apply_units(source: Import, by: Actor, at: dt.datetime) -> None:
    gone = _gone(source, "unit_id")
    if gone:
        _check_empty(gone, source.end_gone_on)
    first = not UnitPeriod.objects.exists()
    effective = source.effective_on
    run("add_units", **{"import": source.pk})
    run("create_tree_plan")
    run("clear_tree_plan")
    run("plan_tree", **{"import": source.pk})
    run("write_paths")
    if run("count_loose_units") != [(0,)]:
        raise WrongState("Susunan unit berubah sejak file ini diperiksa. Unggah lagi filenya.")
    run("diff_units")
    if gone:
        run("end_units", gone=gone, day=source.end_gone_on)
    run("correct_unit_periods", effective=effective, roots=False)
    run("close_unit_periods", effective=effective)
    run("correct_unit_periods", effective=effective, roots=True)
    # A city that begins in March rates the whole year: its first tree holds from 1 January.
    start = effective.replace(month=1, day=1) if first else effective
    run("add_unit_periods", effective=effective, start=start)
    run("record_units", effective=effective, **_recorded(source, by, at, gone))


def _check_empty(gone: list[int], day: dt.date | None) -> None:
    names = [str(name) for (name,) in run("find_units_in_use", gone=gone, day=day)]
    if names:
        more = f" dan {len(names) - 5} lagi" if len(names) > 5 else ""  # noqa: PLR2004 - five fit a line
        raise UnitsInUse(
            f"Unit ini tidak ada di file tetapi masih dipakai: {', '.join(names[:5])}{more}."
            " Pindahkan dulu pegawai dan unit di bawahnya."
        )


def _gone(source: Import, field: str) -> list[int]:
    if source.end_gone_on is None:
        return []
    rows = ImportRow.objects.filter(source=source, status=ImportRow.Status.GONE)
    return [values[field] for values in rows.values_list("values", flat=True).order_by("pk")]


def _recorded(source: Import, by: Actor, at: dt.datetime, gone: list[int]) -> dict[str, Any]:
    return {
        "import": source.pk,
        "at": at,
        "gone": gone,
        "via": by.via.value,
        "request_id": by.request_id,
        "user_id": by.user_id,
        "actor_employee_id": by.employee_id,
        "capacity": by.capacity,
        "real_user_id": by.real_user_id,
    }
