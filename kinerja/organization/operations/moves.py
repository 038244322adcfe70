"""Moving a unit below another: it takes along all that stands below it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import WrongState
from kinerja.organization.models import Unit, UnitPeriod
from kinerja.organization.operations.units import (
    Circle,
    check_climb,
    lock_tree,
    period_on,
    write_period,
)

LATER = (
    "Susunan unit-unit ini masih berubah sesudah tanggal itu."
    " Pilih tanggal yang lebih akhir, atau impor susunan barunya."
)


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, since: dt.date, by: Actor, at: dt.datetime) -> None:
    """Let a unit stand below another one from a day on, with all units below it.

    Raises NotPermitted, WrongState, Circle.
    """
    lock_tree(by)
    period = period_on(unit, since)
    above = UnitPeriod.objects.on(since).filter(unit=parent).first()
    if above is None:
        raise WrongState("Unit induk itu tidak ada pada tanggal itu.")
    if period.parent_id is None:
        raise WrongState("Unit puncak tidak bisa dipindahkan.")
    if period.parent_id == parent.pk:
        raise WrongState("Unit ini sudah berada di bawah unit itu.")
    if above.path.startswith(period.path):
        raise Circle
    if period.supervising_unit_id is None:
        check_climb(unit, parent.pk, since)
    _write(period, above, since)
    changes = {"fields": ["parent"], "since": since, "parent": parent.pk}
    audit.record(
        "organization.unit.moved", subject=unit, by=by, at=at, unit=unit.pk, changes=changes
    )


def _write(period: UnitPeriod, above: UnitPeriod, since: dt.date) -> None:
    """Write the unit and all below it, each from the day on, with the path it has then."""
    old, new = period.path, f"{above.path}{period.unit_id}/"
    everywhere = UnitPeriod.objects.select_for_update(of=("self",)).on(since)
    below = list(everywhere.filter(path__startswith=old).exclude(pk=period.pk).order_by("path"))
    _check_lasting([period, *below], above, since)
    write_period(period, {"parent_id": above.unit_id, "path": new}, since)
    for one in below:
        write_period(one, {"path": new + one.path.removeprefix(old)}, since)


def _check_lasting(moved: list[UnitPeriod], above: UnitPeriod, since: dt.date) -> None:
    """Refuse where a later change would stand on the old path, or the new parent ends."""
    units = {one.unit_id for one in moved} | {int(key) for key in above.path.split("/") if key}
    later = UnitPeriod.objects.filter(unit__in=units, valid__startswith__gt=since)
    if above.valid.upper is not None or later.exists():
        raise WrongState(LATER)
