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
    return _next(quiet.until, at) if quiet.holds_at(clock.local(at).hour) else at


def _next(hour: int, at: dt.datetime) -> dt.datetime:
    """Return when the city's clocks show an hour next."""
    here = clock.local(at)
    there = dt.datetime.combine(here.date(), dt.time(hour), tzinfo=here.tzinfo)
    return (there if there > here else there + DAY).astimezone(dt.UTC)


class Hours(NamedTuple):
    """What a bulk act in SQL needs for the same rule as `leaves_at`."""

    #: the hour that the city's clocks show
    hour: int
    quiet_from: int
    quiet_until: int
    #: by hour of the day: when the city's clocks show it next
    nexts: list[dt.datetime]


def hours_at(at: dt.datetime) -> Hours:
    """Return the hour of a moment, the usual quiet hours, and when each hour comes next."""
    usual = Quiet()
    nexts = [_next(hour, at) for hour in range(24)]
    return Hours(clock.local(at).hour, usual.since, usual.until, nexts)


def quiet_of(users: Iterable[int]) -> dict[int, Quiet]:
    """Return the quiet hours of those who have chosen some, in one statement."""
    chosen = NotificationPreference.objects.filter(user_id__any=list(users))
    rows = chosen.values_list("user_id", "quiet_from", "quiet_until")
    return {user: Quiet(since, until) for user, since, until in rows}
