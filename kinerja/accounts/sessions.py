"""Django's database session with two more columns: who, and the hash of the password then."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from kinerja.accounts.models import Session


class SessionStore(DatabaseStore):
    """Keeps the user of a session where one statement finds it."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast("Session", super().create_model_instance(data))
        user = data.get(SESSION_KEY)
        row.user_id = int(user) if user else None
        row.auth_hash = data.get(HASH_SESSION_KEY, "")
        row.shared_device = bool(data.get("shared_device"))
        row.agent = str(data.get("agent", ""))[:200]
        row.started_at = data.get("started_at")
        return row
