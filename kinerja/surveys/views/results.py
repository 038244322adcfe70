"""Results: of all units and services one sees, of a unit, of a service."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.cycles.queries import policy_on
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.http import ActorRequest
from kinerja.services.access import may_administer, may_read_words
from kinerja.surveys import access, wording
from kinerja.surveys.changes import change, change_of
from kinerja.surveys.charts import trend_of
from kinerja.surveys.forms import OverviewFilter, PeriodFilter
from kinerja.surveys.periods import YEAR
from kinerja.surveys.queries import profiles, results
from kinerja.surveys.queries.networks import root_unit
from kinerja.surveys.queries.results import PER_PAGE, ServiceHead, ServiceRow, UnitRow
from kinerja.surveys.queries.standing import Standing, standing
from kinerja.surveys.views.finding import (
    Chosen,
    chosen,
    must_see_results,
    service_or_404,
    unit_or_404,
)
from kinerja.surveys.wording import Change, is_enough
from kinerja.ui.format import url
from kinerja.ui.rendering import page
from regulation.policy import Policy
from regulation.satisfaction import required_sample

#: paths are digits and strokes: all of them lie between these two
ALL_PATHS = ("", "~")
NOWHERE = ("~", "~")


class Told(NamedTuple):
    """A row of a list with what is reckoned from it."""

    row: UnitRow | ServiceRow
    is_enough: bool
    sample: int | None
    change: Change | None


@require_safe
def overview(request: ActorRequest) -> HttpResponse:
    """Show the city, or one's units, and their services from the worst."""
    must_see_results(request.actor)
    form = OverviewFilter(request.GET)
    time = chosen(form)
    units = _units(request, time)
    wanted = form.cleaned_data["unit"]
    at = form.cleaned_data["hal"] or 1
    rows = services_below(
        request, time, _paths(request, units, wanted), past=(at - 1) * PER_PAGE, until=at * PER_PAGE
    )
    total = rows[0].total if rows else 0
    context = {
        "say": wording,
        "time": time,
        "units": units,
        "wanted": wanted,
        "top": [_told(row, time) for row in _highest(units, wanted)],
        "services": [_told(row, time) for row in rows],
        "current": at,
        "pages": -(-total // PER_PAGE),
        "total": total,
        "per_page": PER_PAGE,
        "query": f"periode={time.span.code}" + (f"&unit={wanted}" if wanted else ""),
        "sets_networks": _sets_networks(request.actor),
    }
    return page(request, "surveys/overview.html", context)


def _sets_networks(actor: Actor) -> bool:
    """Ask for the top of the city only where the answer may be yes."""
    if not actor.has(Role.ADMIN_SKM):
        return False
    return access.may_set_networks(actor, root_unit(clock.now()))


def _units(request: ActorRequest, time: Chosen) -> list[UnitRow]:
    span = time.span
    return results.units_with_results(
        request.actor, time.day, span.starts, span.previous.starts, span.months
    )


def services_below(
    request: ActorRequest, time: Chosen, paths: tuple[str, str], *, past: int = 0, until: int
) -> list[ServiceRow]:
    """Return the services one sees between two paths, the worst first."""
    span = time.span
    return results.services_with_results(
        request.actor,
        time.day,
        span.starts,
        span.previous.starts,
        span.months,
        *paths,
        past,
        until,
    )


def _paths(request: ActorRequest, units: list[UnitRow], wanted: int | None) -> tuple[str, str]:
    """Return the first path below the unit that was asked for, and the first after. Or 404."""
    if wanted is None:
        return ALL_PATHS
    if wanted not in access.units_seen(request.actor):
        raise Http404
    path = next((row.path for row in units if row.unit_id == wanted), None)
    return below(path) if path else NOWHERE


def below(path: str) -> tuple[str, str]:
    """1/4/ and 1/40: 0 follows the stroke."""
    return path, path[:-1] + "0"


def _highest(units: list[UnitRow], wanted: int | None) -> list[UnitRow]:
    """Return the unit that was asked for, else those with none of one's units above them."""
    if wanted is not None:
        return [row for row in units if row.unit_id == wanted]
    found: list[UnitRow] = []
    for row in units:
        if not any(row.path.startswith(above.path) for above in found):
            found.append(row)
    return found


def _told(row: UnitRow | ServiceRow, time: Chosen) -> Told:
    served = row.served_a_year if isinstance(row, ServiceRow) else None
    sample = sample_of(served, time.span.months)
    return Told(row, is_enough(row.answers) and row.index is not None, sample, change_of(row))


def sample_of(served_a_year: int | None, months: int) -> int | None:
    """Return the minimum sample for those whom a service has in a period of this length."""
    if not served_a_year:
        return None
    return required_sample(max(1, served_a_year * months // YEAR))


@require_safe
def unit(request: ActorRequest, unit_id: int) -> HttpResponse:
    """Show a unit with all below it."""
    time = chosen(PeriodFilter(request.GET))
    head = unit_or_404(request, unit_id, time.day)
    policy = policy_on(time.today)
    found = _standing(results.indices_of_unit, unit_id, time, policy)
    rows = services_below(request, time, below(head.path), until=PER_PAGE)
    context = {
        **_shared(time, found, policy),
        "head": head,
        "services": [_told(row, time) for row in rows],
        "total": rows[0].total if rows else 0,
        "sample": None,
        "follow_up": "",
        "has_report": found.official is not None,
    }
    return page(request, "surveys/unit.html", context)


@require_safe
def result(request: ActorRequest, service_id: int) -> HttpResponse:
    """Show a service: its elements from the weakest, its trend, its respondents."""
    head = service_or_404(request, service_id)
    time = chosen(PeriodFilter(request.GET))
    policy = policy_on(time.today)
    least = policy.privacy_min_cell
    found = _standing(results.indices_of_service, service_id, time, policy)
    enough = found.official is not None
    may_read = may_read_words(request.actor, head.unit_id)
    context = {
        **_shared(time, found, policy),
        "head": head,
        "sample": sample_of(head.served_a_year, time.span.months),
        "profiles": profiles.profiles([service_id], time.span, least) if enough else [],
        "extras": profiles.extras(service_id, time.span, least) if enough else [],
        "may_administer": may_administer(request.actor, head.unit_id),
        "may_read_words": may_read,
        "has_report": enough,
        "follow_up": _follow_up(head, time, found) if enough and may_read else "",
    }
    return page(request, "surveys/result.html", context)


def _follow_up(head: ServiceHead, time: Chosen, found: Standing) -> str:
    """Return where a follow-up for the weakest element is planned: in a room above."""
    weakest = found.official.weakest_first[0].code if found.official else ""
    place = url("improvements:improvement_new")
    return f"{place}?layanan={head.id}&unsur={weakest}&periode={time.span.code}"


def _standing(read: results.IndicesOf, key: int, time: Chosen, policy: Policy) -> Standing:
    rows = read(key, time.span.months, time.span.starts)
    return standing(rows, time.span, policy.privacy_min_cell)


def _shared(time: Chosen, found: Standing, policy: Policy) -> dict[str, object]:
    elements = found.official.weakest_first if found.official else []
    return {
        "say": wording,
        "time": time,
        "found": found,
        "old_weight": wording.old_weight_words(elements, policy.skm_weight_mode),
        "change": change(found.before, found.official),
        "trend": trend_of(found.trend),
    }
