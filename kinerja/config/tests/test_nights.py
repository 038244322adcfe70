"""What runs once a day runs at night, and reckons as the city's clocks do."""

from __future__ import annotations

import inspect

from procrastinate.contrib.django import app

#: midnight in the west, four in the morning in the east
NIGHT = range(17, 20)
#: moments alone, whatever the clocks say: lost jobs, months of UTC, mails whose time is set
OF_NO_ZONE = {
    "config.rescue_lost_jobs",
    "config.open_months",
    "config.forget_old_jobs",
    "notifications.send_mails_again",
}


def test_what_runs_once_a_day_runs_at_night_in_all_of_indonesia() -> None:
    crons = {one.task.name: one.cron for one in app.periodic_registry.periodic_tasks.values()}
    hours = {name: cron.split()[1] for name, cron in crons.items()}
    daily = {name: int(hour) for name, hour in hours.items() if hour.isdigit()}

    assert "evaluations.open_begun" in daily
    assert {name: hour for name, hour in daily.items() if hour not in NIGHT} == {}


def test_what_runs_on_its_own_reckons_on_the_citys_time() -> None:
    tasks = [one.task for one in app.periodic_registry.periodic_tasks.values()]
    names = {task.name for task in tasks if "on_city_time" not in inspect.getsource(task.func)}

    assert names == OF_NO_ZONE
