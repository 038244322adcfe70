"""Expressions and ranges that several rooms share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import BigIntegerRangeField
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Value


class TypedDecimalField(models.DecimalField):  # type: ignore[type-arg]
    """A number that keeps its digits as they were typed: 3,30 does not become 3,3."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "numeric"


def same(column: str) -> Func:
    """A one-element range of an id, so that GiST can exclude on it without an extension."""
    return Func(
        F(column),
        F(column),
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )


def days(start: dt.date, end: dt.date | None = None) -> Any:
    """Return the days from `start` up to, but not including, `end`; open while it lasts."""
    return DateRange(start, end, "[)")


def last_day(held: Any) -> dt.date | None:
    """Return the last day inside a range of days, as people say it ("s.d.")."""
    return held.upper - dt.timedelta(days=1) if held.upper else None
