"""What was decided before: evidence for the next judgement, never an average."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from kinerja.evaluations.models import Evaluation
from kinerja.evaluations.wording import time_title
from kinerja.foundation.reads import read


class Past(NamedTuple):
    """An earlier evaluation of the same person with what was decided."""

    id: int
    period_label: str | None
    year: int
    state: str
    result_rating: str | None
    behavior_rating: str | None
    grade: str | None
    #: the employee may not know a predikat that was decided but not delivered
    is_told: bool

    @property
    def title(self) -> str:
        return time_title(self.period_label, self.year)


@read(Past)
def history_of(employee: int, year: int, except_for: int) -> QuerySet[Any, Any]:
    """The other evaluations of a person in a year, first to last, the year itself at the end."""
    return (
        Evaluation.objects.filter(employee_id=employee, plan__year_id=year)
        .exclude(pk=except_for)
        .annotate(
            period_label=F("period__label"),
            year=F("plan__year__year"),
            result_rating=F("current_version__result_rating"),
            behavior_rating=F("current_version__behavior_rating"),
            grade=F("current_version__grade"),
            is_told=Q(state__in=["DELIVERED", "RECEIVED"]),
        )
        .order_by(F("period__no").asc(nulls_last=True), "id")
    )
