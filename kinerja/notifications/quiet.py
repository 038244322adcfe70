"""Quiet hours: a mail about somebody's act waits until the person's morning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from kinerja.foundation import clock
from kinerja.notifications.models import NotificationPreference

DAY = dt.timedelta(days=1)


class Quiet(NamedTuple):
    """From which hour of the city's day until which; the same hour twice: never."""

    since: int = NotificationPreference.QUIET_FROM
    until: int = NotificationPreference.QUIET_UNTIL

    def holds_at(self, hour: int) -> bool:
        """Tell whether an hour is quiet; the quiet may go over midnight."""
        if self.since <= self.until:
            return self.since <= hour < self.until
        return hour >= self.since or hour < self.until


def leaves_at(quiet: Quiet, at: dt.datetime) -> dt.datetime:
    """Return when a mail of this moment leaves: now, or when the quiet hours end."""
    here = clock.local(at)
    if not quiet.holds_at(here.hour):
        return at
    end = dt.datetime.combine(here.date(), dt.time(quiet.until), tzinfo=here.tzinfo)
    return (end if end > here else end + DAY).astimezone(dt.UTC)


def quiet_of(users: Iterable[int]) -> dict[int, Quiet]:
    """Return the quiet hours of those who have chosen some, in one statement."""
    chosen = NotificationPreference.objects.filter(user_id__any=list(users))
    rows = chosen.values_list("user_id", "quiet_from", "quiet_until")
    return {user: Quiet(since, until) for user, since, until in rows}
