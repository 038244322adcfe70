"""Exceptions to who assesses whom: given with a reason and a document, ended on a day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.fields import days, last_day
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from kinerja.foundation.violations import refusing
from kinerja.notifications.operations import notify
from kinerja.organization.access import may_place
from kinerja.organization.models import Employee, JobGroup, Placement, ReportingLine
from kinerja.organization.operations.people import EndedAlready
from kinerja.organization.operations.spans import ONE_DAY, EndsBeforeBeginning, end_on
from kinerja.organization.queries.evaluators import evaluator_of

#: how high a group of positions stands; the lawful evaluator stands at least at PENGAWAS
LEVELS = {
    JobGroup.JPT.value: 4,
    JobGroup.ADMINISTRATOR.value: 3,
    JobGroup.PENGAWAS.value: 2,
    JobGroup.JF.value: 1,
    JobGroup.PELAKSANA.value: 1,
}
NOT_HIGHER = (
    "Jabatan penilai ini tidak lebih tinggi dari jabatan pegawai. Pastikan ada surat pendelegasian."
)
NO_DOCUMENT = "Nomor surat belum diisi. Penilai khusus biasanya ditetapkan dengan surat."


class OwnEvaluator(Refusal):
    """Nobody assesses himself. Law: PP 30/2019."""

    code = "own_evaluator"
    message = "Pegawai tidak menilai dirinya sendiri. Pilih orang lain."


class LineTaken(Refusal):
    """The post has an exception on some of these days."""

    code = "line_taken"
    message = "Jabatan ini sudah punya penilai khusus pada waktu itu. Akhiri dulu yang lama."


@transaction.atomic
def add_line(
    *,
    placement: Placement,
    evaluator: Employee,
    since: dt.date,
    until: dt.date | None,
    reason: str,
    document_no: str,
    by: Actor,
    at: dt.datetime,
) -> tuple[ReportingLine, list[str]]:
    """Let somebody else than the head of the unit assess a post; returns it and warnings.

    Law: PermenPANRB 6/2022 Ps. 5; PP 30/2019. Raises NotPermitted, OwnEvaluator, EndedAlready,
    EndsBeforeBeginning, WrongState, LineTaken.
    """
    employee = Employee.objects.select_for_update(of=("self",)).get(pk=placement.employee_id)
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    _check(placement, evaluator, since, until, by=by)
    before = evaluator_of(placement.pk, clock.local_date(at))
    end = until + ONE_DAY if until else None
    if placement.held.upper is not None:
        end = min(end or placement.held.upper, placement.held.upper)
    with refusing({"reporting_line_one_at_a_time": LineTaken()}), transaction.atomic():
        line = ReportingLine.objects.create(
            placement=placement,
            evaluator=evaluator,
            held=days(since, end),
            reason=reason,
            document_no=document_no,
        )
    _record("added", line, employee, by=by, at=at)
    others = [before.evaluator_id] if before and before.evaluator_id else []
    title = f"Penilai {employee.full_name} menjadi {evaluator.full_name}"
    _tell({employee.pk, evaluator.pk, *others}, title, employee, at=at)
    return line, _warnings(placement, evaluator, since, document_no)


def _check(
    placement: Placement,
    evaluator: Employee,
    since: dt.date,
    until: dt.date | None,
    *,
    by: Actor,
) -> None:
    if not may_place(by, placement.unit_id):
        raise NotPermitted("Penilai khusus diatur pengelola kinerja kota atau kantornya.")
    if by.employee_id == placement.employee_id:
        raise NotPermitted("Penilai Anda sendiri diatur oleh pengelola lain.")
    if evaluator.pk == placement.employee_id:
        raise OwnEvaluator
    if evaluator.ended_on is not None and evaluator.ended_on <= since:
        raise EndedAlready("Penilai itu sudah tidak bekerja di sini pada tanggal itu.")
    if until is not None and until < since:
        raise EndsBeforeBeginning
    upper = placement.held.upper
    if since < placement.held.lower or (upper is not None and since >= upper):
        raise WrongState("Tanggal mulai di luar masa jabatan ini. Periksa tanggalnya.")


def _warnings(
    placement: Placement, evaluator: Employee, on: dt.date, document_no: str
) -> list[str]:
    """Level and peers only warn: a team across units may be led by an equal."""
    groups = Placement.objects.on(on).filter(employee=evaluator).values_list("job_group", flat=True)
    level = max((LEVELS[group] for group in groups), default=0)
    said = [] if level > LEVELS[placement.job_group] else [NOT_HIGHER]
    return said if document_no else [*said, NO_DOCUMENT]


@transaction.atomic
def end_line(*, line: ReportingLine, last: dt.date, by: Actor, at: dt.datetime) -> None:
    """Let an exception end after its last day; one that begins later than today is taken back.

    Raises NotPermitted, WrongState, EndsBeforeBeginning.
    """
    line = ReportingLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    placement, today = line.placement, clock.local_date(at)
    if not may_place(by, placement.unit_id):
        raise NotPermitted("Penilai khusus diatur pengelola kinerja kota atau kantornya.")
    if by.employee_id == placement.employee_id:
        raise NotPermitted("Penilai Anda sendiri diatur oleh pengelola lain.")
    if line.held.upper is not None and line.held.upper <= today:
        raise WrongState("Penilai khusus ini sudah berakhir.")
    employee, evaluator_id = placement.employee, line.evaluator_id
    title = f"Penilai khusus untuk {employee.full_name} berakhir"
    if last < line.held.lower and line.held.lower > today:
        _record("withdrawn", line, employee, by=by, at=at)
        line.delete()
    else:
        if not end_on(line, last + ONE_DAY):
            raise WrongState("Penilai khusus ini sudah tercatat berakhir lebih awal.")
        _record("ended", line, employee, by=by, at=at)
    _tell({employee.pk, evaluator_id}, title, employee, at=at)


def _record(
    act: str, line: ReportingLine, employee: Employee, *, by: Actor, at: dt.datetime
) -> None:
    changes = {
        "placement": line.placement_id,
        "evaluator": line.evaluator_id,
        "since": line.held.lower,
        "until": last_day(line.held),
    }
    audit.record(
        f"organization.line.{act}",
        subject=line,
        by=by,
        at=at,
        about=employee.pk,
        unit=line.placement.unit_id,
        changes=changes,
    )


def _tell(people: set[int], title: str, employee: Employee, *, at: dt.datetime) -> None:
    """Tell those concerned; where they look depends on whether they may see the person."""
    found = Employee.objects.filter(pk__in=people).values_list("pk", "user_id", "email")
    for key, user_id, email in found:
        own = f"/pegawai/{employee.pk}/" if key == employee.pk else "/tim/"
        notify(
            [(user_id, email or None)], kind="organization.line", title=title, location=own, at=at
        )
