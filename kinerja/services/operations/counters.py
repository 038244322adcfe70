"""Counters: opened with their first code, named, closed, open again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.violations import refusing
from kinerja.services.models import Counter, Service
from kinerja.services.operations.codes import issue
from kinerja.services.operations.services import taken_open
from kinerja.services.refusals import CounterClosed, CounterNameTaken, CounterOpen

NAME_ONCE = "service_counter_name_once"


@transaction.atomic
def add_counter(
    *, service: Service, name: str, is_kiosk: bool = False, by: Actor, at: dt.datetime
) -> Counter:
    """Open a counter of a running service, with the code that leads to its survey.

    Raises NotPermitted, ServiceClosed, CounterNameTaken.
    """
    held = taken_open(service.pk, by=by)
    with refusing({NAME_ONCE: CounterNameTaken()}):
        made = Counter.objects.create(service=held, name=name, is_kiosk=is_kiosk)
    issue(made, clock.local_date(at))
    _record("opened", made, held, by=by, at=at)
    return made


@transaction.atomic
def change_counter(
    *, counter: Counter, name: str, is_kiosk: bool, by: Actor, at: dt.datetime
) -> Counter:
    """Name a counter anew, or say what stands there; its code stays.

    Raises NotPermitted, ServiceClosed, CounterClosed, CounterNameTaken.
    """
    service, held = taken_counter(counter, by=by)
    if held.closed_on is not None:
        raise CounterClosed
    held.name, held.is_kiosk = name, is_kiosk
    with refusing({NAME_ONCE: CounterNameTaken()}):
        held.save(update_fields=["name", "is_kiosk"])
    _record("changed", held, service, by=by, at=at)
    return held


@transaction.atomic
def close_counter(*, counter: Counter, by: Actor, at: dt.datetime) -> Counter:
    """End a counter: its codes take no more answers.

    Raises NotPermitted, ServiceClosed, CounterClosed.
    """
    service, held = taken_counter(counter, by=by)
    if held.closed_on is not None:
        raise CounterClosed
    held.closed_on = clock.local_date(at)
    held.save(update_fields=["closed_on"])
    _record("closed", held, service, by=by, at=at)
    return held


@transaction.atomic
def reopen_counter(*, counter: Counter, by: Actor, at: dt.datetime) -> Counter:
    """Let a closed counter run again, under the code that it had.

    Raises NotPermitted, ServiceClosed, CounterOpen, CounterNameTaken.
    """
    service, held = taken_counter(counter, by=by)
    if held.closed_on is None:
        raise CounterOpen
    held.closed_on = None
    with refusing({NAME_ONCE: CounterNameTaken()}):
        held.save(update_fields=["closed_on"])
    _record("reopened", held, service, by=by, at=at)
    return held


def taken_counter(counter: Counter, *, by: Actor) -> tuple[Service, Counter]:
    """Lock the running service first, as all others do, then the counter.

    Raises NotPermitted, ServiceClosed.
    """
    service = taken_open(counter.service_id, by=by)
    return service, Counter.objects.select_for_update().get(pk=counter.pk)


def _record(act: str, counter: Counter, service: Service, *, by: Actor, at: dt.datetime) -> None:
    audit.record(
        f"services.counter.{act}",
        subject=counter,
        by=by,
        at=at,
        unit=service.unit_id,
        changes={"service": service.pk, "is_kiosk": counter.is_kiosk},
    )
