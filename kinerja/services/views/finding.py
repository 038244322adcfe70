"""What a page is about: 404 for what one may not see, 403 for what one only reads."""

from __future__ import annotations

from django.http import Http404

from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.services import access
from kinerja.services.models import Counter, Question, Service
from kinerja.services.queries import parts
from kinerja.services.queries import services as reads
from kinerja.services.queries.parts import QuestionRow
from kinerja.services.queries.services import PlaceRow, Standard
from kinerja.ui.format import url

LIST = "Layanan"


def seen_service(request: ActorRequest, service_id: int) -> Standard:
    """Return a service that the person may see."""
    row = reads.service_of.one(request.actor, service_id, clock.today())
    if row is None:
        raise Http404
    return row


def seen_place(request: ActorRequest, counter_id: int) -> PlaceRow:
    """Return a counter that the person may see."""
    row = reads.place_of.one(request.actor, counter_id, clock.today())
    if row is None:
        raise Http404
    return row


def seen_question(request: ActorRequest, question_id: int) -> QuestionRow:
    """Return an extra question that the person may see."""
    row = parts.question_of.one(request.actor, question_id)
    if row is None:
        raise Http404
    return row


def must_administer(request: ActorRequest, unit_id: int) -> None:
    """Say so before anybody fills in a form that is not theirs to send."""
    if not access.may_administer(request.actor, unit_id):
        raise NotPermitted(access.NOT_YOURS)


def the_service(request: ActorRequest, service_id: int) -> Service:
    """Return the row itself, for an operation."""
    return Service.objects.visible_to(request.actor).get(pk=service_id)


def the_counter(request: ActorRequest, counter_id: int) -> Counter:
    """Return the row itself, for an operation."""
    return Counter.objects.visible_to(request.actor).get(pk=counter_id)


def the_question(request: ActorRequest, question_id: int) -> Question:
    """Return the row itself, for an operation."""
    return Question.objects.visible_to(request.actor).get(pk=question_id)


def trail_to(service_id: int, name: str, here: str = "") -> tuple[tuple[str, str], ...]:
    """Return the way from the list to a page about a service."""
    start = (LIST, url("services:service_list"))
    if not here:
        return (start, (name, ""))
    return (start, (name, url("services:service", service_id)), (here, ""))
