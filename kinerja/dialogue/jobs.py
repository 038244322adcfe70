"""What the worker does on its own: plan series ahead, and hand sessions to new superiors."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kinerja.city.queries import on_city_time
from kinerja.dialogue import operations
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Via


#: in UTC, as all of them: between one and four in the morning in Indonesia
@app.periodic(cron="37 18 * * *")
@app.task(name="dialogue.extend_series", queueing_lock="dialogue.extend_series")
def extend_series(timestamp: int) -> dict[str, int]:
    """Make the sessions of the next 60 days; the duty lies with the position."""
    by = Actor.system("dialogue.extend_series", via=Via.JOB)
    with on_city_time():
        return operations.extend_series(by=by, at=clock.now())
