"""The official report of a service or a unit as PDF."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinerja.cycles.queries import policy_on
from kinerja.documents.http import pdf_bytes_response, pdf_response
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import WrongState
from kinerja.surveys.forms import PeriodFilter
from kinerja.surveys.queries import results
from kinerja.surveys.queries.profiles import profiles
from kinerja.surveys.queries.results import IndexRow, ServiceRow
from kinerja.surveys.queries.standing import standing
from kinerja.surveys.report.follow_ups import follow_ups
from kinerja.surveys.report.issuing import Subject, is_settled, issue_report, preview_report
from kinerja.surveys.report.printing import Reported
from kinerja.surveys.views.finding import Chosen, chosen, service_or_404, unit_or_404
from kinerja.surveys.views.results import below, sample_of, services_below
from kinerja.surveys.wording import CLOSED, grade_label, is_enough, old_weight_words, untold_words
from kinerja.ui.format import number

#: more services than any city has
ALL = 100_000


class NothingToReport(WrongState):
    """Too few answers."""

    code = "survey_nothing_to_report"
    message = "Belum cukup jawaban untuk laporan: perlu sepuluh jawaban pada periode ini."


@require_safe
def report(request: ActorRequest, service_id: int) -> HttpResponse:
    """The report of a service."""
    head = service_or_404(request, service_id)
    time = chosen(PeriodFilter(request.GET))
    rows = results.indices_of_service(service_id, time.span.months, time.span.starts)
    told = _told(rows, time, [service_id])._replace(
        name=head.name,
        unit_name=head.unit_name or "",
        sample=sample_of(head.served_a_year, time.span.months),
    )
    return _answer(request, time, Subject("service", service_id, head.unit_id), told)


@require_safe
def unit_report(request: ActorRequest, unit_id: int) -> HttpResponse:
    """The report of a unit with all below it."""
    time = chosen(PeriodFilter(request.GET))
    head = unit_or_404(request, unit_id, time.day)
    rows = results.indices_of_unit(unit_id, time.span.months, time.span.starts)
    services = services_below(request, time, below(head.path), until=ALL)
    told = _told(rows, time, [one.id for one in services])._replace(
        name=head.name,
        unit_name=head.name,
        services=_lines(services),
    )
    return _answer(request, time, Subject("unit", unit_id, unit_id), told)


def _told(rows: list[IndexRow], time: Chosen, service_ids: Sequence[int]) -> Reported:
    """Return what the figures say; whose they are is added by the page. Raises NothingToReport."""
    policy = policy_on(time.today)
    least = policy.privacy_min_cell
    found = standing(rows, time.span, least)
    if found.is_closed:
        raise NothingToReport(f"{CLOSED}.")
    if found.official is None:
        raise NothingToReport
    return Reported(
        name="",
        unit_name="",
        span=time.span,
        figure=found.official,
        before=found.before,
        sample=None,
        old_weight=old_weight_words(found.official.weakest_first, policy.skm_weight_mode),
        services=[],
        profiles=profiles(service_ids, time.span, least),
        follow_ups=follow_ups(service_ids, time.span),
    )


def _lines(services: Sequence[ServiceRow]) -> list[list[str]]:
    """Write the services of a unit; a small one does not follow from the unit's own figures."""
    return [_line(one) for one in services]


def _line(row: ServiceRow) -> list[str]:
    if not row.answers:
        return [row.name, "0", "–", "–"]
    if row.index is None or not is_enough(row.answers):
        return [row.name, "–", "–", untold_words(row.answers)]
    grade = row.grade or ""
    return [
        row.name,
        number(row.answers),
        number(row.index, 2),
        f"{grade} ({grade_label(grade)})",
    ]


def _answer(request: ActorRequest, time: Chosen, subject: Subject, told: Reported) -> HttpResponse:
    """Issue the sheet of a period that is over; show a preview of a running one."""
    name = f"Laporan-SKM-{subject.kind}-{subject.id}-{time.span.code}.pdf"
    if is_settled(time.span, time.today):
        issued = issue_report(subject=subject, told=told, by=request.actor, at=clock.now())
        return pdf_response(issued, name)
    preview = preview_report(subject=subject, told=told, at=clock.now())
    return pdf_bytes_response(preview, f"Pratinjau-{name}")
