"""How many answers services have had: the room above that keeps them says so.

It adds itself to `counts` when its application starts (`AppConfig.ready`); without it nobody knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

#: (services, the first day of a quarter) -> {service: answers of this quarter and all after it}
Count = Callable[[Sequence[int], dt.date], Mapping[int, int]]
counts: list[Count] = []
MONTHS, QUARTER = 12, 3


def this_quarter(service_ids: Sequence[int], today: dt.date) -> Mapping[int, int] | None:
    """Return the answers of each service in this quarter; None where nobody counts."""
    return _ask(service_ids, quarter_began(today))


def in_four_quarters(service_id: int, today: dt.date) -> int | None:
    """Return the answers of a service in this quarter and the three before; None likewise."""
    found = _ask([service_id], quarter_began(today, before=3))
    return None if found is None else found.get(service_id, 0)


def quarter_began(day: dt.date, *, before: int = 0) -> dt.date:
    """Return the first day of the quarter that lies so many quarters `before` that of a day."""
    months = day.year * MONTHS + (day.month - 1) // QUARTER * QUARTER - QUARTER * before
    return dt.date(months // MONTHS, months % MONTHS + 1, 1)


def _ask(service_ids: Sequence[int], since: dt.date) -> Mapping[int, int] | None:
    if not counts:
        return None
    return counts[0](service_ids, since) if service_ids else {}
