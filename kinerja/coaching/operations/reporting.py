"""Reporting words that go too far, and answering: kept or covered, with a reason."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.coaching import access
from kinerja.coaching.models import Feedback, FeedbackReport
from kinerja.coaching.operations.common import tell
from kinerja.coaching.queries.streams import readable
from kinerja.coaching.refusals import AlreadyCovered, AlreadyReported, ReportAnswered
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.ui.format import url

State = FeedbackReport.State


@transaction.atomic
def report_feedback(
    *, feedback: Feedback, reason: str, by: Actor, at: dt.datetime
) -> FeedbackReport:
    """Say that words go too far. They stay readable until a pengelola has answered.

    Raises NotPermitted, AlreadyCovered, AlreadyReported.
    """
    held = Feedback.objects.select_for_update(of=["self"]).get(pk=feedback.pk)
    seen = readable(by, clock.local_date(at)).filter(pk=held.pk).exists()
    if by.employee_id is None or not seen or not access.may_report(by, held):
        raise NotPermitted("Anda hanya melaporkan tulisan orang lain yang Anda baca.")
    if held.covered_at is not None:
        raise AlreadyCovered
    if FeedbackReport.objects.filter(feedback=held, reporter_id=by.employee_id).exists():
        raise AlreadyReported
    made = FeedbackReport.objects.create(
        feedback=held,
        reporter_id=by.employee_id,
        unit_id=held.unit_id,
        reason=reason,
        reported_at=at,
    )
    _record("coaching.report.made", made, held, by=by, at=at)
    return made


@transaction.atomic
def answer_report(
    *, report: FeedbackReport, covers: bool, answer: str, by: Actor, at: dt.datetime
) -> None:
    """Keep the words or cover them; all open reports of the same words are answered at once.

    Raises NotPermitted, ReportAnswered.
    """
    held = Feedback.objects.select_for_update(of=["self"]).get(pk=report.feedback_id)
    opened = list(
        FeedbackReport.objects.select_for_update(of=["self"]).filter(
            feedback=held, state=State.OPEN
        )
    )
    reporters = {one.reporter_id for one in opened}
    concerned = {held.author_id, held.employee_id, report.reporter_id, *reporters}
    if not access.may_answer_report(by, unit_id=report.unit_id, concerned=concerned):
        raise NotPermitted(access.NO_JUDGE_OF_ONESELF)
    if report.pk not in {one.pk for one in opened} or by.user_id is None:
        raise ReportAnswered
    for one in opened:
        one.state, one.answer = State.COVERED if covers else State.KEPT, answer
        one.answered_by_id, one.answered_at = by.user_id, at
        one.save(update_fields=["state", "answer", "answered_by", "answered_at"])
        _record("coaching.report.answered", one, held, by=by, at=at, state=one.state)
    if covers:
        Feedback.objects.filter(pk=held.pk, covered_at=None).update(covered_at=at)
    _tell_both(held, reporters, covers=covers, at=at)


def _tell_both(feedback: Feedback, reporters: set[int], *, covers: bool, at: dt.datetime) -> None:
    """The reporters and the author read the same answer."""
    outcome = "menutup" if covers else "tetap menampilkan"
    for person in sorted(reporters | {feedback.author_id}):
        is_author = person == feedback.author_id
        tell(
            person,
            kind="coaching.report",
            title=f"Pengelola {outcome} umpan balik yang dilaporkan",
            body="Buka untuk membaca alasannya.",
            place=url("coaching:feedback_list") + "?tab=diberikan"
            if is_author
            else url("coaching:report", feedback.pk),
            at=at,
        )


def _record(
    action: str,
    report: FeedbackReport,
    feedback: Feedback,
    *,
    by: Actor,
    at: dt.datetime,
    **changes: str,
) -> None:
    audit.record(
        action,
        subject=report,
        by=by,
        at=at,
        about=feedback.employee_id,
        unit=feedback.unit_id,
        changes={"feedback": feedback.pk, **changes},
    )
