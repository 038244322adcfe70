"""The one clock, and the city's days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.conf import settings

_fixed: ContextVar[dt.datetime | None] = ContextVar("fixed", default=None)
_zone: ContextVar[Callable[[], str] | None] = ContextVar("zone", default=None)


def now() -> dt.datetime:
    """Return the moment, in UTC; what `fixed` says where somebody fixed it."""
    return _fixed.get() or dt.datetime.now(tz=dt.UTC)  # noqa: TID251 - this is the clock


def today() -> dt.date:
    """Return the city's day now."""
    return local_date(now())


def zone() -> ZoneInfo:
    """Return the city's zone (WIB unless the city or the installation says otherwise)."""
    ask = _zone.get()
    return ZoneInfo(ask() if ask else settings.TIME_ZONE)


def local(at: dt.datetime) -> dt.datetime:
    """Return a moment on the city's clocks."""
    return at.astimezone(zone())


def local_date(at: dt.datetime) -> dt.date:
    """Return the city's day at a moment."""
    return local(at).date()


def start_of(day: dt.date) -> dt.datetime:
    """Return the first moment of a day in the city."""
    return dt.datetime.combine(day, dt.time(), tzinfo=zone())


@contextmanager
def in_zone(ask: Callable[[], str]) -> Iterator[None]:
    """Reckon days in the zone that `ask` names; it is asked when a day is first needed."""
    token = _zone.set(ask)
    try:
        yield
    finally:
        _zone.reset(token)


@contextmanager
def fixed(at: dt.datetime) -> Iterator[None]:
    """Let the clock stand still: for tests and for the demo city."""
    token = _fixed.set(at)
    try:
        yield
    finally:
        _fixed.reset(token)
