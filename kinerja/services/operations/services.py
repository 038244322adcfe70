"""Services: opened, described by their standard, closed, open again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing
from kinerja.organization.models import UnitPeriod
from kinerja.services import access
from kinerja.services.models import Service
from kinerja.services.refusals import (
    NameTaken,
    ServiceClosed,
    ServiceOpen,
    StaleService,
    UnitGone,
)

NAME_ONCE = "public_service_name_once"


class ServiceValues(NamedTuple):
    """What a unit says of a service: its name, and the parts of its standard.

    Law: UU 25/2009; PermenPANRB 15/2014.
    """

    name: str
    served_a_year: int | None = None
    requirements: str = ""
    procedure: str = ""
    duration: str = ""
    fee: str = ""
    product: str = ""
    complaint_handling: str = ""
    urgent_phone: str = ""


def must_administer(by: Actor, unit_id: int) -> None:
    """Raise NotPermitted for whoever does not administer the services of the unit."""
    if not access.may_administer(by, unit_id):
        raise NotPermitted(access.NOT_YOURS)


def taken(service_id: int, *, by: Actor) -> Service:
    """Lock a service, whatever its state. Raises NotPermitted."""
    held = Service.objects.select_for_update().get(pk=service_id)
    must_administer(by, held.unit_id)
    return held


def taken_open(service_id: int, *, by: Actor) -> Service:
    """Lock a service that runs. Raises NotPermitted, ServiceClosed."""
    held = taken(service_id, by=by)
    if held.state != Service.State.OPEN:
        raise ServiceClosed
    return held


@transaction.atomic
def open_service(*, unit_id: int, values: ServiceValues, by: Actor, at: dt.datetime) -> Service:
    """Let a unit serve. Raises NotPermitted, UnitGone, NameTaken."""
    must_administer(by, unit_id)
    day = clock.local_date(at)
    if not UnitPeriod.objects.on(day).filter(unit_id=unit_id).exists():
        raise UnitGone
    with refusing({NAME_ONCE: NameTaken()}):
        made = Service.objects.create(unit_id=unit_id, opened_on=day, **values._asdict())
    _record("opened", made, by=by, at=at)
    return made


@transaction.atomic
def change_service(
    *, service: Service, values: ServiceValues, lock_no: int, by: Actor, at: dt.datetime
) -> Service:
    """Describe a running service anew. Raises NotPermitted, ServiceClosed, StaleService, NameTaken.

    The same words again change nothing, whatever number they come with.
    """
    held = taken_open(service.pk, by=by)
    changed = [name for name, value in values._asdict().items() if getattr(held, name) != value]
    if not changed:
        return held
    if held.lock_no != lock_no:
        raise StaleService
    for name in changed:
        setattr(held, name, getattr(values, name))
    held.lock_no += 1
    with refusing({NAME_ONCE: NameTaken()}):
        held.save(update_fields=[*changed, "lock_no"])
    _record("changed", held, by=by, at=at, changes={"fields": changed})
    return held


@transaction.atomic
def close_service(*, service: Service, by: Actor, at: dt.datetime) -> Service:
    """End a service: its codes take no more answers, what was answered stays.

    Raises NotPermitted, ServiceClosed.
    """
    held = taken_open(service.pk, by=by)
    held.state = Service.State.CLOSED
    held.closed_on = max(clock.local_date(at), held.opened_on)
    held.save(update_fields=["state", "closed_on"])
    _record("closed", held, by=by, at=at)
    return held


@transaction.atomic
def reopen_service(*, service: Service, by: Actor, at: dt.datetime) -> Service:
    """Let a closed service run again, with its counters and codes as they were.

    Raises NotPermitted, ServiceOpen, NameTaken.
    """
    held = taken(service.pk, by=by)
    if held.state != Service.State.CLOSED:
        raise ServiceOpen
    held.state, held.closed_on = Service.State.OPEN, None
    with refusing({NAME_ONCE: NameTaken()}):
        held.save(update_fields=["state", "closed_on"])
    _record("reopened", held, by=by, at=at)
    return held


def _record(
    act: str,
    service: Service,
    *,
    by: Actor,
    at: dt.datetime,
    changes: Mapping[str, object] | None = None,
) -> None:
    audit.record(
        f"services.service.{act}",
        subject=service,
        by=by,
        at=at,
        unit=service.unit_id,
        changes=changes,
    )
