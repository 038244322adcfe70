"""What a page is about: 404 for what one may not see."""

from __future__ import annotations

from django.http import Http404

from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.improvements.models import Improvement
from kinerja.improvements.queries import lists
from kinerja.improvements.queries.lists import ImprovementRow, ServiceRow


def row_or_404(request: ActorRequest, improvement_id: int) -> ImprovementRow:
    """Return a follow-up that one sees."""
    row = lists.improvement_of.one(request.actor, improvement_id, clock.today())
    if row is None:
        raise Http404
    return row


def service_or_404(request: ActorRequest, service_id: int) -> ServiceRow:
    """Return a service that one sees."""
    row = lists.service_seen.one(request.actor, service_id, clock.today())
    if row is None:
        raise Http404
    return row


def the_improvement(request: ActorRequest, improvement_id: int) -> Improvement:
    """Return the row itself, for an operation."""
    return Improvement.objects.visible_to(request.actor).get(pk=improvement_id)
