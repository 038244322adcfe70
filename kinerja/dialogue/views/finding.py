"""Finding what a page is about. What a person may not know exists is 404."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from kinerja.dialogue import access
from kinerja.dialogue.models import AgendaItem, Session
from kinerja.dialogue.queries import session as queries
from kinerja.dialogue.queries.session import SessionHead
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted

Model = TypeVar("Model", bound=models.Model)


def head_or_404(request: ActorRequest, session_id: int) -> SessionHead:
    """Return a session as its page shows it."""
    head = queries.head_of.one(request.actor, session_id)
    if head is None:
        raise Http404
    return head


def session_or_404(request: ActorRequest, session_id: int) -> Session:
    """Return a session for an act of one of both. Raises NotPermitted for who only sees it."""
    found = seen(Session.objects.visible_to(request.actor), session_id)
    if not access.may_take_part(request.actor, found):
        raise NotPermitted("Sesi ini milik pegawai dan yang memimpinnya.")
    return found


def item_or_404(request: ActorRequest, item_id: int) -> AgendaItem:
    """Return a point of an agenda that the person may see."""
    items = AgendaItem.objects.visible_to(request.actor).filter(removed_at=None)
    return seen(items.select_related("session"), item_id)


def seen(found: models.QuerySet[Model, Any], key: int) -> Model:
    """Return one of what a person may see."""
    one: Model = get_object_or_404(found, pk=key)
    return one
