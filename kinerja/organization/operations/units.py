"""The tree of units from a day on: names, who watches over a unit, and dissolving one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from psycopg.types.range import Range

from kinerja.audit import operations as audit
from kinerja.foundation.actor import Actor
from kinerja.foundation.fields import days
from kinerja.foundation.locks import Set, lock
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from kinerja.organization.access import may_manage_city
from kinerja.organization.models import Unit, UnitPeriod
from kinerja.organization.operations.spans import ONE_DAY

FIELDS = ("name", "head_title", "is_independent", "supervising_unit_id")
#: all that a period says of its unit
CONTENT = (*FIELDS, "parent_id", "type", "path")
LONGEST_CLIMB = 100


class Circle(Refusal):
    """A unit would stand above itself."""

    code = "circle"
    message = "Susunannya akan melingkar: unit ini berada di atas unit yang Anda pilih."


class UnitInUse(Refusal):
    """Other units still hang on this one."""

    code = "unit_in_use"


def lock_tree(by: Actor) -> None:
    """Be the only one who changes the tree, imports included. Raises NotPermitted."""
    if not may_manage_city(by):
        raise NotPermitted("Unit kerja diubah oleh pengelola kinerja kota.")
    lock(Set.UNIT_TREE)


@transaction.atomic
def change_unit(
    *,
    unit: Unit,
    name: str,
    head_title: str,
    is_independent: bool,
    supervising_id: int | None,
    since: dt.date,
    by: Actor,
    at: dt.datetime,
) -> list[str]:
    """Rename a unit from a day on, or say who watches over it; returns what changed.

    A day on which a period begins corrects that period. Raises NotPermitted, WrongState, Circle.
    """
    lock_tree(by)
    period = period_on(unit, since)
    values = (name, head_title, is_independent, supervising_id)
    given = dict(zip(FIELDS, values, strict=True))
    changed = [field for field, value in given.items() if getattr(period, field) != value]
    if not changed:
        return []
    if "supervising_unit_id" in changed and supervising_id is not None:
        check_climb(unit, supervising_id, since)
    write_period(period, given, since)
    changes = {"fields": changed, "since": since, "supervising": supervising_id}
    audit.record(
        "organization.unit.changed", subject=unit, by=by, at=at, unit=unit.pk, changes=changes
    )
    return changed


def period_on(unit: Unit, day: dt.date) -> UnitPeriod:
    """Return what a unit is on a day, locked. Raises WrongState."""
    periods = UnitPeriod.objects.select_for_update(of=("self",)).filter(unit=unit)
    period = periods.on(day).first()
    if period is None:
        raise WrongState("Unit ini belum ada, atau sudah dibubarkan, pada tanggal itu.")
    return period


def write_period(period: UnitPeriod, given: Mapping[str, object], since: dt.date) -> None:
    """Change the period that begins on the day, or end it and begin another."""
    if period.valid.lower < since:
        upper = period.valid.upper
        period.valid = Range(period.valid.lower, since, "[)")
        period.save(update_fields=["valid"])
        period = UnitPeriod(
            unit_id=period.unit_id,
            valid=days(since, upper),
            **{name: getattr(period, name) for name in CONTENT},
        )
    for field, value in given.items():
        setattr(period, field, value)
    period.save()


def check_climb(unit: Unit, start: int, on: dt.date) -> None:
    """Climb as evaluators are found: by the watching unit, else by the parent. Raises Circle."""
    above = {
        key: watching or parent
        for key, watching, parent in UnitPeriod.objects.on(on).values_list(
            "unit_id", "supervising_unit_id", "parent_id"
        )
    }
    if start not in above:
        raise WrongState("Unit pengawas itu tidak ada pada tanggal itu.")
    here: int | None = start
    for _ in range(LONGEST_CLIMB):
        if here is None:
            return
        if here == unit.pk:
            raise Circle
        here = above.get(here)
    raise Circle


@transaction.atomic
def dissolve_unit(
    *, unit: Unit, last_day: dt.date, successor: Unit, by: Actor, at: dt.datetime
) -> None:
    """Let a unit be no more after a day; its people are assessed by the head of its successor.

    Raises NotPermitted, WrongState, Circle, UnitInUse.
    """
    lock_tree(by)
    after = last_day + ONE_DAY
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    period = period_on(unit, last_day)
    if period.parent_id is None:
        raise WrongState("Unit puncak tidak bisa dibubarkan.")
    later = UnitPeriod.objects.filter(unit=unit, valid__startswith__gte=after)
    if later.exists():
        raise WrongState("Ada perubahan unit ini yang berlaku sesudah tanggal itu.")
    _check_heir(unit, successor, after)
    _check_empty(unit, after)
    period.valid = Range(period.valid.lower, after, "[)")
    period.save(update_fields=["valid"])
    unit.successor = successor
    unit.save(update_fields=["successor"])
    audit.record(
        "organization.unit.dissolved",
        subject=unit,
        by=by,
        at=at,
        unit=unit.pk,
        changes={"until": last_day, "successor": successor.pk},
    )


def _check_heir(unit: Unit, successor: Unit, on: dt.date) -> None:
    if successor.pk == unit.pk:
        raise Circle("Unit penerus harus unit lain.")
    if not UnitPeriod.objects.on(on).filter(unit=successor).exists():
        raise WrongState("Unit penerus itu tidak ada setelah tanggal itu.")


def _check_empty(unit: Unit, after: dt.date) -> None:
    lasting = UnitPeriod.objects.filter(valid__overlap=days(after))
    below = lasting.filter(parent=unit).values_list("name", flat=True).first()
    if below is not None:
        raise UnitInUse(f"Masih ada unit di bawahnya: {below}. Pindahkan atau bubarkan dulu.")
    watched = lasting.filter(supervising_unit=unit).values_list("name", flat=True).first()
    if watched is not None:
        raise UnitInUse(f"Unit ini masih mengawasi {watched}. Ganti dulu unit pengawasnya.")
