"""Failed attempts slow the next ones; nobody is locked out: colleagues know each other's NIP."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db import connection

from kinerja.accounts.models import FailedAttempt
from kinerja.foundation.refusals import Refusal


class Limit(NamedTuple):
    """So many failures in so long a time."""

    failures: int
    within: dt.timedelta


PER_NAME_AND_NETWORK = Limit(5, dt.timedelta(minutes=5))
PER_NAME = Limit(50, dt.timedelta(hours=1))
#: a whole office is one address
PER_NETWORK = Limit(300, dt.timedelta(minutes=1))
LIMITS = (PER_NAME_AND_NETWORK, PER_NAME, PER_NETWORK)

# How many failures stand in the window of a limit, and the one that must leave it first.
FAILURES = """
SELECT count(*), (array_agg(at ORDER BY at DESC))[%(allowed)s]
FROM account_failed_attempt
WHERE at > %(since)s AND id <> %(this)s
  AND (%(username)s::text IS NULL OR username = %(username)s::text)
  AND (%(network)s::text IS NULL OR network = %(network)s::text)
"""


class TooManyAttempts(Refusal):
    """Wait a little: 429."""

    code = "too_many_attempts"

    def __init__(self, wait: dt.timedelta) -> None:
        self.seconds = max(1, int(wait.total_seconds()) + 1)
        minutes = -(-self.seconds // 60)
        super().__init__(f"Terlalu banyak percobaan. Coba lagi {minutes} menit lagi.")


def begin(*, username: str, network: str, at: dt.datetime) -> tuple[FailedAttempt, int]:
    """Write the attempt down as failed before it is judged, so that parallel ones count too.

    Returns it and how many more may fail. Raises TooManyAttempts; a refused attempt does not count.
    """
    attempt = FailedAttempt.objects.create(at=at, username=username, network=network)
    windows = (
        (PER_NAME_AND_NETWORK, username, network),
        (PER_NAME, username, None),
        (PER_NETWORK, None, network),
    )
    try:
        left = min(_left(limit, name, net, attempt) for limit, name, net in windows)
    except TooManyAttempts:
        attempt.delete()
        raise
    return attempt, left - 1


def succeeded(attempt: FailedAttempt) -> None:
    """Forget the failures of this person from this place."""
    FailedAttempt.objects.filter(username=attempt.username, network=attempt.network).delete()


def forget_old(*, at: dt.datetime) -> int:
    """Delete the attempts that no limit looks at any more."""
    longest = max(limit.within for limit in LIMITS)
    deleted, _ = FailedAttempt.objects.filter(at__lt=at - longest).delete()
    return deleted


def _left(limit: Limit, username: str | None, network: str | None, this: FailedAttempt) -> int:
    values: dict[str, Any] = {
        "since": this.at - limit.within,
        "this": this.pk,
        "allowed": limit.failures,
        "username": username,
        "network": network,
    }
    with connection.cursor() as cursor:
        cursor.execute(FAILURES, values)
        count, leaves = cursor.fetchone()
    if count >= limit.failures:
        raise TooManyAttempts(leaves + limit.within - this.at)
    return int(limit.failures - count)
