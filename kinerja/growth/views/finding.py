"""Finding whose page it is and which year. What a person may not know exists is 404."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import Http404, QueryDict

from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.growth.forms import YearFilter
from kinerja.growth.queries.person import PersonRow, YearRow, person_of, years_of
from kinerja.growth.queries.plan import ActionRow, done_hours
from regulation.training import training_hours

EMPLOYEES_ONLY = "Halaman ini untuk pegawai. Akun ini tidak terhubung dengan pegawai."


class Chosen(NamedTuple):
    """Whose page it is, the years there are, and the one that is looked at."""

    person: PersonRow
    years: list[YearRow]
    year: YearRow | None


def own_key(request: ActorRequest) -> int:
    """Return the number of the employee who asks. Raises NotPermitted for other accounts."""
    if request.actor.employee_id is None:
        raise NotPermitted(EMPLOYEES_ONLY)
    return request.actor.employee_id


def chosen(request: ActorRequest, employee_id: int) -> Chosen:
    """Return whose page it is and which year was asked for; else the one that runs."""
    person = person_of.one(request.actor, employee_id)
    if person is None:
        raise Http404
    years = years_of(employee_id)
    return Chosen(person, years, year_among(years, request.GET))


def year_among(years: list[YearRow], given: QueryDict) -> YearRow | None:
    """Return the year that was asked for, else that of today, else the newest."""
    form = YearFilter(given)
    wanted = form.cleaned_data.get("tahun") if form.is_valid() else None
    by_number = {year.year: year for year in years}
    if wanted is not None and wanted not in by_number:
        raise Http404
    newest = years[0] if years else None
    return by_number.get(wanted or clock.today().year, newest)


def training(person: PersonRow, actions: list[ActionRow]) -> dict[str, Any]:
    """Return the hours that are done, and how many the law wants of this person."""
    done = done_hours(actions)
    wanted = training_hours(on=clock.today())
    target = wanted.value if person.is_civil_servant else None
    share = min(100, int(done * 100 / target)) if target else 0
    return {"done": done, "target": target, "share": share, "source": wanted.source}


def year_tabs(found: Chosen, place: str) -> list[tuple[str, str, bool, None]]:
    """Return the years to choose from; nothing where there is no choice."""
    if len(found.years) <= 1:
        return []
    return [
        (str(one.year), f"{place}?tahun={one.year}", one == found.year, None) for one in found.years
    ]
