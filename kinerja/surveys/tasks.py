"""What the worker does with answers each night."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kinerja.city.queries import on_city_time
from kinerja.foundation import clock
from kinerja.surveys.operations.night import turn_over
from kinerja.surveys.paper.operations import forget_left


# After midnight in all three zones of the country.
@app.periodic(cron="7 18 * * *")
@app.task(name="surveys.turn_over", queueing_lock="surveys.turn_over")
def mix_and_count(timestamp: int) -> None:
    """Take the order from the answers of the days that are over, and compute the indices."""
    with on_city_time():
        turn_over(clock.now())


@app.periodic(cron="37 18 * * *")
@app.task(name="surveys.forget_left_papers", queueing_lock="surveys.forget_left_papers")
def forget_left_papers(timestamp: int) -> None:
    """Throw away what was read of files of papers that nobody decided about."""
    with on_city_time():
        forget_left(at=clock.now())
