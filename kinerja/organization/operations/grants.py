"""Granting and ending roles, each with its days and its decree."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from psycopg.types.range import Range

from kinerja.accounts.models import User
from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import OF_A_UNIT, Actor, Role
from kinerja.foundation.fields import days
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.foundation.violations import refusing
from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee, RoleGrant, Unit

ONE_DAY = dt.timedelta(days=1)


class AlreadyGranted(Refusal):
    """The account has this role on some of these days."""

    code = "already_granted"
    message = "Orang ini sudah punya peran itu pada sebagian waktu itu. Akhiri dulu yang lama."


class LastAdministrator(Refusal):
    """Without an administrator nobody could grant a role again."""

    code = "last_administrator"
    message = "Ini administrator terakhir. Beri peran administrator kepada orang lain dulu."


def may_grant(actor: Actor) -> bool:
    """Only administrators grant roles, and the machine that installs the system."""
    return Role.ADMINISTRATOR in actor.roles or actor.is_system


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: Role,
    unit: Unit | None,
    since: dt.date,
    until: dt.date | None,
    decree_no: str,
    by: Actor,
    at: dt.datetime,
) -> RoleGrant:
    """Give an account a role from `since` to `until`, both included.

    Raises NotPermitted, AlreadyGranted, Refusal. Nobody raises himself: another administrator does.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if not may_grant(by):
        raise NotPermitted("Peran diberikan oleh administrator.")
    if by.user_id == user.pk:
        raise NotPermitted("Peran untuk akun Anda sendiri diberikan oleh administrator lain.")
    if until is not None and until < since:
        raise Refusal("Hari terakhir mendahului hari pertama. Periksa kedua tanggal.")
    if (role in OF_A_UNIT) != (unit is not None):
        raise Refusal(
            "Peran pengelola perangkat daerah dan admin survei perlu unit; peran lain tidak."
        )
    held = days(since, until + ONE_DAY if until else None)
    answers = {f"role_grant_once_{role.value.lower()}": AlreadyGranted()}
    with refusing(answers), transaction.atomic():
        grant = RoleGrant.objects.create(
            user=user, role=role.value, unit=unit, held=held, decree_no=decree_no
        )
    _record("organization.role.granted", grant, by=by, at=at)
    _tell(grant, f"Anda mendapat peran {role.label}", at=at)
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, last_day: dt.date, by: Actor, at: dt.datetime) -> None:
    """Let a role end after this day; one that has not begun by then is withdrawn.

    Raises NotPermitted, LastAdministrator, Refusal.
    """
    if not may_grant(by):
        raise NotPermitted("Peran diakhiri oleh administrator.")
    administrators = RoleGrant.objects.filter(role=Role.ADMINISTRATOR.value)
    list(administrators.select_for_update().order_by("pk").values_list("pk"))
    grant = RoleGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    if grant.held.upper is not None and grant.held.upper <= clock.local_date(at):
        raise Refusal("Peran ini sudah berakhir.")
    after = last_day + ONE_DAY
    if grant.role == Role.ADMINISTRATOR.value and not _others_after(grant, after):
        raise LastAdministrator
    if after <= grant.held.lower:
        _withdraw(grant, by=by, at=at)
        return
    grant.held = Range(grant.held.lower, after, "[)")
    grant.save(update_fields=["held"])
    _record("organization.role.ended", grant, by=by, at=at)
    _tell(grant, f"Peran {Role(grant.role).label} Anda berakhir", at=at)


def _withdraw(grant: RoleGrant, *, by: Actor, at: dt.datetime) -> None:
    """Take back a role before it has begun; one that has begun keeps its first day."""
    if grant.held.lower < clock.local_date(at):
        raise Refusal("Hari terakhir mendahului hari pertama peran ini.")
    _record("organization.role.withdrawn", grant, by=by, at=at)
    grant.delete()


def _others_after(grant: RoleGrant, day: dt.date) -> bool:
    """Tell whether another open account is an administrator from that day on, without an end."""
    return (
        RoleGrant.objects.filter(
            role=Role.ADMINISTRATOR.value,
            held__startswith__lte=day,
            held__endswith=None,
            user__is_active=True,
        )
        .exclude(user_id=grant.user_id)
        .exists()
    )


def _record(action: str, grant: RoleGrant, *, by: Actor, at: dt.datetime) -> None:
    holder = Employee.objects.filter(user_id=grant.user_id).values_list("pk", flat=True).first()
    changes = {
        "user": grant.user_id,
        "role": grant.role,
        "since": grant.held.lower,
        "until": grant.held.upper and grant.held.upper - ONE_DAY,
    }
    audit.record(
        action, subject=grant, by=by, at=at, about=holder, unit=grant.unit_id, changes=changes
    )


def _tell(grant: RoleGrant, title: str, *, at: dt.datetime) -> None:
    person = Employee.objects.filter(user_id=grant.user_id).values_list("email", flat=True).first()
    recipients = [(grant.user_id, person or None)]
    notify(recipients, kind="organization.role", title=title, location="/akun/", at=at)
