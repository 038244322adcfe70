"""Figures of the complaints of units in a time: three statements, whatever the size of the city."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from django.db.models import Count, QuerySet

from kinerja.complaints.counting import Calendar, ComplaintFigure, Tally, calendar_of
from kinerja.complaints.models import Complaint
from kinerja.foundation import clock
from kinerja.foundation.reads import read
from regulation.complaints import ComplaintClass

#: below so many complaints nothing is public
FEWEST_PUBLIC = 10
ONE_DAY = dt.timedelta(days=1)


class Group(NamedTuple):
    """Complaints of one unit and class, received and answered on the same days."""

    unit_id: int
    category: str
    received_on: dt.date
    responded_on: dt.date | None
    times: int


class Report(NamedTuple):
    """What a page shows: all together, by unit, by class, and by both."""

    total: ComplaintFigure
    by_unit: dict[int, ComplaintFigure]
    by_class: dict[str, ComplaintFigure]
    by_both: dict[tuple[int, str], ComplaintFigure]
    #: years in the count of whose days nobody registered a holiday
    missing_years: list[int]
    #: the limits by which all this was counted
    calendar: Calendar


@read(Group)
def _groups(unit_ids: list[int], start: dt.date, end: dt.date) -> QuerySet[Complaint]:
    found = Complaint.objects.filter(
        unit_id__any=unit_ids, received_on__gte=start, received_on__lt=end
    )
    grouped = found.values("unit_id", "category", "received_on", "responded_on")
    return grouped.annotate(times=Count("pk"))  # type: ignore[return-value]


def figures_of(
    unit_ids: list[int], start: dt.date, end: dt.date, *, on: dt.date | None = None
) -> ComplaintFigure:
    """Return the figure of these units, and no unit below them, from `start` to before `end`.

    `on` is the day on which open ones are judged: today.
    """
    return report_of(unit_ids, start, end, on=on).total


def report_of(
    unit_ids: list[int], start: dt.date, end: dt.date, *, on: dt.date | None = None
) -> Report:
    """Return the figures by unit and class of the complaints received in a time."""
    today = on or clock.today()
    # A limit that changes later does not rewrite what was.
    calendar = calendar_of(start, today, limits_on=min(today, max(start, end - ONE_DAY)))
    groups = _groups(unit_ids, start, end) if unit_ids else []
    total = Tally()
    units: dict[int, Tally] = defaultdict(Tally)
    classes: dict[str, Tally] = defaultdict(Tally)
    both: dict[tuple[int, str], Tally] = defaultdict(Tally)
    for group in groups:
        places = units[group.unit_id], classes[group.category], both[group[:2]]
        for tally in (total, *places):
            tally.add(calendar, *group[1:4], on=today, times=group.times)
    return Report(
        total.figure(),
        {key: tally.figure() for key, tally in units.items()},
        {kind.value: classes[kind.value].figure() for kind in ComplaintClass if kind in classes},
        {key: tally.figure() for key, tally in both.items()},
        _missing(calendar, groups, today),
        calendar,
    )


def _missing(calendar: Calendar, groups: list[Group], today: dt.date) -> list[int]:
    if not groups:
        return []
    ends = [calendar.due(group.category, group.received_on) or today for group in groups]
    return calendar.missing_years(min(group.received_on for group in groups), max(ends))


def public_figures_of(
    unit_ids: list[int],
    start: dt.date,
    end: dt.date,
    *,
    least_cell: int,
    on: dt.date | None = None,
) -> tuple[ComplaintFigure | None, dict[str, ComplaintFigure]]:
    """Return what everybody may read: the total, and the classes that hide nobody.

    No total below ten complaints. A class is left out below `least_cell`; where the classes left
    out are fewer than that together, the smallest of the others goes with them: nobody gets at a
    small one by subtraction.
    """
    report = report_of(unit_ids, start, end, on=on)
    if report.total.n < FEWEST_PUBLIC:
        return None, {}
    ranked = sorted(report.by_class.items(), key=lambda item: item[1].n)
    hidden = sum(1 for _, figure in ranked if figure.n < least_cell)
    while 0 < sum(figure.n for _, figure in ranked[:hidden]) < least_cell and hidden < len(ranked):
        hidden += 1
    shown = {kind for kind, _ in ranked[hidden:]}
    return report.total, {kind: f for kind, f in report.by_class.items() if kind in shown}
