"""Changing the settings of the city."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.city.models import City
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.refusals import NotPermitted, Stale

#: the fields that an administrator writes
FIELDS = (
    "name",
    "government",
    "letterhead",
    "signing_place",
    "time_zone",
    "help_desk_name",
    "help_desk_phone",
    "help_desk_hours",
    "evidence_limit_mb",
    "poster_line",
    "smtp_host",
    "smtp_port",
    "smtp_user",
    "smtp_tls",
    "mail_from",
)


def may_change_settings(actor: Actor) -> bool:
    """Only administrators."""
    return Role.ADMINISTRATOR in actor.roles


def current() -> City:
    """Return the settings; those of a new city where none are stored."""
    return City.objects.filter(pk=1).first() or City()


@transaction.atomic
def change_settings(
    *,
    values: Mapping[str, Any],
    lock_no: int,
    by: Actor,
    at: dt.datetime,
    logo: tuple[bytes, str] | None = None,
    smtp_password: str = "",
) -> City:
    """Store the settings. `logo` is (bytes, media type); (b"", "") takes it away.

    Raises NotPermitted, Stale where somebody has saved since.
    """
    City.objects.get_or_create(pk=1)
    city = City.objects.select_for_update().get(pk=1)
    if not may_change_settings(by):
        raise NotPermitted("Pengaturan kota diubah oleh administrator.")
    if city.lock_no != lock_no:
        raise Stale("Administrator lain menyimpan pengaturan saat Anda mengisi.")
    changed = [name for name in FIELDS if getattr(city, name) != values[name]]
    for name in changed:
        setattr(city, name, values[name])
    if logo is not None:
        city.logo, city.logo_type = logo[0] or None, logo[1]
        changed.append("logo")
    if smtp_password:
        city.smtp_password = smtp_password
        changed.append("smtp_password")
    if changed:
        city.lock_no += 1
        city.save()
        changes = {"fields": changed}
        audit.record("city.settings.changed", subject=city, by=by, at=at, changes=changes)
    return city
