"""Feedback of a year in groups, and one sentence about it: counts only, never a score."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kinerja.growth.queries.person import FeedbackRow
from regulation.behavior import CoreValue

GENERAL = "Pekerjaan secara umum"
#: equally many of more things than these say nothing in particular
MOST_NAMED = 3
LONGEST = 70
VALUES = {value.value: value.label for value in CoreValue}
PLACE = {value.value: place for place, value in enumerate(CoreValue)}


class Group(NamedTuple):
    """What was said about one value, one planned result, or the work as a whole."""

    label: str
    rows: list[FeedbackRow]


class Said(NamedTuple):
    """Feedback of one kind, by value, by result, and on the whole."""

    values: list[Group]
    results: list[Group]
    general: list[Group]

    @property
    def total(self) -> int:
        return sum(len(group.rows) for group in self.groups)

    @property
    def groups(self) -> list[Group]:
        return [*self.values, *self.results, *self.general]


class Gathered(NamedTuple):
    """A year of feedback."""

    praise: Said
    advice: Said
    notes: list[FeedbackRow]
    own: list[FeedbackRow]


def gathered_of(rows: Iterable[FeedbackRow]) -> Gathered:
    """Sort a year's feedback: what was valued, what could be better, notes, one's own."""
    kinds: dict[str, list[FeedbackRow]] = {"APRESIASI": [], "SARAN": [], "CATATAN": [], "DIRI": []}
    for row in rows:
        kinds["DIRI" if row.author_role == "DIRI" else row.kind].append(row)
    return Gathered(
        said_of(kinds["APRESIASI"]), said_of(kinds["SARAN"]), kinds["CATATAN"], kinds["DIRI"]
    )


def said_of(rows: Iterable[FeedbackRow]) -> Said:
    """Group feedback of one kind; values in the order of the form, results by their number."""
    values: dict[str, list[FeedbackRow]] = {}
    results: dict[int, list[FeedbackRow]] = {}
    general: list[FeedbackRow] = []
    for row in rows:
        if row.core_value:
            values.setdefault(row.core_value, []).append(row)
        elif row.result_id is not None:
            results.setdefault(row.result_id, []).append(row)
        else:
            general.append(row)
    return Said(
        [Group(VALUES.get(code, code), values[code]) for code in sorted(values, key=_place)],
        [Group(_named(results[key]), results[key]) for key in sorted(results)],
        [Group(GENERAL, general)] if general else [],
    )


def _place(code: str) -> tuple[int, str]:
    return PLACE.get(code, len(PLACE)), code


def _named(rows: list[FeedbackRow]) -> str:
    return rows[0].result_text or rows[0].label


def sentence(praise: Said, advice: Said) -> str:
    """Say in plain words what was said most: with the number out of all."""
    parts = [_most(praise, "Paling sering dihargai", "apresiasi")]
    if advice.total:
        parts.append(_most(advice, "Paling sering disarankan", "saran"))
    return " ".join(parts)


def _most(said: Said, lead: str, thing: str) -> str:
    total = said.total
    if not total:
        return f"Belum ada {thing} tahun ini."
    named = [*said.values, *said.results]
    if total == 1:
        return f"Ada 1 {thing} tahun ini{f': {_short(named[0].label)}' if named else ''}."
    if not named:
        return f"Ada {total} {thing} tahun ini tentang pekerjaan secara umum."
    most = max(len(group.rows) for group in named)
    top = [_short(group.label) for group in named if len(group.rows) == most]
    if most * 2 > total or (most > 1 and len(top) <= MOST_NAMED):
        count = f"{most} dari {total} {thing}"
        return f"{lead}: {_listed(top)} ({'masing-masing ' if len(top) > 1 else ''}{count})."
    return f"Ada {total} {thing} tahun ini tentang hal yang berbeda-beda."


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"


def _listed(labels: list[str]) -> str:
    if len(labels) == 1:
        return labels[0]
    return f"{', '.join(labels[:-1])} dan {labels[-1]}"
