"""What the worker does on its own: take what citizens said since yesterday into realizations."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kinerja.city.queries import on_city_time
from kinerja.evidence import operations
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Via


#: in UTC, as all of them: after the night has computed the indices
@app.periodic(cron="57 18 * * *")
@app.task(name="evidence.refresh_sourced", queueing_lock="evidence.refresh_sourced")
def refresh_sourced(timestamp: int) -> int:
    """Take the values of all running sources anew; returns how many changed."""
    by = Actor.system("evidence.refresh_sourced", via=Via.JOB)
    with on_city_time():
        return operations.refresh_sourced(by=by, at=clock.now())
