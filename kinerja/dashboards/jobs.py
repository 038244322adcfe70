"""What the worker does on its own: send the digests of the hour."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kinerja.city.queries import on_city_time
from kinerja.dashboards import digests
from kinerja.foundation import clock


@app.periodic(cron="2 * * * *")
@app.task(name="dashboards.send_digests", queueing_lock="dashboards.send_digests")
def send_digests(timestamp: int) -> dict[str, int]:
    """Tell people at their hour what waits; hours and days are those of the city."""
    with on_city_time():
        return digests.send_digests(at=clock.now())
