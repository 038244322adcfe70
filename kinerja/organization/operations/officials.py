"""Heads of government are no civil servants: without NIP, they sign in with a chosen name."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from psycopg.types.range import Range

from kinerja.accounts.models import User
from kinerja.accounts.operations import create_account
from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.fields import days
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.foundation.violations import refusing
from kinerja.organization.models import (
    Employee,
    JobGroup,
    Kind,
    Placement,
    RoleGrant,
    Unit,
    UnitPeriod,
)
from kinerja.organization.operations.grants import grant_role


class HeadAlready(Refusal):
    """The city has a head on some of these days."""

    code = "head_already"
    message = "Unit puncak sudah punya kepala pada tanggal itu. Centang “Gantikan pendahulu”."


class NoRoot(Refusal):
    """There is nothing yet to be the head of."""

    code = "no_root"
    message = "Belum ada unit puncak pada tanggal itu. Impor unit kerja dulu."


def may_add_official(actor: Actor) -> bool:
    """Administrators and the city's pengelola."""
    return bool(actor.roles & {Role.ADMINISTRATOR, Role.PENGELOLA_KOTA}) or actor.is_system


@transaction.atomic
def add_official(
    *,
    username: str,
    name: str,
    title: str,
    since: dt.date,
    by: Actor,
    at: dt.datetime,
    email: str = "",
    replace: bool = False,
) -> Employee:
    """Add the mayor, or who stands in his place, as head of the top unit.

    `replace` ends the predecessor's post the day before.
    Raises NotPermitted, NoRoot, HeadAlready, NameTaken.
    """
    if not may_add_official(by):
        raise NotPermitted("Pejabat negara ditambahkan oleh administrator atau pengelola kota.")
    unit = _locked_root(since)
    if replace:
        _end_predecessor(unit, since, by=by, at=at)
    user = create_account(by=by, username=username, at=at)
    official = Employee.objects.create(
        user=user, kind=Kind.PEJABAT_NEGARA, name=name, email=email, nip=None
    )
    placement = _lead(official, unit, title, since)
    audit.record(
        "organization.official.added",
        subject=official,
        by=by,
        at=at,
        about=official.pk,
        unit=unit.pk,
        changes={"placement": placement.pk, "since": since},
    )
    return official


def _locked_root(on: dt.date) -> Unit:
    """Return the top unit of a day, locked: two mayors at once wait for each other."""
    root = UnitPeriod.objects.on(on).filter(parent=None).first()
    if root is None:
        raise NoRoot
    return Unit.objects.select_for_update().get(pk=root.unit_id)


def _lead(official: Employee, unit: Unit, title: str, since: dt.date) -> Placement:
    with refusing({"placement_one_definitif_head": HeadAlready()}), transaction.atomic():
        return Placement.objects.create(
            employee=official,
            unit=unit,
            held=days(since),
            is_head=True,
            title=title,
            job_group=JobGroup.JPT,
        )


def _end_predecessor(unit: Unit, since: dt.date, *, by: Actor, at: dt.datetime) -> None:
    before = Placement.objects.select_for_update(of=("self",)).filter(
        unit=unit, is_head=True, kind="DEFINITIF", held__contains=since
    )
    for placement in before:
        if placement.held.lower >= since:
            raise HeadAlready
        placement.held = Range(placement.held.lower, since, "[)")
        placement.save(update_fields=["held"])
        audit.record(
            "organization.placement.ended",
            subject=placement,
            by=by,
            at=at,
            about=placement.employee_id,
            unit=unit.pk,
            changes={"until": since - dt.timedelta(days=1)},
        )


@transaction.atomic
def make_administrator(*, username: str, by: Actor, at: dt.datetime) -> User:
    """Make an administrator's account, or give an existing one the role again.

    Raises NotPermitted, Refusal.
    """
    if not by.is_system:
        raise NotPermitted("Administrator pertama dibuat di baris perintah.")
    user = User.objects.select_for_update().filter(username=username).first()
    user = user or create_account(by=by, username=username, at=at)
    today = clock.local_date(at)
    held = RoleGrant.objects.filter(user=user, role=Role.ADMINISTRATOR.value, held__contains=today)
    if not held.exists():
        grant_role(
            user=user,
            role=Role.ADMINISTRATOR,
            unit=None,
            since=today,
            until=None,
            decree_no="Pemasangan sistem",
            by=by,
            at=at,
        )
    return user
