"""Answers by group of respondents and to extra questions: never of a group that is too small."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from kinerja.foundation import sql
from kinerja.surveys.models import Source
from kinerja.surveys.periods import Span
from kinerja.surveys.privacy import FEWEST_PUBLIC, suppress
from kinerja.surveys.wording import is_enough
from regulation.satisfaction import (
    AgeBand,
    Education,
    Element,
    HalfDay,
    Occupation,
    Sex,
    element_means,
    rounded,
    satisfaction_index,
)

SQL = Path(__file__).parents[1] / "sql"
UNTOLD = "Tidak menyebut"
KINDS: dict[str, tuple[str, dict[str, str]]] = {
    "sex": ("Jenis kelamin", dict(Sex.choices())),
    "age": ("Usia", dict(AgeBand.choices())),
    "education": ("Pendidikan", dict(Education.choices())),
    "occupation": ("Pekerjaan", dict(Occupation.choices())),
    "half": ("Jam survei", dict(HalfDay.choices())),
    "source": ("Cara menjawab", dict(Source.choices)),
}


class Group(NamedTuple):
    """One group of respondents; `answers` None: too few to be shown."""

    label: str
    answers: int | None
    index: Decimal | None  # type: ignore[assignment]  # no tuple asks for places
    weakest: str


class Profile(NamedTuple):
    """The groups of one kind."""

    label: str
    groups: list[Group]
    #: how many groups are left out, because they or their difference would be too small
    hidden: int


class ExtraFigure(NamedTuple):
    """An extra question of a service."""

    text: str
    n: int
    mean: Decimal
    #: (words of the score, how many); nothing where a cell would be too small
    spread: list[tuple[str, int]]


class _Counted(NamedTuple):
    value: str
    answers: int
    n: list[int]
    total: list[int | None]


def profiles(service_ids: Sequence[int], span: Span, least_cell: int) -> list[Profile]:
    """Return the groups of respondents of services in a span, in one statement."""
    found: dict[str, list[_Counted]] = defaultdict(list)
    values = {"services": list(service_ids), "starts": span.starts, "ends": span.ends}
    for kind, *counted in sql.run_planned(SQL / "list_profiles.sql", values):
        found[kind].append(_Counted(*counted))
    return [_profile(kind, found[kind], least_cell) for kind in KINDS if found[kind]]


def extras(service_id: int, span: Span, least_cell: int) -> list[ExtraFigure]:
    """Return how the extra questions of a service were answered, where enough people did."""
    values = {"service": service_id, "starts": span.starts, "ends": span.ends}
    rows = sql.run_planned(SQL / "list_extras.sql", values)
    return [
        _extra(text, json.loads(words), given, least_cell)
        for _, text, words, given in rows
        if is_enough(sum(given))
    ]


def _profile(kind: str, counted: list[_Counted], least_cell: int) -> Profile:
    label, names = KINDS[kind]
    order = {value: at for at, value in enumerate([*names, ""])}
    counted = sorted(counted, key=lambda one: order.get(one.value, len(order)))
    told = suppress({one.value: one.answers for one in counted}, FEWEST_PUBLIC)
    groups = [
        _group(names.get(one.value, UNTOLD), one, least_cell)
        for one in counted
        if told[one.value] is not None
    ]
    return Profile(label, groups, len(counted) - len(groups))


def _group(label: str, one: _Counted, least_cell: int) -> Group:
    """Return a group; its index needs enough answers to each element."""
    if min(one.n) < least_cell:
        return Group(label, one.answers, None, "")
    means = [mean or Fraction() for mean in element_means([x or 0 for x in one.total], one.n)]
    weakest = min(zip(means, Element, strict=True), key=lambda pair: pair[0])
    return Group(label, one.answers, satisfaction_index(means), weakest[1].label)


def _extra(text: str, words: list[str], given: list[int], least_cell: int) -> ExtraFigure:
    n = sum(given)
    total = sum(score * count for score, count in enumerate(given, 1))
    small = any(0 < count < least_cell for count in given)
    spread = [] if small else list(zip(words, given, strict=False))
    return ExtraFigure(text, n, rounded(Fraction(total, n)), spread)
