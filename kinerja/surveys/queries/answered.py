"""How many answers services have had: for the pages of the services, which lie below us."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db.models import QuerySet, Sum

from kinerja.foundation.reads import read
from kinerja.surveys.models import Moment


class AnswersRow(NamedTuple):
    """The answers of a service, those that bear a signal included."""

    service_id: int
    total: int


@read(AnswersRow)
def _answers(services: list[int], since: dt.date) -> QuerySet[Moment]:
    moments = Moment.objects.filter(service_id__any=services, starts__gte=since, unflagged=False)
    return (
        moments.order_by()
        .values("service_id")
        .annotate(  # type: ignore[return-value]
            total=Sum("answers")
        )
    )


def answers_since(service_ids: Sequence[int], since: dt.date) -> Mapping[int, int]:
    """Return the answers in the quarter that begins on a day, and in all after it."""
    return {row.service_id: row.total for row in _answers(list(service_ids), since)}
