"""What the worker does on its own: rescue lost jobs, open the trails' months, forget old jobs."""

from __future__ import annotations

import logging
from typing import Any

from procrastinate import JobContext
from procrastinate.contrib.django import app

from kinerja.audit.operations import open_months
from kinerja.foundation import clock

logger = logging.getLogger(__name__)

MONTHS_AHEAD = 3
DONE_JOBS_KEPT_HOURS = 24 * 30


@app.periodic(cron="*/5 * * * *")
@app.task(name="config.rescue_lost_jobs", pass_context=True, queueing_lock="rescue_lost_jobs")
async def rescue_lost_jobs(context: JobContext, timestamp: int) -> None:
    """Queue again what a worker was doing when it was killed."""
    await rescue(context.app.job_manager)


async def rescue(jobs: Any) -> None:
    for job in await jobs.get_stalled_jobs():
        logger.warning("config.job.rescued", extra={"job_id": job.id})
        await jobs.retry_job(job)


@app.periodic(cron="17 18 * * *")
@app.task(name="config.open_months", queueing_lock="open_months")
def open_coming_months(timestamp: int) -> None:
    """Open the partitions before their first row: afterwards rows would have to move.

    Months of UTC, as the partitions are: the city's clocks have no say in them.
    """
    open_months(clock.now().date(), MONTHS_AHEAD)


@app.periodic(cron="47 18 * * *")
@app.task(name="config.forget_old_jobs", pass_context=True, queueing_lock="forget_old_jobs")
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Drop finished jobs after a month; failed ones stay until somebody looked."""
    await context.app.job_manager.delete_old_jobs(nb_hours=DONE_JOBS_KEPT_HOURS)
