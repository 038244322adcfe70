"""How complaints are answered, and the complaints themselves."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from kinerja.complaints.access import NOT_SEEN, may_import_somewhere, units_seen
from kinerja.complaints.forms import ONE_DAY, Filters, Place
from kinerja.complaints.models import Complaint
from kinerja.complaints.queries import ComplaintFigure, Report, lists, report_of
from kinerja.complaints.queries.lists import ComplaintLine
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.ui.rendering import page
from regulation.complaints import SOURCES


class FigureLine(NamedTuple):
    """A unit or a class with its figure."""

    name: str
    figure: ComplaintFigure


@require_safe
def complaint_list(request: ActorRequest) -> HttpResponse:
    """Show figures per unit and class, and the complaints, newest first."""
    seen = units_seen(request.actor)
    if not seen:
        raise NotPermitted(NOT_SEEN)
    today = clock.today()
    names = lists.names_of(seen, today)
    form = Filters(sorted(names.items(), key=lambda one: one[1]), today, request.GET)
    wanted = form.wanted()
    units = [wanted.unit_id] if wanted.unit_id in names else seen
    report = report_of(units, wanted.start, wanted.end, on=today)
    rows = lists.page_of(request.actor, wanted, after=Place(request.GET).key())
    context = {
        "form": form,
        "wanted": wanted,
        "last_day": wanted.end - ONE_DAY,
        "names": names,
        "report": report,
        "by_unit": _by_unit(report, names),
        "by_class": _by_class(report),
        "due": {row.id: report.calendar.due(row.category, row.received_on) for row in rows},
        "today": today,
        "repeats": lists.repeats_of(units, wanted.start, wanted.end),
        "may_import": may_import_somewhere(request.actor),
        "sources": SOURCES,
        **_paged(rows, request.GET),
    }
    return page(request, "complaints/list.html", context, status=200 if form.is_valid() else 422)


def _by_unit(report: Report, names: dict[int, str]) -> list[FigureLine]:
    lines = [FigureLine(names.get(unit, ""), figure) for unit, figure in report.by_unit.items()]
    return sorted(lines, key=lambda line: (-line.figure.n, line.name))


def _by_class(report: Report) -> list[FigureLine]:
    return [
        FigureLine(Complaint.Category(kind).label, figure)
        for kind, figure in report.by_class.items()
    ]


def _paged(rows: list[ComplaintLine], asked: QueryDict) -> dict[str, Any]:
    shown = rows[: lists.PAGE]
    older = ""
    if len(rows) > lists.PAGE:
        following = asked.copy()
        last = shown[-1]
        following["hari"] = f"{last.received_on:%d-%m-%Y}"
        following["nomor"] = str(last.id)
        older = following.urlencode()
    return {"rows": shown, "older": older}
