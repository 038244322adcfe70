"""What the worker does on its own: open the evaluations of periods that have begun."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kinerja.cycles.models import PerformanceYear
from kinerja.evaluations import operations
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Via


@app.periodic(cron="7 3 * * *")
@app.task(name="evaluations.open_begun", queueing_lock="evaluations.open_begun")
def open_begun(timestamp: int) -> int:
    """Open the evaluations of every begun period of the open years; returns how many are new.

    Plans that were agreed since yesterday are found too.
    """
    by = Actor.system("evaluations.open_begun", via=Via.JOB)
    years = PerformanceYear.objects.filter(state="OPEN").order_by("year")
    return sum(operations.open_evaluations(year=year, by=by, at=clock.now()) for year in years)
