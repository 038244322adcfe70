"""Wording a draft: results and indicators. Drafts are nobody's business yet, so no audit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from django.db import transaction
from django.db.models import Max, QuerySet

from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import Refusal
from kinerja.plans.models import (
    Indicator,
    IndicatorContent,
    Plan,
    PlanVersion,
    Result,
    ResultContent,
)
from kinerja.plans.operations.holding import count_change, hold_own_draft
from kinerja.plans.refusals import ParentNotPossible, StaleResult
from kinerja.plans.values import IndicatorValues, ResultValues, base_of

FIELDS = tuple(IndicatorValues.__dataclass_fields__)
MOST_RESULTS = 40
MOST_INDICATORS = 20


class TooMany(Refusal):
    """A plan of hundreds of rows helps nobody."""

    code = "too_many_rows"
    message = f"Paling banyak {MOST_RESULTS} RHK, dan {MOST_INDICATORS} indikator pada satu RHK."


@transaction.atomic
def add_result(*, plan: Plan, values: ResultValues, by: Actor, at: dt.datetime) -> Result:
    """Add a result at the end, with one empty indicator to fill.

    Law: PermenPANRB 6/2022, Lampiran (formulir SKP). Raises NotPermitted, NotEditable, TooMany.
    """
    version = hold_own_draft(plan, by)
    rows = ResultContent.objects.filter(plan_version=version, deleted_at=None)
    if rows.count() >= MOST_RESULTS:
        raise TooMany
    _check_parent(version, values)
    result = Result.objects.create(plan=version.plan)
    position = (rows.aggregate(last=Max("position"))["last"] or 0) + 1
    ResultContent.objects.create(
        result=result, plan_version=version, position=position, **asdict(values)
    )
    _insert_indicator(version, result, IndicatorValues())
    count_change(version)
    return result


@transaction.atomic
def save_result(
    *,
    plan: Plan,
    result_id: int,
    values: ResultValues,
    indicators: Mapping[int, IndicatorValues],
    base: str,
    by: Actor,
    at: dt.datetime,
) -> str:
    """Store the wording of one result with its indicators; return the base of the next form.

    Raises NotPermitted, NotEditable, StaleResult where the stored wording is newer than `base`.
    """
    version = hold_own_draft(plan, by)
    content = _content(version, result_id)
    rows = _indicators(version, result_id)
    before = {key: _values(row) for key, row in rows.items()}
    after = before | {key: words for key, words in indicators.items() if key in before}
    now = _result_values(content)
    changed = [key for key in rows if _is_reworded(after[key], before[key])]
    if values == now and not changed:  # an autosave came first with the same words
        return base_of(version.lock_no, now, before)
    _refuse_stale(base, base_of(version.lock_no, now, before))
    _check_parent(version, values, now=now.parent_result_id)
    if values != now:
        ResultContent.objects.filter(pk=content.pk).update(**asdict(values))
    if changed:
        reworded = [_worded(rows[key], after[key]) for key in changed]
        IndicatorContent.objects.bulk_update(reworded, FIELDS)
    return base_of(count_change(version), values, after)


@transaction.atomic
def move_result(*, plan: Plan, result_id: int, up: bool, by: Actor, at: dt.datetime) -> None:
    """Let a result change places with its neighbor of the same kind."""
    version = hold_own_draft(plan, by)
    content = _content(version, result_id)
    rows = ResultContent.objects.filter(plan_version=version, deleted_at=None, kind=content.kind)
    ordered = list(rows.order_by("position", "pk"))
    _swap(ordered, [row.result_id for row in ordered].index(result_id), up=up)
    ResultContent.objects.bulk_update(ordered, ["position"])
    count_change(version)


@transaction.atomic
def delete_result(*, plan: Plan, result_id: int, by: Actor, at: dt.datetime) -> None:
    """Take a result with its indicators out of the draft.

    A version that was agreed before keeps its own rows; the identity stays, others may link to it.
    """
    version = hold_own_draft(plan, by)
    content = _content(version, result_id)
    IndicatorContent.objects.filter(plan_version=version, indicator__result_id=result_id).delete()
    content.delete()
    count_change(version)


@transaction.atomic
def add_indicator(*, plan: Plan, result_id: int, by: Actor, at: dt.datetime) -> Indicator:
    """Add an empty indicator to a result. Raises NotPermitted, NotEditable, TooMany."""
    version = hold_own_draft(plan, by)
    content = _content(version, result_id)
    if len(_indicators(version, result_id)) >= MOST_INDICATORS:
        raise TooMany
    indicator = _insert_indicator(version, content.result, IndicatorValues())
    count_change(version)
    return indicator


@transaction.atomic
def move_indicator(
    *, plan: Plan, result_id: int, indicator_id: int, up: bool, by: Actor, at: dt.datetime
) -> None:
    """Let an indicator change places with its neighbor."""
    version = hold_own_draft(plan, by)
    ordered = list(_indicator_rows(version, result_id))
    index = _index(ordered, indicator_id)
    _swap(ordered, index, up=up)
    IndicatorContent.objects.bulk_update(ordered, ["position"])
    count_change(version)


@transaction.atomic
def delete_indicator(
    *, plan: Plan, result_id: int, indicator_id: int, by: Actor, at: dt.datetime
) -> None:
    """Take an indicator out of the draft."""
    version = hold_own_draft(plan, by)
    ordered = list(_indicator_rows(version, result_id))
    ordered[_index(ordered, indicator_id)].delete()
    count_change(version)


@transaction.atomic
def name_source(
    *, plan: Plan, indicator_id: int, words: str, by: Actor, at: dt.datetime
) -> IndicatorContent:
    """Say in the draft from where an indicator takes its realization by itself; "" for nowhere.

    Law: PermenPANRB 6/2022, Lampiran (penetapan dan klarifikasi ekspektasi).
    Raises NotPermitted, NotEditable, IndicatorContent.DoesNotExist.
    """
    version = hold_own_draft(plan, by)
    content = IndicatorContent.objects.get(plan_version=version, indicator_id=indicator_id)
    content.source = words
    content.save(update_fields=["source"])
    count_change(version)
    return content


def _content(version: PlanVersion, result_id: int) -> ResultContent:
    rows = ResultContent.objects.filter(plan_version=version, deleted_at=None)
    return rows.select_related("result").get(result_id=result_id)


def _indicator_rows(version: PlanVersion, result_id: int) -> QuerySet[IndicatorContent]:
    rows = IndicatorContent.objects.filter(plan_version=version, indicator__result_id=result_id)
    return rows.order_by("position", "pk")


def _indicators(version: PlanVersion, result_id: int) -> dict[int, IndicatorContent]:
    return {row.indicator_id: row for row in _indicator_rows(version, result_id)}


def _index(rows: list[IndicatorContent], indicator_id: int) -> int:
    for index, row in enumerate(rows):
        if row.indicator_id == indicator_id:
            return index
    raise IndicatorContent.DoesNotExist


def _insert_indicator(version: PlanVersion, result: Result, values: IndicatorValues) -> Indicator:
    indicator = Indicator.objects.create(result=result)
    last = _indicator_rows(version, result.pk).aggregate(last=Max("position"))["last"]
    IndicatorContent.objects.create(
        indicator=indicator, plan_version=version, position=(last or 0) + 1, **asdict(values)
    )
    return indicator


def _swap(rows: Sequence[ResultContent | IndicatorContent], index: int, *, up: bool) -> None:
    other = index - 1 if up else index + 1
    order = list(range(len(rows)))
    if 0 <= other < len(rows):
        order[index], order[other] = other, index
    for place, row in zip(order, rows, strict=True):
        row.position = place + 1


def _refuse_stale(base: str, stored: str) -> None:
    """Let a form through that was drawn from these very words, whatever else has changed since."""
    number, _, mark = base.partition(".")
    current, _, now = stored.partition(".")
    if number != current and mark != now:
        raise StaleResult(stored)


def _result_values(row: ResultContent) -> ResultValues:
    return ResultValues(**{name: getattr(row, name) for name in ResultValues.__dataclass_fields__})


def _values(row: IndicatorContent) -> IndicatorValues:
    return IndicatorValues(**{name: getattr(row, name) for name in FIELDS})


def _is_reworded(after: IndicatorValues, before: IndicatorValues) -> bool:
    """Equal figures may be written differently: 3,30 and 3,3."""
    return after != before or str(after.target) != str(before.target)


def _worded(row: IndicatorContent, values: IndicatorValues) -> IndicatorContent:
    for name in FIELDS:
        setattr(row, name, getattr(values, name))
    return row


def _check_parent(version: PlanVersion, values: ResultValues, *, now: int | None = None) -> None:
    """A parent is another person's result, agreed in the same year. What stands may stay.

    Law: PermenPANRB 6/2022, Lampiran (formulir SKP).
    """
    parent = values.parent_result_id
    if parent is None or parent == now:
        return
    agreed = ResultContent.objects.filter(
        result_id=parent,
        plan_version__state=PlanVersion.State.AGREED,
        plan_version__plan__year_id=version.plan.year_id,
        deleted_at=None,
    ).exclude(plan_version__plan__employee_id=version.plan.employee_id)
    if not agreed.exists():
        raise ParentNotPossible
