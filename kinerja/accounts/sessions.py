"""Django's database session with two more columns: who, and the hash of the password then."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.crypto import get_random_string

from kinerja.accounts.models import Session
from kinerja.foundation import clock

#: how long a session lasts after the last request; on a computer that several people use
LASTS = dt.timedelta(hours=12)
LASTS_SHARED = dt.timedelta(minutes=30)
#: the end of a session moves at most once in this time
MOVES_AFTER = dt.timedelta(minutes=5)


def lasts(*, shared_device: bool) -> dt.timedelta:
    """Return how long a session lives without a request."""
    return LASTS_SHARED if shared_device else LASTS


def extend(session_key: str, *, until: dt.datetime) -> None:
    """Move the end of a session that is in use."""
    Session.objects.filter(session_key=session_key).update(expire_date=until)


def forget_ended(*, at: dt.datetime) -> int:
    """Delete the sessions that ended more than a day ago."""
    ended = Session.objects.filter(expire_date__lt=at - dt.timedelta(days=1))
    deleted, _ = ended.delete()
    return deleted


class SessionStore(DatabaseStore):
    """Keeps the user of a session where one statement finds it."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def get_expiry_age(self, **_kwargs: Any) -> int:
        return int(lasts(shared_device=bool(self.get("shared_device"))).total_seconds())

    def get_expiry_date(self, **_kwargs: Any) -> dt.datetime:
        """By our own clock, which tests and the demo city may set."""
        return clock.now() + dt.timedelta(seconds=self.get_expiry_age())

    def get_expire_at_browser_close(self) -> bool:
        return bool(self.get("shared_device"))

    def _get_session_from_db(self) -> Session | None:
        """Return the row that has not ended by our own clock."""
        living = Session.objects.filter(session_key=self.session_key, expire_date__gt=clock.now())
        row = living.first()
        if row is None:
            self._session_key = None
        return row

    def _get_new_session_key(self) -> str:
        """Draw a key without asking whether it is taken: `create` draws again if it is."""
        return get_random_string(32, VALID_KEY_CHARS)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast("Session", super().create_model_instance(data))
        user = data.get(SESSION_KEY)
        row.user_id = int(user) if user else None
        row.auth_hash = data.get(HASH_SESSION_KEY, "")
        row.shared_device = bool(data.get("shared_device"))
        row.agent = str(data.get("agent", ""))[:200]
        row.started_at = data.get("started_at")
        return row
