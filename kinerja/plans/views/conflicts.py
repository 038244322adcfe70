"""Two versions of one result, side by side."""

from __future__ import annotations

from typing import cast

from kinerja.plans.forms import KINDS, IndicatorForm, ResultSheet
from kinerja.plans.freezing import with_unit
from kinerja.plans.queries import IndicatorRow, ResultView
from kinerja.plans.values import IndicatorValues, typed
from kinerja.ui.format import day
from regulation.plan import Aspect

Row = tuple[str, str, str]
ASPECTS = dict(Aspect.choices())


def rows_of(view: ResultView, sheet: ResultSheet) -> list[Row]:
    """Return (label, stored, own) of every field that differs."""
    stored, own = view.values, sheet.values
    kinds = dict(KINDS)
    parent, giver = view.row.parent_text or "", view.row.assigned_by
    rows = [
        ("Rencana hasil kerja", stored.text, own.text),
        ("Jenis hasil kerja", kinds[stored.kind], kinds[own.kind]),
        ("Hasil kerja pimpinan", parent, _named(sheet, "induk", stored.parent_result_id, parent)),
        ("Alasan jika tidak ada", stored.no_parent_reason, own.no_parent_reason),
        ("Perspektif", stored.perspective, own.perspective),
        ("Penugasan dari", giver, _named(sheet, "penugasan", stored.assigned_by_id, giver)),
    ]
    for no, form in enumerate(sheet.rows, start=1):
        rows += _of_indicator(no, form.row, form)
    return [row for row in rows if row[1] != row[2]]


def _named(sheet: ResultSheet, name: str, stored: int | None, words: str) -> str:
    """Return the words of what was chosen in a select; those stored where it is the same."""
    chosen = sheet.form.cleaned_data[name]
    if chosen == str(stored or ""):
        return words
    offered = cast("list[tuple[str, str]]", getattr(sheet.form.fields[name], "choices", []))
    return next((label for key, label in offered if key and key == chosen), "")


def _of_indicator(no: int, row: IndicatorRow, form: IndicatorForm) -> list[Row]:
    own = form.values
    return [
        (f"Indikator {no}", row.text, own.text),
        (f"Aspek {no}", ASPECTS.get(row.aspect, ""), ASPECTS.get(own.aspect, "")),
        (f"Target {no}", row.shown_target, shown(own)),
    ]


def shown(values: IndicatorValues) -> str:
    """Return a target as the form prints it."""
    if values.target_date is not None:
        return day(values.target_date)
    if values.target is None:
        return values.target_text
    return with_unit(typed(values.target), values.unit)
