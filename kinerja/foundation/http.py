"""The request as our middleware leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from kinerja.foundation.actor import Actor


class ActorRequest(HttpRequest):
    """A request of a signed-in person."""

    actor: Actor
    htmx: HtmxDetails
    #: kinerja.city.models.City; a lower room may not name it
    city: Any
