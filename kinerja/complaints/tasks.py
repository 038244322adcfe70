"""What the worker does for complaints each night."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kinerja.city.queries import on_city_time
from kinerja.complaints.imports.operations import forget_left
from kinerja.foundation import clock


@app.periodic(cron="31 18 * * *")
@app.task(name="complaints.forget_left", queueing_lock="complaints.forget_left")
def forget_left_files(timestamp: int) -> None:
    """Throw away what was read of files that nobody decided about."""
    with on_city_time():
        forget_left(at=clock.now())
