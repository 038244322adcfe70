"""Correcting what is known of a person, ending a working life, and hearing that a line is wrong."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from kinerja.audit import operations as audit
from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.notifications.operations import notify
from kinerja.organization.access import may_manage_person
from kinerja.organization.models import (
    Employee,
    Placement,
    ReportingLine,
    RoleGrant,
    UnitPeriod,
)
from kinerja.organization.operations.spans import ONE_DAY, end_on

CORRECTABLE = ("name", "title_front", "title_back", "rank", "email")
REPORTED = "organization.line.reported"
REPORTS_A_DAY = 3


class EndedAlready(Refusal):
    """The person has left."""

    code = "ended_already"
    message = "Orang ini sudah tidak bekerja di sini."


class LaterPost(Refusal):
    """A post would begin after the last day."""

    code = "later_post"
    message = "Ada jabatan yang mulai sesudah tanggal itu. Batalkan dulu jabatan itu."


class HasRole(Refusal):
    """Who administers the system hands that over first."""

    code = "has_role"
    message = "Orang ini administrator. Akhiri dulu perannya di halaman Peran."


class NobodyToTell(Refusal):
    """No pengelola is there to hear it."""

    code = "nobody_to_tell"
    message = "Belum ada pengelola kinerja untuk kantor Anda. Hubungi meja bantuan kota."


def units_of(employee_id: int, on: dt.date) -> list[int]:
    """Return the units of a person's posts of a day; of the last one where there is none."""
    posts = Placement.objects.filter(employee_id=employee_id)
    held = list(posts.on(on).values_list("unit_id", flat=True))
    last = posts.order_by("-held__startswith").values_list("unit_id", flat=True)[:1]
    return held or list(last)


def locked(employee: Employee, *, by: Actor, on: dt.date) -> Employee:
    """Lock a person for a change. Raises NotPermitted."""
    employee = Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)
    if not may_manage_person(by, units_of(employee.pk, on)):
        raise NotPermitted("Data pegawai diubah oleh pengelola kinerja kota atau kantornya.")
    return employee


@transaction.atomic
def correct_employee(
    *,
    employee: Employee,
    name: str,
    title_front: str,
    title_back: str,
    rank: str,
    email: str,
    by: Actor,
    at: dt.datetime,
) -> list[str]:
    """Correct what is written of a person; returns the names of the fields that changed.

    Raises NotPermitted.
    """
    employee = locked(employee, by=by, on=clock.local_date(at))
    values = (name, title_front, title_back, rank, email)
    given = dict(zip(CORRECTABLE, values, strict=True))
    changed = [field for field, value in given.items() if getattr(employee, field) != value]
    if not changed:
        return []
    for field in changed:
        setattr(employee, field, given[field])
    employee.save(update_fields=changed)
    audit.record(
        "organization.employee.corrected",
        subject=employee,
        by=by,
        at=at,
        about=employee.pk,
        unit=_unit_of(employee, at),
        changes={"fields": changed},
    )
    return changed


@transaction.atomic
def end_employment(*, employee: Employee, last_day: dt.date, by: Actor, at: dt.datetime) -> None:
    """Let a person leave after this day; posts and exceptions end with it.

    Law: UU 20/2023 Ps. 52. Raises NotPermitted, EndedAlready, LaterPost, HasRole.
    """
    today = clock.local_date(at)
    employee = locked(employee, by=by, on=today)
    if employee.pk == by.employee_id:
        raise NotPermitted("Masa kerja Anda sendiri diakhiri oleh pengelola lain.")
    if employee.ended_on is not None:
        raise EndedAlready
    grants = RoleGrant.objects.filter(user_id=employee.user_id, role=Role.ADMINISTRATOR.value)
    if grants.filter(Q(held__endswith=None) | Q(held__endswith__gt=last_day + ONE_DAY)).exists():
        raise HasRole
    unit = _unit_of(employee, at)
    after = last_day + ONE_DAY
    posts = Placement.objects.select_for_update(of=("self",)).filter(employee=employee)
    if posts.filter(held__startswith__gte=after).exists():
        raise LaterPost
    ended = [post.pk for post in posts.filter(_reaching(after)) if end_on(post, after)]
    for line in ReportingLine.objects.select_for_update(of=("self",)).filter(
        Q(evaluator=employee) | Q(placement__employee=employee), _reaching(after)
    ):
        end_on(line, after)
    employee.ended_on = after
    employee.save(update_fields=["ended_on"])
    audit.record(
        "organization.employee.ended",
        subject=employee,
        by=by,
        at=at,
        about=employee.pk,
        unit=unit,
        changes={"until": last_day, "placements": ended},
    )


@transaction.atomic
def report_wrong_evaluator(*, employee: Employee, words: str, by: Actor, at: dt.datetime) -> int:
    """Tell the pengelola of one's office, else of the city, that one's evaluator is wrong.

    Returns how many people were told. Raises NotPermitted, NobodyToTell, Refusal.
    """
    if employee.pk != by.employee_id:
        raise NotPermitted("Hanya pegawai itu sendiri yang bisa melaporkan penilainya.")
    Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)
    today = clock.local_date(at)
    since = clock.start_of(today)
    told = AuditEvent.objects.filter(action=REPORTED, about_employee_id=employee.pk, at__gte=since)
    if told.count() >= REPORTS_A_DAY:
        raise Refusal("Laporan Anda hari ini sudah sampai. Tunggu jawaban pengelola.")
    managers = _managers_of(employee, today)
    if not managers:
        raise NobodyToTell
    notify(
        managers,
        kind=REPORTED,
        title=f"{employee.full_name}: penilai saya salah",
        body=words,
        location=f"/pegawai/{employee.pk}/",
        at=at,
    )
    audit.record(
        REPORTED,
        subject=employee,
        by=by,
        at=at,
        about=employee.pk,
        unit=_unit_of(employee, at),
        changes={"told": sorted(user for user, _ in managers)},
    )
    return len(managers)


def _managers_of(employee: Employee, on: dt.date) -> list[tuple[int, str | None]]:
    """Return who manages a person's office, else the city: (user, e-mail or None)."""
    paths = UnitPeriod.objects.on(on).filter(unit_id__in=units_of(employee.pk, on))
    above = {
        int(key) for path in paths.values_list("path", flat=True) for key in path.split("/")[:-1]
    }
    held = RoleGrant.objects.filter(held__contains=on).exclude(user_id=employee.user_id)
    office = held.filter(role=Role.PENGELOLA_OPD.value, unit_id__in=above)
    city = held.filter(role=Role.PENGELOLA_KOTA.value)
    for grants in (office, city):
        found = grants.order_by("user_id").values_list("user_id", "user__employee__email")
        if found:
            return [(user, email or None) for user, email in found]
    return []


def _reaching(day: dt.date) -> Q:
    """Select what began before a day and would last beyond it."""
    return Q(held__startswith__lt=day) & (Q(held__endswith=None) | Q(held__endswith__gt=day))


def _unit_of(employee: Employee, at: dt.datetime) -> int | None:
    return next(iter(units_of(employee.pk, clock.local_date(at))), None)
