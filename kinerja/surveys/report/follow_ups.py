"""Lines of the plan of follow-up in a report. They belong to a higher room, which offers them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kinerja.surveys.periods import Span


class FollowUp(NamedTuple):
    """What is promised about an element: what, who, until when, how far."""

    element: str
    action: str
    responsible: str
    due_on: dt.date
    state: str


Source = Callable[[Sequence[int], Span], Sequence[FollowUp]]
_sources: list[Source] = []


def offer(source: Source) -> None:
    """Let a room above give the lines of some services after a period; once, when it starts."""
    if source not in _sources:
        _sources.append(source)


def follow_ups(service_ids: Sequence[int], span: Span) -> list[FollowUp]:
    """Return the lines that all rooms offer, by element and date."""
    lines = [line for source in _sources for line in source(service_ids, span)]
    return sorted(lines, key=lambda line: (line.element, line.due_on))
