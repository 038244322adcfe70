"""Preparing, opening and closing; dates, holidays and policy."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.cycles import access
from kinerja.cycles.models import Frequency, Holiday, PerformanceYear, Period, PolicyValue
from kinerja.cycles.queries import policy_on
from kinerja.foundation.actor import Actor
from kinerja.foundation.fields import days
from kinerja.foundation.locks import Set, lock
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from kinerja.foundation.violations import refusing
from regulation.policy import PARAMETER, InvalidValue

ROMAN = ("I", "II", "III", "IV")
MONTHS = (
    "JANUARI", "FEBRUARI", "MARET", "APRIL", "MEI", "JUNI",
    "JULI", "AGUSTUS", "SEPTEMBER", "OKTOBER", "NOVEMBER", "DESEMBER",
)  # fmt: skip
EVALUATION_DAYS = 15


class YearExists(Refusal):
    code = "year_exists"
    message = "Tahun kinerja itu sudah disiapkan. Buka dari daftar tahun."


class BadDates(Refusal):
    code = "bad_dates"
    message = (
        "Penilaian tidak bisa berakhir sebelum pengisian realisasi. Periksa urutan tanggalnya."
    )


class BadValue(Refusal):
    code = "bad_value"


def _must_administer(by: Actor) -> None:
    if not access.may_administer(by):
        raise NotPermitted("Hanya pengelola kinerja kota yang mengatur tahun kinerja.")


@transaction.atomic
def prepare_year(*, year: int, by: Actor, at: dt.datetime) -> PerformanceYear:
    """Make a year with its periods and the dates that the policy of its first day gives.

    Law: PermenPANRB 6/2022 Ps. 5. Raises NotPermitted, YearExists.
    """
    _must_administer(by)
    policy = policy_on(dt.date(year, 1, 1))
    with refusing(
        {"performance_year_year_key": YearExists(), "performance_year_one_at_a_time": YearExists()}
    ):
        made = PerformanceYear.objects.create(
            year=year,
            frequency=policy.evaluation_frequency.value,
            held=days(dt.date(year, 1, 1), dt.date(year + 1, 1, 1)),
            plans_due_on=policy.skp_deadline.in_year(year),
            annual_due_on=policy.annual_eval_deadline.in_year(year + 1),
        )
    Period.objects.bulk_create(_periods(made, policy.period_cutoff_day))
    audit.record("cycles.year.prepared", subject=made, by=by, at=at, changes={"year": year})
    return made


def _periods(year: PerformanceYear, cutoff: int) -> list[Period]:
    months = 1 if year.frequency == Frequency.BULANAN else 3
    return [_period(year, no, months, cutoff) for no in range(1, 12 // months + 1)]


def _period(year: PerformanceYear, no: int, months: int, cutoff: int) -> Period:
    start = dt.date(year.year, (no - 1) * months + 1, 1)
    end = _first_of_month_after(start, months)
    due = end.replace(day=cutoff)
    label = MONTHS[no - 1] if months == 1 else f"TRIWULAN {ROMAN[no - 1]}"
    return Period(
        year=year,
        no=no,
        label=label,
        held=days(start, end),
        realization_due_on=due,
        evaluation_due_on=due + dt.timedelta(days=EVALUATION_DAYS),
    )


def _first_of_month_after(day: dt.date, months: int) -> dt.date:
    for _ in range(months):
        day += dt.timedelta(days=calendar.monthrange(day.year, day.month)[1])
    return day


@transaction.atomic
def set_dates(
    *,
    year: PerformanceYear,
    plans_due_on: dt.date,
    annual_due_on: dt.date,
    periods: Mapping[int, tuple[dt.date, dt.date]],
    by: Actor,
    at: dt.datetime,
) -> None:
    """Set the dates of a year and of its periods (id: realization due, evaluation due).

    Dates mark, they lock nothing. Raises NotPermitted, BadDates.
    """
    _must_administer(by)
    held = PerformanceYear.objects.select_for_update().get(pk=year.pk)
    held.plans_due_on, held.annual_due_on = plans_due_on, annual_due_on
    held.save(update_fields=["plans_due_on", "annual_due_on"])
    for period in Period.objects.filter(year=held, pk__in=periods):
        period.realization_due_on, period.evaluation_due_on = periods[period.pk]
        with refusing({"period_evaluated_after_realization": BadDates()}):
            period.save(update_fields=["realization_due_on", "evaluation_due_on"])
    audit.record("cycles.year.dated", subject=held, by=by, at=at)


@transaction.atomic
def open_year(*, year: PerformanceYear, by: Actor, at: dt.datetime) -> PerformanceYear:
    """Let the year begin. The rooms above make what people need in it.

    Law: PermenPANRB 6/2022 Ps. 5. Raises NotPermitted, WrongState.
    """
    _must_administer(by)
    held = PerformanceYear.objects.select_for_update().get(pk=year.pk)
    if held.state != PerformanceYear.State.PREPARED:
        raise WrongState("Tahun ini sudah dibuka.")
    held.state = PerformanceYear.State.OPEN
    held.opened_at, held.opened_by_id = at, by.user_id
    held.save(update_fields=["state", "opened_at", "opened_by_id"])
    audit.record("cycles.year.opened", subject=held, by=by, at=at, changes={"year": held.year})
    return held


@transaction.atomic
def close_period(*, period: Period, by: Actor, at: dt.datetime) -> Period:
    """Lock a period: running saves end first, later ones are refused.

    Raises NotPermitted, WrongState.
    """
    _must_administer(by)
    lock(Set.PERIOD, period.pk)
    held = Period.objects.select_for_update().get(pk=period.pk)
    if held.is_closed:
        raise WrongState("Periode ini sudah ditutup.")
    held.closed_at, held.closed_by_id = at, by.user_id
    held.save(update_fields=["closed_at", "closed_by_id"])
    audit.record("cycles.period.closed", subject=held, by=by, at=at)
    return held


@transaction.atomic
def reopen_period(*, period: Period, by: Actor, at: dt.datetime) -> Period:
    """Unlock a period that was closed too early. Raises NotPermitted, WrongState."""
    _must_administer(by)
    lock(Set.PERIOD, period.pk)
    held = Period.objects.select_for_update().get(pk=period.pk)
    if not held.is_closed:
        raise WrongState("Periode ini masih terbuka.")
    held.closed_at, held.closed_by_id = None, None
    held.save(update_fields=["closed_at", "closed_by_id"])
    audit.record("cycles.period.reopened", subject=held, by=by, at=at)
    return held


@transaction.atomic
def set_policy(
    *,
    parameter: str,
    value: str,
    valid_from: dt.date,
    source: str,
    reason: str,
    by: Actor,
    at: dt.datetime,
) -> PolicyValue:
    """Set a parameter from a day on; what held before that day keeps its value.

    Raises NotPermitted, BadValue.
    """
    _must_administer(by)
    known = PARAMETER.get(parameter)
    if known is None:
        raise BadValue("Parameter ini tidak dikenal.")
    try:
        text = known.show(known.parse(value))
    except InvalidValue as error:
        raise BadValue(str(error)) from error
    made = PolicyValue.objects.create(
        parameter=parameter,
        value=text,
        valid_from=valid_from,
        source=source,
        reason=reason,
        set_at=at,
        set_by_id=by.user_id,
    )
    audit.record(
        "cycles.policy.set",
        subject=made,
        by=by,
        at=at,
        changes={"parameter": parameter, "valid_from": valid_from},
    )
    return made


@transaction.atomic
def add_holiday(*, day: dt.date, name: str, source: str, by: Actor, at: dt.datetime) -> Holiday:
    """Register a day on which no deadline ends. Raises NotPermitted, Refusal."""
    _must_administer(by)
    with refusing({"holiday_day_key": Refusal("Hari itu sudah terdaftar.")}):
        made = Holiday.objects.create(day=day, name=name, source=source)
    audit.record("cycles.holiday.added", subject=made, by=by, at=at, changes={"day": day})
    return made


@transaction.atomic
def remove_holiday(*, holiday: Holiday, by: Actor, at: dt.datetime) -> None:
    """Take back a day that was registered by mistake. Raises NotPermitted."""
    _must_administer(by)
    audit.record(
        "cycles.holiday.removed", subject=holiday, by=by, at=at, changes={"day": holiday.day}
    )
    holiday.delete()
