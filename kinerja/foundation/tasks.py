"""What waits, in the same six columns from every room: Beranda is one UNION ALL of them.

A room offers in its `tasks.py`

* `tasks(actor) -> QuerySet`: `waiting(...)` of each kind, joined by `.union(..., all=True)`; it
  uses the actor's ids and arrays only and never branches on them, so it may run inside `@read`;
* `KINDS: dict[str, TaskKind]`: how each kind reads and where its row leads.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, NamedTuple

from django.db import models
from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

#: `waits_on` where the person who asks must act
ME: Final = "me"
#: `waits_on` where the evaluator of that placement must act: the page names him by
#: `organization.queries.evaluator_of`, since nothing stores who that is today
EVALUATOR: Final = "evaluator"


class TaskRow(NamedTuple):
    """One thing that waits. The order is that of the columns in the union."""

    task: str  # the kind: "plans.finish", "evaluations.rate"
    object_id: int  # of the row that KINDS[task].url opens
    about: str  # the person or the title it is about: "Ratna Anggraini", "SKP 2026"
    since: dt.datetime
    due: dt.date | None
    waits_on: str  # ME, EVALUATOR, or the name of who has it


class TaskKind(NamedTuple):
    """How a kind of task reads. `title` and `url` take the row's `about` and `object_id`."""

    title: str  # "Selesaikan {about}"
    url: str  # "plans:edit"
    action: str  # "Lanjutkan"
    is_dated: bool = False  # `due` is the day on which it takes place, not a limit


def waiting(
    queryset: models.QuerySet[Any, Any],
    task: str,
    *,
    about: str | Combinable,
    since: str | Combinable = "state_since",
    due: str | Combinable | None = None,
    waits_on: str | Combinable = ME,
    object_id: str = "pk",
) -> models.QuerySet[Any, Any]:
    """Return the six columns of `TaskRow` for the rows of a queryset.

    `about`, `since` and `due` name columns or are expressions; `waits_on` is one of the two words
    above, or an expression that gives a name.
    """
    who = Value(waits_on) if isinstance(waits_on, str) else waits_on
    columns: models.QuerySet[Any, Any] = queryset.annotate(
        task=_text(Value(task)),
        object_id=Cast(F(object_id), models.BigIntegerField()),
        about=_text(_column(about)),
        since=Cast(_column(since), models.DateTimeField()),
        due=Cast(Value(None) if due is None else _column(due), models.DateField()),
        waits_on=_text(who),
    ).values_list(*TaskRow._fields)
    return columns


def _column(named: str | Combinable) -> Any:
    return F(named) if isinstance(named, str) else named


def _text(value: Any) -> Cast:
    return Cast(value, models.TextField())
