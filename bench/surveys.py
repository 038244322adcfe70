"""`python -m bench.surveys`: a night and the city's figures over five million answers.

The answers are made in a database of their own, so that the pages' city stays as it is.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench import environment

ANSWERS, LAST_DAY = 5_000_000, 20_000
SCRATCH = "kinerja_test_bench_surveys"
FILL = Path(__file__).with_name("sql") / "fill_answers.sql"
TODAY = dt.date(2026, 8, 3)
DAYS = 730
#: of each five
WORKDAYS_A_YEAR = 261
OFFICES, DIVISIONS, SERVICES, COUNTERS = 30, 3, 300, 2
TIMES = 20
SCORE = """
CREATE FUNCTION score(mood float8) RETURNS smallint LANGUAGE sql AS
$$ SELECT least(4, greatest(1, round(mood + random() * 1.6 - 0.8)))::smallint $$
"""
INBOX = """
WITH chosen AS (
  SELECT * FROM survey_answer WHERE day >= %(since)s::date LIMIT %(most)s
)
INSERT INTO survey_inbox (id, service_id, counter_id, day, half, u1, u2, u3, u4, u5, u6, u7, u8, u9,
  sex, age, education, occupation, source, office_net, pace, flags)
SELECT gen_random_uuid(), service_id, counter_id, %(day)s::date, half, u1, u2, u3, u4, u5,
  u6, u7, u8, u9, sex, age, education, occupation, source, office_net, pace, flags FROM chosen
"""
TOUCHED = """
SELECT service_id, counter_id, day, count(*)::int FROM survey_answer
WHERE day >= %(first)s::date AND day <= %(last)s::date GROUP BY 1, 2, 3
"""


def figures(answers: int = ANSWERS) -> list[Any]:
    """Measure in a database that is made for it and dropped."""
    import psycopg
    from django.db import connection

    from tests import databases

    databases.clone(SCRATCH)
    try:
        with psycopg.connect(databases.url(SCRATCH, owner=True), autocommit=True) as owner:
            owner.execute(SCORE)
        with databases.used(SCRATCH):
            root = _organization()
            made = _fill(answers)
            with psycopg.connect(databases.url(SCRATCH, owner=True), autocommit=True) as owner:
                owner.execute("VACUUM (ANALYZE)")
            found = [*_night(made), *_reading(root)]
        connection.close()
        return found
    finally:
        databases.drop(SCRATCH)


def _organization() -> int:
    """Make offices with divisions, services and counters; return the city's unit."""
    from kinerja.services.models import Counter, Service
    from tests.factories import LONG_AGO, make_unit

    root = make_unit("Kota")
    divisions = []
    for number in range(OFFICES):
        office = make_unit(f"Dinas {number}", root)
        divisions += [make_unit(f"Bidang {number}.{no}", office) for no in range(DIVISIONS)]
    services = Service.objects.bulk_create(
        Service(
            unit=divisions[no % len(divisions)],
            name=f"Layanan {no}",
            opened_on=LONG_AGO,
            served_a_year=5_000,
        )
        for no in range(SERVICES)
    )
    Counter.objects.bulk_create(
        Counter(service=service, name=f"Loket {no}")
        for service in services
        for no in range(COUNTERS)
    )
    return root.pk


def _fill(answers: int) -> int:
    """Write answers and all that nights would have computed of them; return how many."""
    from django.db import connection

    from kinerja.surveys.operations import night
    from kinerja.surveys.operations.indices import write_indices
    from kinerja.surveys.periods import quarter_of

    per_day = answers / (SERVICES * COUNTERS * WORKDAYS_A_YEAR * DAYS / 365)
    services: dict[dt.date, set[int]] = defaultdict(set)
    made = 0
    with connection.cursor() as cursor:
        for first, last in _months():
            values: dict[str, Any] = {"first": first, "last": last, "per_day": per_day}
            cursor.execute(night.OPEN_MONTH, [first, last])
            cursor.execute(FILL.read_text(encoding="utf-8"), values)
            cursor.execute(TOUCHED, {"first": first, "last": last})
            touched = [night.Touched(*row) for row in cursor.fetchall()]
            if touched:
                night.sum_up(touched)
            services[quarter_of(first).starts] |= {row.service_id for row in touched}
            made += sum(row.answers for row in touched)
            print(f"  {first:%Y-%m}: {made:,}", flush=True)
    write_indices(services, TODAY)
    return made


def _months() -> Iterator[tuple[dt.date, dt.date]]:
    """Return first and last day of each month before today, the oldest first."""
    first = (TODAY - dt.timedelta(days=DAYS)).replace(day=1)
    while first < TODAY:
        following = (first + dt.timedelta(days=32)).replace(day=1)
        yield first, min(following, TODAY - dt.timedelta(days=2)) - dt.timedelta(days=1)
        first = following


def _night(made: int) -> list[Any]:
    from django.db import connection

    from bench.bulk import SECONDS, Figure
    from kinerja.foundation import clock
    from kinerja.surveys.operations.night import turn_over

    yesterday = TODAY - dt.timedelta(days=1)
    values: dict[str, Any] = {
        "since": TODAY - dt.timedelta(days=60),
        "day": yesterday,
        "most": LAST_DAY,
    }
    with connection.cursor() as cursor:
        cursor.execute(INBOX, values)
    began = time.perf_counter()
    done = turn_over(clock.start_of(TODAY) + dt.timedelta(hours=1))
    seconds = time.perf_counter() - began
    note = f"{done.answers:,} answers beside {made:,}, {done.indices:,} indices"
    return [Figure("the night of a day's answers", seconds, SECONDS, 60, note)]


def _reading(root: int) -> list[Any]:
    from bench.bulk import MILLISECONDS, Figure
    from kinerja.organization.models import Unit
    from kinerja.surveys.periods import quarter_of
    from kinerja.surveys.queries.figures import figures_below, unit_figure, unit_history

    units = list(Unit.objects.values_list("pk", flat=True))
    span = quarter_of(TODAY - dt.timedelta(days=1))
    taken, rows = [], 0
    for _ in range(TIMES):
        began = time.perf_counter()
        rows = len(figures_below(units, span))
        unit_figure(root, span)
        unit_history(root)
        taken.append((time.perf_counter() - began) * 1000)
    note = f"{rows} services, the city and its eight quarters, 3 statements"
    return [Figure("figures of the city", median(taken), MILLISECONDS, 100, note)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.surveys", description=__doc__)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    options = parser.parse_args()
    environment.choose()
    from django.conf import settings

    assert settings.EMBEDDED is not None
    with settings.EMBEDDED.in_use():
        found = figures(options.answers)
    for one in found:
        print(f"{one.name}: {one.value:.2f} {one.unit} (at most {one.most:g}), {one.note}")
    return 0 if all(one.is_met for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
