"""Exceptions to who assesses whom: finding the person, giving and ending one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.access import may_place
from kinerja.organization.models import Employee, Placement, ReportingLine
from kinerja.organization.operations.lines import add_line, end_line
from kinerja.organization.people_forms import EvaluatorSearch, LastDayForm, LineForm
from kinerja.organization.people_views import get_or_post, post_seen, trail_of
from kinerja.organization.queries import people as queries
from kinerja.organization.step_views import Step, answer, sent
from kinerja.ui.format import ended, url

FOUND = 25
NOT_YOURS = "Penilai khusus diatur pengelola kinerja kota atau kantornya."


@get_or_post
def line_add(request: ActorRequest, placement_id: int) -> HttpResponse:
    """Find who is to assess, pick, and say why."""
    actor, today = request.actor, clock.today()
    placement, employee = post_seen(actor, placement_id)
    if not may_place(actor, placement.unit_id):
        raise NotPermitted(NOT_YOURS)
    search = EvaluatorSearch(request.GET)
    asked: dict[str, Any] = search.cleaned_data if search.is_valid() else {}
    picked = _picked(request, asked.get("penilai"))
    if request.method == "POST" and picked is None:
        raise Http404
    written = str(asked.get("cari", ""))
    shown = {
        "search": search,
        "written": written,
        "people": _found(actor, written, but=employee),
        "picked": queries.rows_of([picked.pk], today)[0] if picked else None,
    }

    def act(given: dict[str, Any]) -> list[str]:
        assert picked is not None
        return _assign(placement, picked, given, by=actor)

    form = LineForm(sent(request), initial={"mulai": today})
    return answer(request, _step(employee, placement, picked, shown), form, act)


def _found(actor: Actor, written: str, *, but: Employee) -> list[queries.PersonRow]:
    """Return whom the written words find; nobody assesses himself."""
    if not written:
        return []
    people = queries.page_of(actor, queries.Wanted(written=written), clock.today())[0]
    return [one for one in people[:FOUND] if one.id != but.pk]


def _assign(
    placement: Placement, evaluator: Employee, given: dict[str, Any], *, by: Actor
) -> list[str]:
    _, warnings = add_line(
        placement=placement,
        evaluator=evaluator,
        since=given["mulai"],
        until=given["selesai"],
        reason=given["alasan"],
        document_no=given["surat"],
        by=by,
        at=clock.now(),
    )
    return warnings


def _step(
    employee: Employee, placement: Placement, picked: Employee | None, shown: dict[str, Any]
) -> Step:
    return Step(
        title=f"Tetapkan penilai khusus untuk {employee.full_name}",
        status=f"Hanya untuk jabatan {placement.title}, jika penilainya bukan kepala unit.",
        trail=trail_of(employee, "Penilai khusus"),
        button="Tetapkan penilai",
        back=url("organization:person", employee.pk),
        said=ended(
            f"{picked.full_name if picked else 'Penilai'} sekarang menilai {employee.full_name}"
        ),
        template="organization/line_add.html",
        context=shown,
    )


def _picked(request: ActorRequest, employee_id: int | None) -> Employee | None:
    """Return the person picked; whoever the actor may not see is not there. Raises Http404."""
    if employee_id is None:
        return None
    found = Employee.objects.visible_to(request.actor).filter(pk=employee_id).first()
    if found is None:
        raise Http404
    return found


@get_or_post
def line_end(request: ActorRequest, line_id: int) -> HttpResponse:
    """End one exception."""
    line = ReportingLine.objects.select_related("evaluator").filter(pk=line_id).first()
    if line is None:
        raise Http404
    placement, employee = post_seen(request.actor, line.placement_id)
    if not may_place(request.actor, placement.unit_id):
        raise NotPermitted(NOT_YOURS)
    step = Step(
        title=f"Akhiri penilai khusus {line.evaluator.full_name}?",
        status=f"Sesudahnya {employee.full_name} dinilai oleh kepala unitnya lagi.",
        trail=trail_of(employee, "Akhiri penilai khusus"),
        button="Akhiri penilai khusus",
        danger=True,
        back=url("organization:person", employee.pk),
        said="Penilai khusus diakhiri.",
    )

    def act(given: dict[str, Any]) -> list[str]:
        end_line(line=line, last=given["terakhir"], by=request.actor, at=clock.now())
        return []

    form = LastDayForm(sent(request), hint="Pada hari ini dia masih menilai.")
    return answer(request, step, form, act)
