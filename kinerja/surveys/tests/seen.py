"""Indices as a night leaves them, for pages that only show them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from kinerja.organization.models import Unit
from kinerja.services.models import Service
from kinerja.surveys.models import Basis, Index
from regulation.satisfaction import Element, survey_grade

THIRD = dt.date(2026, 7, 1)
SECOND = dt.date(2026, 4, 1)


def make_index(
    of: Service | Unit,
    index: str | None = "81.94",
    *,
    starts: dt.date = THIRD,
    months: int = 3,
    answers: int = 312,
    half_width: str = "2.00",
    bases: tuple[str, ...] = tuple(Basis.values),
    **fields: Any,
) -> list[Index]:
    """Make the rows of a period on every basis."""
    value = None if index is None else Decimal(index)
    half = Decimal(half_width)
    whose = {"service": of} if isinstance(of, Service) else {"unit": of}
    shown: dict[str, Any] = {
        "index": value,
        "low": None if value is None else value - half,
        "high": None if value is None else min(value + half, Decimal(100)),
        "grade": "" if value is None else survey_grade(value).value,
        "design_effect": 1.8,
        "elements": elements(value, answers),
        "counter_days": 30,
        "computed_on": dt.date(2026, 8, 3),
        **fields,
    }
    rows = [
        Index(**whose, starts=starts, months=months, basis=basis, answers=answers, **shown)
        for basis in bases
    ]
    return Index.objects.bulk_create(rows)


def elements(index: Decimal | None, answers: int) -> list[dict[str, Any]]:
    """Return nine elements around an index; U9 is the weakest."""
    if index is None:
        return []
    mean = index / 25
    return [
        {
            "code": element.value,
            "n": answers,
            "mean": str((mean + Decimal(4 - no) / 20).quantize(Decimal("0.01"))),
            "low": "3.10",
            "high": "3.40",
        }
        for no, element in enumerate(Element)
    ]
