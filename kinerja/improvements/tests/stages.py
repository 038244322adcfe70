"""A service with results, and follow-ups, for the tests of this room and of others."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from kinerja.improvements import operations
from kinerja.improvements.models import Improvement
from kinerja.improvements.operations import ImprovementValues
from kinerja.organization.models import Employee
from kinerja.services.models import Service
from kinerja.surveys.models import Index
from kinerja.surveys.periods import Span
from tests.factories import NOON, actor

#: 3 August 2026: the second quarter is the last finished one
SECOND, THIRD = Span(dt.date(2026, 4, 1), 3), Span(dt.date(2026, 7, 1), 3)
DUE = dt.date(2026, 9, 1)
USUAL = Decimal("3.40")


def elements(n: int = 120, half: str = "0.10", **means: str) -> list[dict[str, Any]]:
    """Return nine elements as a night stores them; named ones have their own mean."""
    found = []
    for no in range(1, 10):
        mean = Decimal(means.get(f"U{no}", USUAL))
        low, high = mean - Decimal(half), mean + Decimal(half)
        told = {"mean": str(mean), "low": str(low), "high": str(high)}
        found.append({"code": f"U{no}", "n": n, **told})
    return found


def result(
    service: Service,
    span: Span = SECOND,
    *,
    n: int = 120,
    index: str = "81.94",
    low: str | None = "79.80",
    high: str | None = "84.10",
    half: str = "0.10",
    **means: str,
) -> Index:
    """Store the official index of a service in a period, as a night would."""
    return Index.objects.create(
        service=service,
        starts=span.starts,
        months=span.months,
        basis="RULED",
        answers=n,
        index=Decimal(index),
        low=low and Decimal(low),
        high=high and Decimal(high),
        grade="B",
        elements=elements(n, half, **means),
        counter_days=20,
        computed_on=NOON.date(),
    )


def values_for(responsible: Employee, **changes: Any) -> ImprovementValues:
    usual = ImprovementValues(
        element="U3",
        asked="Antrean jangan terlalu lama",
        action="Buka loket ketiga pada jam ramai",
        responsible_id=responsible.pk,
        due_on=DUE,
    )
    return usual._replace(**changes)


def planned(service: Service, by: Employee, responsible: Employee, **changes: Any) -> Improvement:
    """Plan a follow-up after the second quarter of 2026."""
    return operations.plan_improvement(
        service=service,
        span=SECOND,
        values=values_for(responsible, **changes),
        by=actor(by),
        at=NOON,
    )
