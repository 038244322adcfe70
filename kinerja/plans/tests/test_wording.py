"""Wording a draft."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation.refusals import NotPermitted
from kinerja.plans import operations
from kinerja.plans.models import (
    AnnexLine,
    BehaviorContent,
    IndicatorContent,
    Plan,
    PlanVersion,
    ResultContent,
)
from kinerja.plans.operations.results import MOST_INDICATORS, MOST_RESULTS, TooMany
from kinerja.plans.queries import Content, content_of
from kinerja.plans.refusals import (
    NotEditable,
    NotEmpty,
    ParentNotPossible,
    StaleResult,
)
from kinerja.plans.values import IndicatorValues, ResultValues, typed
from tests.factories import NOON, Town, actor
from tests.plan_factories import (
    ANNEX,
    INDICATOR,
    fill,
    first_result,
    make_agreed,
    make_draft,
    make_submitted,
    make_year,
    version_of,
)


@pytest.fixture
def plan(town: Town, year: PerformanceYear) -> Plan:
    return make_draft(town.andi, year)


def words(plan: Plan) -> Content:
    return content_of(version_of(plan).pk)


def add(plan: Plan, **values: object) -> int:
    by = actor(plan.employee, NOON)
    made = ResultValues(**{"text": "Hasil", **values})  # type: ignore[arg-type]
    return operations.add_result(plan=plan, values=made, by=by, at=NOON).pk


def base(plan: Plan, result_id: int) -> str:
    view = words(plan).result(result_id)
    assert view is not None
    return view.base(version_of(plan).lock_no)


def save(
    plan: Plan,
    result_id: int,
    *,
    base: str,
    text: str = "Baru",
    indicators: dict[int, IndicatorValues] | None = None,
) -> str:
    return operations.save_result(
        plan=plan,
        result_id=result_id,
        values=ResultValues(text=text, no_parent_reason="khas jabatan"),
        indicators=indicators or {},
        base=base,
        by=actor(plan.employee, NOON),
        at=NOON,
    )


def test_a_new_result_comes_last_with_one_empty_indicator(plan: Plan) -> None:
    add(plan, text="Satu")
    add(plan, text="Tambahan", kind="TAMBAHAN")
    add(plan, text="Dua")

    results = words(plan).results
    assert [view.row.text for view in results] == ["Satu", "Dua", "Tambahan"]
    assert [len(view.indicators) for view in results] == [1, 1, 1]


def test_saving_keeps_the_decimals(plan: Plan) -> None:
    result = add(plan)
    [line] = words(plan).results[0].indicators
    target = IndicatorValues(text="SKM", target=Decimal("3.30"), unit="nilai", aspect="KUALITAS")

    save(plan, result, base=base(plan, result), indicators={line.indicator_id: target})

    [stored] = words(plan).results[0].indicators
    assert stored.target == Decimal("3.3")
    assert (stored.written_target, stored.shown_target) == ("3,30", "3,30 nilai")


def test_writing_the_same_figure_otherwise_is_a_change(plan: Plan) -> None:
    result = add(plan)
    [line] = words(plan).results[0].indicators
    given = IndicatorValues(text="SKM", target=Decimal("3.3"), unit="nilai", aspect="KUALITAS")
    save(plan, result, base=base(plan, result), indicators={line.indicator_id: given})

    longer = replace(given, target=Decimal("3.30"))
    save(plan, result, base=base(plan, result), indicators={line.indicator_id: longer})

    [stored] = words(plan).results[0].indicators
    assert stored.shown_target == "3,30 nilai"


@pytest.mark.parametrize("figure", ["3.12345", "1000000000000000"])
def test_a_figure_has_four_decimals_and_fifteen_digits_at_most(plan: Plan, figure: str) -> None:
    result = add(plan)
    [line] = words(plan).results[0].indicators
    row = IndicatorContent.objects.filter(indicator_id=line.indicator_id)

    with pytest.raises(IntegrityError, match="indicator_content_target_bounded"):
        row.update(target=Decimal(figure))
    assert result


@pytest.mark.parametrize(
    ("figure", "written"),
    [("15", "15"), ("95.00", "95,00"), ("1234.5", "1.234,5"), ("-0.50", "-0,50"), ("1E+2", "100")],
)
def test_a_figure_keeps_its_digits(figure: str, written: str) -> None:
    assert typed(Decimal(figure)) == written


def test_the_returned_base_is_that_of_the_next_form(plan: Plan) -> None:
    result = add(plan)

    following = save(plan, result, base=base(plan, result), text="A")

    assert following == base(plan, result)
    save(plan, result, base=following, text="B")
    assert words(plan).results[0].row.text == "B"


def test_a_stale_form_never_overwrites(plan: Plan) -> None:
    result = add(plan)
    old = base(plan, result)
    save(plan, result, base=old, text="Dari tab lain")

    with pytest.raises(StaleResult) as refused:
        save(plan, result, base=old, text="Dari tab ini")

    assert words(plan).results[0].row.text == "Dari tab lain"
    save(plan, result, base=refused.value.base, text="Dari tab ini")
    assert words(plan).results[0].row.text == "Dari tab ini"


def test_a_change_elsewhere_in_the_plan_is_no_conflict(plan: Plan) -> None:
    first, second = add(plan), add(plan)
    old = base(plan, first)
    save(plan, second, base=base(plan, second))

    save(plan, first, base=old, text="Tetap bisa")

    assert words(plan).results[0].row.text == "Tetap bisa"


@pytest.mark.parametrize("garbage", ["", "x", "999999.", "..", "-1.abc"])
def test_a_base_nobody_gave_is_stale(plan: Plan, garbage: str) -> None:
    result = add(plan)

    with pytest.raises(StaleResult):
        save(plan, result, base=garbage)


def test_an_indicator_of_another_result_is_left_alone(plan: Plan) -> None:
    first, second = add(plan), add(plan)
    foreign = words(plan).results[1].indicators[0].indicator_id

    save(plan, first, base=base(plan, first), indicators={foreign: INDICATOR})

    assert words(plan).results[1].indicators[0].text == ""
    assert second


def test_results_change_places_within_their_kind(plan: Plan) -> None:
    first, second = add(plan, text="A"), add(plan, text="B")
    by = actor(plan.employee, NOON)

    operations.move_result(plan=plan, result_id=second, up=True, by=by, at=NOON)
    operations.move_result(plan=plan, result_id=second, up=True, by=by, at=NOON)
    assert [view.id for view in words(plan).results] == [second, first]

    operations.move_result(plan=plan, result_id=second, up=False, by=by, at=NOON)
    assert [view.id for view in words(plan).results] == [first, second]


def test_indicators_change_places(plan: Plan) -> None:
    result = add(plan)
    by = actor(plan.employee, NOON)
    operations.add_indicator(plan=plan, result_id=result, by=by, at=NOON)
    first, second = [row.indicator_id for row in words(plan).results[0].indicators]

    operations.move_indicator(
        plan=plan, result_id=result, indicator_id=second, up=True, by=by, at=NOON
    )

    assert [row.indicator_id for row in words(plan).results[0].indicators] == [second, first]
    with pytest.raises(IndicatorContent.DoesNotExist):
        operations.move_indicator(
            plan=plan, result_id=result, indicator_id=0, up=True, by=by, at=NOON
        )


def test_deleting_takes_the_indicators_along(plan: Plan) -> None:
    result = add(plan)
    by = actor(plan.employee, NOON)
    operations.add_indicator(plan=plan, result_id=result, by=by, at=NOON)
    last = words(plan).results[0].indicators[1].indicator_id

    operations.delete_indicator(plan=plan, result_id=result, indicator_id=last, by=by, at=NOON)
    assert len(words(plan).results[0].indicators) == 1

    operations.delete_result(plan=plan, result_id=result, by=by, at=NOON)
    assert words(plan).results == []
    assert not IndicatorContent.objects.filter(plan_version=version_of(plan)).exists()


def test_a_plan_of_hundreds_of_rows_is_refused(plan: Plan) -> None:
    result = add(plan)
    by = actor(plan.employee, NOON)
    for _ in range(MOST_INDICATORS - 1):
        operations.add_indicator(plan=plan, result_id=result, by=by, at=NOON)
    with pytest.raises(TooMany):
        operations.add_indicator(plan=plan, result_id=result, by=by, at=NOON)

    for _ in range(MOST_RESULTS - 1):
        add(plan)
    with pytest.raises(TooMany):
        add(plan)


def test_a_parent_is_an_agreed_result_of_the_same_year(
    town: Town, year: PerformanceYear, plan: Plan
) -> None:
    parent = make_agreed(town.budi, year, town.sari)

    add(plan, parent_result_id=first_result(parent))

    assert words(plan).results[0].row.parent_text == "Tersedianya antrean daring KTP-el yang andal"


def test_other_parents_are_refused(town: Town, year: PerformanceYear, plan: Plan) -> None:
    own = add(plan)
    unsigned = first_result(make_submitted(town.budi, year))

    for parent in (own, unsigned, 999_999):
        with pytest.raises(ParentNotPossible):
            add(plan, parent_result_id=parent)


def test_a_parent_of_another_year_is_refused(town: Town, plan: Plan) -> None:
    other = make_agreed(town.budi, make_year(2025), town.sari)

    with pytest.raises(ParentNotPossible):
        add(plan, parent_result_id=first_result(other))


def test_the_database_refuses_a_result_as_its_own_parent(plan: Plan) -> None:
    result = add(plan)

    with pytest.raises(IntegrityError, match="not_its_own_parent"), transaction.atomic():
        ResultContent.objects.filter(result_id=result).update(parent_result_id=result)


def test_only_the_owner_words_the_plan(town: Town, plan: Plan) -> None:
    result = add(plan)
    for person in (town.budi, town.dewi, town.city_manager):
        by = actor(person, NOON)
        for act in (
            lambda by=by: operations.add_result(plan=plan, values=ResultValues(), by=by, at=NOON),
            lambda by=by: operations.delete_result(plan=plan, result_id=result, by=by, at=NOON),
            lambda by=by: operations.change_annex(plan=plan, parts={}, lock_no=0, by=by, at=NOON),
        ):
            with pytest.raises(NotPermitted):
                act()


def test_a_submitted_plan_is_locked(town: Town, year: PerformanceYear) -> None:
    plan = make_submitted(town.andi, year)
    result = first_result(plan)
    by = actor(town.andi, NOON)

    with pytest.raises(NotEditable):
        add(plan)
    with pytest.raises(NotEditable):
        save(plan, result, base=base(plan, result))
    with pytest.raises(NotEditable):
        operations.delete_result(plan=plan, result_id=result, by=by, at=NOON)
    with pytest.raises(NotEditable):
        operations.change_annex(plan=plan, parts=ANNEX, lock_no=0, by=by, at=NOON)
    with pytest.raises(NotEditable):
        operations.change_expectations(plan=plan, expectations={}, lock_no=0, by=by, at=NOON)


@pytest.mark.parametrize("model", [ResultContent, IndicatorContent, BehaviorContent, AnnexLine])
def test_the_database_keeps_submitted_words(town: Town, year: PerformanceYear, model: Any) -> None:
    plan = make_submitted(town.andi, year)
    rows = model.objects.filter(plan_version=version_of(plan))
    assert rows.exists()
    field = "expectation" if model is BehaviorContent else "text"

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        rows.update(**{field: "lain"})
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        rows.delete()


def test_drafts_leave_no_trail(plan: Plan) -> None:
    before = AuditEvent.objects.count()

    fill(plan)

    assert AuditEvent.objects.count() == before


def test_an_empty_draft_takes_last_years_words(town: Town, plan: Plan) -> None:
    source = make_agreed(town.andi, make_year(2025), town.budi)
    by = actor(town.andi, NOON)

    operations.copy_plan(plan=plan, source=source, by=by, at=NOON)

    assert len(words(plan).results) == 1
    with pytest.raises(NotEmpty):
        operations.copy_plan(plan=plan, source=source, by=by, at=NOON)


def test_a_version_begins_as_a_draft_and_moves_lawfully(plan: Plan) -> None:
    with pytest.raises(IntegrityError, match="is no legal move"), transaction.atomic():
        PlanVersion.objects.filter(plan=plan).update(
            state="RETURNED",
            submitted_at=NOON,
            submitted_by=plan.employee,
            returned_at=NOON,
            returned_by=plan.employee,
            return_notes="x",
        )
    with pytest.raises(IntegrityError, match="is no legal move"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state="AGREED")
    with pytest.raises(IntegrityError, match="plan_version_one_open"), transaction.atomic():
        PlanVersion.objects.create(plan=plan, no=2)
    with pytest.raises(IntegrityError, match="plan_version_no_once"), transaction.atomic():
        PlanVersion.objects.create(plan=plan, no=1)
