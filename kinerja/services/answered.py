"""How many answers services have had: the room above that keeps them says so.

It sets `count` when its application starts (`AppConfig.ready`); until then nobody knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

#: (services, from this day, before that day) -> {service: answers}
Count = Callable[[Sequence[int], dt.date, dt.date], Mapping[int, int]]
counts: list[Count] = []
A_YEAR = dt.timedelta(days=365)
ONE_DAY = dt.timedelta(days=1)
QUARTER = 3


def since_quarter_began(service_ids: Sequence[int], today: dt.date) -> Mapping[int, int] | None:
    """Return the answers of each service in this quarter; None where nobody counts."""
    first = today.replace(month=(today.month - 1) // QUARTER * QUARTER + 1, day=1)
    return _ask(service_ids, first, today + ONE_DAY)


def in_a_year(service_id: int, today: dt.date) -> int | None:
    """Return the answers of a service in the year that ends today; None where nobody counts."""
    found = _ask([service_id], today + ONE_DAY - A_YEAR, today + ONE_DAY)
    return None if found is None else found.get(service_id, 0)


def _ask(service_ids: Sequence[int], first: dt.date, before: dt.date) -> Mapping[int, int] | None:
    if not counts:
        return None
    return counts[0](service_ids, first, before) if service_ids else {}
