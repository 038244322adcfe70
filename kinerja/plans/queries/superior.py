"""The agreed results of the evaluator, which a plan's own results serve."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import F, QuerySet

from kinerja.foundation.reads import read
from kinerja.plans.models import ResultContent


class SuperiorRow(NamedTuple):
    """One result of the superior, as his agreed version words it."""

    result_id: int
    kind: str
    text: str
    agreed_at: dt.datetime


@read(SuperiorRow)
def superior_results(employee_id: int, year_id: int) -> QuerySet[ResultContent]:
    """Return the agreed results of one person in a year: what the form's column 2 may name.

    Law: PermenPANRB 6/2022, Lampiran (formulir SKP).
    """
    return (
        ResultContent.objects.filter(
            result__plan__employee_id=employee_id,
            result__plan__year_id=year_id,
            plan_version__state="AGREED",
            deleted_at=None,
        )
        .annotate(agreed_at=F("plan_version__agreed_at"))
        .order_by("-kind", "position", "id")
    )
