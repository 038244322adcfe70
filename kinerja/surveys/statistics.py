"""How sure an index is: 95 % intervals from the days of counters, by the delta method."""

from __future__ import annotations

from decimal import Decimal

from regulation.satisfaction import survey_grade


def inside_one_grade(low: Decimal | None, high: Decimal | None) -> bool:
    """Say whether the grade is certain: both ends of the interval have the same."""
    return low is not None and high is not None and survey_grade(low) == survey_grade(high)
