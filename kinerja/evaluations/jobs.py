"""What the worker does on its own: open the evaluations of periods that have begun."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kinerja.city.queries import on_city_time
from kinerja.cycles.models import PerformanceYear
from kinerja.evaluations import operations
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Via


#: in UTC, as all of them: at night in each zone of Indonesia
@app.periodic(cron="7 18 * * *")
@app.task(name="evaluations.open_begun", queueing_lock="evaluations.open_begun")
def open_begun(timestamp: int) -> int:
    """Open the evaluations of every begun period of the open years; returns how many are new.

    Plans that were agreed since yesterday are found too. A period begins when the city's day does.
    """
    by = Actor.system("evaluations.open_begun", via=Via.JOB)
    years = PerformanceYear.objects.filter(state="OPEN").order_by("year")
    with on_city_time():
        return sum(operations.open_evaluations(year=year, by=by, at=clock.now()) for year in years)
