"""Two versions of one result, side by side."""

from __future__ import annotations

from kinerja.plans.forms import KINDS, IndicatorForm, ResultSheet
from kinerja.plans.freezing import with_unit
from kinerja.plans.queries import Content, IndicatorRow, ResultView
from kinerja.plans.values import IndicatorValues
from kinerja.ui.format import day, number
from regulation.plan import Aspect

Row = tuple[str, str, str]
ASPECTS = dict(Aspect.choices())


def rows_of(view: ResultView, sheet: ResultSheet, content: Content) -> list[Row]:
    """Return (label, stored, own) of every field that differs."""
    stored, own = view.values, sheet.values
    kinds = dict(KINDS)
    parents = {str(key): words for key, words in sheet.form.fields["induk"].choices}  # type: ignore[attr-defined]
    givers = {str(key): words for key, words in sheet.form.fields["penugasan"].choices}  # type: ignore[attr-defined]
    rows = [
        ("Rencana hasil kerja", stored.text, own.text),
        ("Jenis hasil kerja", kinds[stored.kind], kinds[own.kind]),
        (
            "Hasil kerja pimpinan",
            view.row.parent_text or "",
            parents.get(str(own.parent_result_id), "") if own.parent_result_id else "",
        ),
        ("Alasan jika tidak ada", stored.no_parent_reason, own.no_parent_reason),
        ("Perspektif", stored.perspective, own.perspective),
        (
            "Penugasan dari",
            view.row.assigned_by,
            givers.get(str(own.assigned_by_id), "") if own.assigned_by_id else "",
        ),
    ]
    for no, form in enumerate(sheet.rows, start=1):
        rows += _of_indicator(no, form.row, form)
    return [row for row in rows if row[1] != row[2]]


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
    return with_unit(number(values.target), values.unit)
