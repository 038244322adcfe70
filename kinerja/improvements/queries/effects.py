"""What came of a follow-up: the element before and after, and whether chance alone would do."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from kinerja.surveys.periods import Span, span_of
from kinerja.surveys.queries.figures import ElementFigure, service_figure
from kinerja.surveys.statistics import chance_of_noise
from kinerja.surveys.wording import Change, change_words, is_enough


class _Told(NamedTuple):
    """An element as the comparison takes it."""

    index: Decimal | None  # type: ignore[assignment]  # no tuple asks for places
    low: Decimal | None
    high: Decimal | None


class Side(NamedTuple):
    """The element in one period; `figure` None: not enough answers to say anything."""

    span: Span
    figure: ElementFigure | None


class Effect(NamedTuple):
    """Before and after; `change` None where either side says too little, or it is too early."""

    before: Side
    after: Side
    is_early: bool
    change: Change | None


def effect_of(
    *, service_id: int, element: str, span: Span, done_on: dt.date | None, today: dt.date
) -> Effect | None:
    """Compare the element before a follow-up with the first whole period after it was done.

    None while it is not done. Two statements.
    """
    if done_on is None:
        return None
    later = first_whole_after(done_on, span)
    before = Side(span, _told(service_id, element, span))
    if later.ends > today:
        return Effect(before, Side(later, None), is_early=True, change=None)
    after = Side(later, _told(service_id, element, later))
    return Effect(before, after, is_early=False, change=_change(before.figure, after.figure))


def first_whole_after(done_on: dt.date, span: Span) -> Span:
    """Return the first period of the same length that begins once the follow-up is done."""
    holding = span_of(done_on, span.months)
    later = holding if holding.starts == done_on else holding.following
    return later if later.starts >= span.ends else span.following


def _told(service_id: int, element: str, span: Span) -> ElementFigure | None:
    figure = service_figure(service_id, span)
    found = [one for one in figure.elements if one.code == element] if figure else []
    return found[0] if found and is_enough(found[0].n) else None


def _change(before: ElementFigure | None, after: ElementFigure | None) -> Change | None:
    if before is None or after is None or before.mean is None or after.mean is None:
        return None
    chance = chance_of_noise(
        _Told(before.mean, before.low, before.high), _Told(after.mean, after.low, after.high)
    )
    return change_words(before.mean, after.mean, chance)
