"""The lines of the plan of follow-up that the official report of a survey prints."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja.improvements.models import Improvement
from kinerja.surveys.periods import Span
from kinerja.surveys.report.follow_ups import FollowUp


def lines_of(service_ids: Sequence[int], span: Span) -> list[FollowUp]:
    """Return what was promised after a period about some services."""
    rows = Improvement.objects.filter(
        service_id__any=list(service_ids), starts=span.starts, months=span.months
    ).select_related("responsible")
    return [
        FollowUp(
            one.element,
            one.action,
            one.responsible.full_name,
            one.due_on,
            Improvement.State(one.state).label,
        )
        for one in rows.order_by("element", "due_on", "id")
    ]
