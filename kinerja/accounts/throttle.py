"""Failed attempts slow the next ones; nobody is locked out: colleagues know each other's NIP."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

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
WINDOWS = (
    (PER_NAME_AND_NETWORK, "username = %(username)s AND network = %(network)s"),
    (PER_NAME, "username = %(username)s"),
    (PER_NETWORK, "network = %(network)s"),
)

# How many failures stand in the window of each limit, and the one that must leave it first.
FAILURES = " UNION ALL ".join(
    f"""
SELECT {no}, count(*), (array_agg(at ORDER BY at DESC))[{limit.failures}]
FROM account_failed_attempt
WHERE at > %(at)s - interval '{limit.within.total_seconds()} s' AND id <> %(this)s AND {same}
"""  # noqa: S608 - our own limits
    for no, (limit, same) in enumerate(WINDOWS)
)


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
    try:
        left = min(_left(attempt))
    except TooManyAttempts:
        attempt.delete()
        raise
    return attempt, left - 1


def succeeded(attempt: FailedAttempt) -> None:
    """Forget the failures of this person from this place."""
    FailedAttempt.objects.filter(username=attempt.username, network=attempt.network).delete()


def forget_old(*, at: dt.datetime) -> int:
    """Delete the attempts that no limit looks at any more."""
    longest = max(limit.within for limit, _ in WINDOWS)
    deleted, _ = FailedAttempt.objects.filter(at__lt=at - longest).delete()
    return deleted


def _left(this: FailedAttempt) -> list[int]:
    """Return how many may still fail by each limit. Raises TooManyAttempts."""
    values: dict[str, dt.datetime | int | str] = {
        "at": this.at, "this": this.pk, "username": this.username, "network": this.network,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(FAILURES, values)
        found = cursor.fetchall()
    left = []
    for no, count, leaves in found:
        limit, _ = WINDOWS[no]
        if count >= limit.failures:
            raise TooManyAttempts(leaves + limit.within - this.at)
        left.append(limit.failures - count)
    return left
