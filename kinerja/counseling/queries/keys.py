"""Keys as pages show them: when and which, never the halves."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import F, QuerySet

from kinerja.counseling.models import RecoveryKey
from kinerja.foundation.reads import read


class RecoveryRow(NamedTuple):
    """One recovery key of the city."""

    id: int
    fingerprint: str
    made_at: dt.datetime
    retired_at: dt.datetime | None
    account: str


@read(RecoveryRow)
def recovery_keys() -> QuerySet[RecoveryKey]:
    """Return all recovery keys, the newest first."""
    named = RecoveryKey.objects.annotate(account=F("made_by__username"))
    return named.order_by("-made_at", "-id")


@read(RecoveryRow)
def recovery_in_force() -> QuerySet[RecoveryKey]:
    """Return the recovery key to which new notes are sealed."""
    keys = RecoveryKey.objects.filter(retired_at=None)
    return keys.annotate(account=F("made_by__username"))
