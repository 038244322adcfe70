"""What the worker forgets: ended sessions, failures that slow nobody any more, old keys."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kinerja.accounts import sessions, throttle
from kinerja.audit.operations import forget_old_keys
from kinerja.city.queries import on_city_time
from kinerja.foundation import clock


@app.periodic(cron="33 18 * * *")
@app.task(name="accounts.forget", queueing_lock="accounts.forget")
def forget(timestamp: int) -> None:
    """Delete what has served its purpose; a session stays a day for the form it interrupted."""
    at = clock.now()
    with on_city_time():
        sessions.forget_ended(at=at)
        throttle.forget_old(at=at)
        forget_old_keys(at=at)
