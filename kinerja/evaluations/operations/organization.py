"""What an organisation achieved: set by the head one level above, or by decree through the city."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.evaluations import access, queries
from kinerja.evaluations.models import OrganizationRating
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal, Stale, WrongState
from kinerja.organization.models import Unit


@transaction.atomic
def rate_organization(
    *,
    unit: Unit,
    year: PerformanceYear,
    period: Period | None,
    value: str,
    source: str,
    lock_no: int,
    by: Actor,
    at: dt.datetime,
) -> OrganizationRating:
    """Set, or set anew, what a unit achieved in a period or in the year.

    Law: SE MenPANRB 3/2023; PermenPANRB 6/2022 Ps. 24. Decided evaluations keep what they knew.
    Raises NotPermitted, WrongState, Stale, Refusal.
    """
    above = queries.units_above(unit.pk, clock.local_date(at))
    if by.employee_id is None or not access.may_rate_organization(by, above=above):
        raise NotPermitted("Capaian organisasi ditetapkan pimpinan satu tingkat di atas unit itu.")
    if period is not None and (
        period.year_id != year.pk or period.held.lower > clock.local_date(at)
    ):
        raise WrongState("Periode itu belum dimulai.")
    if value not in OrganizationRating.Value.values or not source.strip():
        raise Refusal("Pilih capaian, lalu tulis dasar penetapannya.")
    rating = _locked(unit, year, period)
    if rating.lock_no != lock_no:
        raise Stale("Capaian ini baru saja ditetapkan orang lain. Muat ulang, lalu periksa.")
    rating.value, rating.source = value, source.strip()
    rating.set_at, rating.set_by_id, rating.lock_no = at, by.employee_id, lock_no + 1
    rating.save()
    told = {"year": year.year, "period": period and period.no, "lock_no": rating.lock_no}
    audit.record(
        "evaluations.organization.rated", subject=rating, by=by, at=at, unit=unit.pk, changes=told
    )
    return rating


def _locked(unit: Unit, year: PerformanceYear, period: Period | None) -> OrganizationRating:
    """Take the row; two who set it first at once wait for each other at the unit."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    rows = OrganizationRating.objects.select_for_update()
    found = rows.filter(unit=unit, year=year, period=period).first()
    return found or OrganizationRating(unit=unit, year=year, period=period)
