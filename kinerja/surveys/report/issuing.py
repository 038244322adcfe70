"""Issuing the report of a period that is over; showing how that of a running one would look."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from kinerja.documents import operations as documents
from kinerja.documents.models import IssuedDocument
from kinerja.documents.queries import letterhead, signing_place
from kinerja.documents.shapes import Signer, Template, signer
from kinerja.foundation.actor import Actor
from kinerja.organization.models import Placement
from kinerja.surveys.periods import Span
from kinerja.surveys.report.printing import Reported, report_print
from kinerja.surveys.report.shapes import ReportPrint

REPORT = Template(
    title="Laporan Survei Kepuasan Masyarakat",
    prefix="SKM",
    path=Path(__file__).parents[1] / "typst" / "report.typ",
    version="survey_report/1",
)
#: a form may be sent for two days, and its answer has its night after that
SETTLED_AFTER = dt.timedelta(days=3)
DOTS = "." * 40


class Subject(NamedTuple):
    """Whose report: a service of a unit, or a unit with all below it."""

    kind: str
    id: int
    unit_id: int


def is_settled(span: Span, today: dt.date) -> bool:
    """Say whether no more answers of a period can come."""
    return today >= span.ends + SETTLED_AFTER


def issue_report(*, subject: Subject, told: Reported, by: Actor, at: dt.datetime) -> IssuedDocument:
    """Return the issued report: the same sheet until its figures or follow-ups change.

    The caller has asked who may have it.
    """
    return documents.issue(
        kind="SURVEY_REPORT",
        subject_kind=f"surveys.{subject.kind}.{told.span.code}",
        subject_id=subject.id,
        edition=1,
        content=_content(subject, told),
        template=REPORT,
        by=by,
        at=at,
        unit=subject.unit_id,
    )


def preview_report(*, subject: Subject, told: Reported, at: dt.datetime) -> bytes:
    """Return the report of a running period, marked as a preview."""
    return documents.preview(content=_content(subject, told), template=REPORT, at=at)


def _content(subject: Subject, told: Reported) -> ReportPrint:
    signers = _signers(subject.unit_id, told.span.last_day)
    return report_print(told, city=letterhead(), signers=signers)


def _signers(unit_id: int, on: dt.date) -> list[Signer]:
    """Whoever drew it up signs at the left, the head of the unit on the last day at the right."""
    drawn_up = Signer(line="Disusun tanggal", date=None, capacity="Penyusun", name=DOTS, nip=None)
    heads = Placement.objects.filter(unit_id=unit_id, is_head=True, held__contains=on)
    head = heads.select_related("employee").order_by("kind", "id").first()
    line = f"{signing_place()},"
    if head is None:
        return [drawn_up, Signer(line=line, date=None, capacity="Kepala unit", name=DOTS, nip=None)]
    employee = head.employee
    party = {"name": employee.full_name, "nip": employee.nip}
    return [drawn_up, signer(party, capacity=head.title, line=line, date=None)]
