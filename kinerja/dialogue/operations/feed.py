"""The address of one's personal calendar: made, replaced, revoked."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import secrets

from django.db import transaction

from kinerja.accounts.models import User
from kinerja.audit import operations as audit
from kinerja.dialogue.models import CalendarFeed
from kinerja.dialogue.refusals import NoFeed
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted

TOKEN_BYTES = 10


def token_hash(token: str) -> bytes:
    """Return what is stored of a token; 80 random bits need no slow hash. Case does not matter."""
    return hashlib.sha256(token.upper().encode()).digest()


@transaction.atomic
def make_feed(*, by: Actor, at: dt.datetime) -> str:
    """Give the actor an address and return its token, this once; the one before ends.

    Raises NotPermitted for machines.
    """
    _revoke(_owner(by), by=by, at=at)
    token = base64.b32encode(secrets.token_bytes(TOKEN_BYTES)).decode()
    made = CalendarFeed.objects.create(
        user_id=by.user_key, token_hash=token_hash(token), made_at=at
    )
    audit.record("dialogue.feed.made", subject=made, by=by, at=at, about=by.employee_id)
    return token


@transaction.atomic
def revoke_feed(*, by: Actor, at: dt.datetime) -> None:
    """End the actor's address: programs that know it find nothing any more.

    Raises NotPermitted, NoFeed.
    """
    if not _revoke(_owner(by), by=by, at=at):
        raise NoFeed


def _owner(by: Actor) -> int:
    """Lock the account, so that two windows make one address after the other."""
    if by.user_id is None:
        raise NotPermitted
    owner: int = User.objects.select_for_update().get(pk=by.user_id).pk
    return owner


def _revoke(user_id: int, *, by: Actor, at: dt.datetime) -> bool:
    held = CalendarFeed.objects.filter(user_id=user_id, revoked_at=None).first()
    if held is None:
        return False
    held.revoked_at = at
    held.save(update_fields=["revoked_at"])
    audit.record("dialogue.feed.revoked", subject=held, by=by, at=at, about=by.employee_id)
    return True
