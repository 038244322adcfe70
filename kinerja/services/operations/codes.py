"""Codes: drawn at random, replaced by hand; one of a day for a screen at the counter."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import IntegrityError, transaction

from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.services.models import CODE_LENGTH, CODE_LETTERS, Code, Counter, Service
from kinerja.services.operations.services import taken_open
from kinerja.services.refusals import CounterClosed, StaleCode

#: how often a code is drawn before something else must be wrong
TRIES = 20


def issue(counter: Counter, day: dt.date, *, valid_on: dt.date | None = None) -> Code:
    """Draw a code that no counter has ever had: an order or a hole would tell where others lie."""
    for _ in range(TRIES):
        drawn = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        try:
            with transaction.atomic():
                return Code.objects.create(
                    code=drawn, counter=counter, issued_on=day, valid_on=valid_on
                )
        except IntegrityError as error:
            if not _is_drawn_before(error):
                raise
    raise RuntimeError(f"{TRIES} codes in a row had been drawn before.")


def _is_drawn_before(error: IntegrityError) -> bool:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", "") == "service_code_pkey"


@transaction.atomic
def new_code(
    *, counter: Counter, instead_of: str | None = None, by: Actor, at: dt.datetime
) -> Code:
    """Give a counter another code; the old one stays, and says that it is not used any more.

    `instead_of` is the code that whoever asks has seen: a second click replaces no new code.
    Raises NotPermitted, ServiceClosed, CounterClosed, StaleCode.
    """
    service = taken_open(counter.service_id, by=by)
    held = Counter.objects.select_for_update().get(pk=counter.pk)
    if held.closed_on is not None:
        raise CounterClosed
    old = Code.objects.filter(counter=held, retired_on=None, valid_on=None).first()
    if instead_of is not None and old is not None and old.code != instead_of:
        raise StaleCode
    if old is not None:
        old.retired_on = clock.local_date(at)
        old.save(update_fields=["retired_on"])
    made = issue(held, clock.local_date(at))
    changes = {"counter": held.pk}
    audit.record(
        "services.code.renewed", subject=held, by=by, at=at, unit=service.unit_id, changes=changes
    )
    return made


@transaction.atomic
def code_of_day(*, counter: Counter, day: dt.date) -> Code:
    """Return the code of a day of a counter, for a screen that stands there; draw it once.

    Nobody is asked who he is: the screen is signed in nowhere, and the code leads where that of
    the poster leads. It is kept like an anonymous act: not recorded. Raises CounterClosed.
    """
    known = Code.objects.filter(counter_id=counter.pk, valid_on=day).first()
    if known is not None:
        return known
    rows = Counter.objects.select_for_update(of=["self"]).select_related("service")
    held = rows.get(pk=counter.pk)
    if held.closed_on is not None or held.service.state != Service.State.OPEN:
        raise CounterClosed("Loket ini tidak menerima jawaban lagi.")
    twin = Code.objects.filter(counter=held, valid_on=day).first()
    return twin or issue(held, day, valid_on=day)
