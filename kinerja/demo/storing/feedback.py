"""Feedback with its requests and reports: given as it is, asked and reported along legal moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from kinerja.coaching.about import LABEL
from kinerja.demo.mentoring.voices import Asked, Reported, Voiced
from kinerja.demo.reaching import Said, Work
from kinerja.demo.storing import tables
from kinerja.demo.storing.trail import Trail
from kinerja.ui.format import url
from regulation.behavior import CoreValue

FEEDBACK = (
    "id plan_id employee_id placement_id unit_id author_id author_role spoken_by kind visibility"
    " subject_kind result_id evidence_id core_value label text given_at"
)
REQUEST = (
    "id plan_id employee_id asked_id subject_kind subject_id core_value label question state"
    " state_since"
)
REPORT = "id feedback_id reporter_id unit_id reason reported_at state answer"
ENDED = "request_id state since feedback_id"
ANSWERED = "report_id state answer answered_by answered_at feedback_id"
CREATE_ENDED = """
CREATE TEMP TABLE demo_request (request_id bigint, state text, since timestamptz,
  feedback_id bigint) ON COMMIT DROP
"""
END = """
UPDATE feedback_request r SET state = d.state, state_since = d.since, answer_id = d.feedback_id
FROM demo_request d WHERE r.id = d.request_id
"""
CREATE_ANSWERED = """
CREATE TEMP TABLE demo_report (report_id bigint, state text, answer text, answered_by bigint,
  answered_at timestamptz, feedback_id bigint) ON COMMIT DROP
"""
ANSWER = """
UPDATE feedback_report r SET state = d.state, answer = d.answer, answered_by_id = d.answered_by,
  answered_at = d.answered_at FROM demo_report d WHERE r.id = d.report_id
"""
COVER = """
UPDATE feedback f SET covered_at = d.answered_at
FROM demo_report d WHERE f.id = d.feedback_id AND d.state = 'COVERED'
"""


def store_feedback(work: Work, voiced: Voiced, trail: Trail) -> None:
    """Store what was said, asked and reported."""
    rows = [told for said in work.said.values() for told in said]
    tables.number("feedback", rows)
    tables.copy("feedback", FEEDBACK, (_feedback(told) for told in rows))
    for told in rows:
        _record(told, trail)
    _store_requests(voiced.asked, trail)
    _store_reports(voiced.reported, trail)


def _feedback(told: Said) -> tuple[object, ...]:
    post = told.plan.post
    return (
        told.id, told.plan.id, post.person.id, post.id, post.unit.id, told.author.id, told.role,
        told.spoken_by, told.kind, told.visibility, told.subject_kind,
        told.planned.id if told.planned else None,
        told.evidence.evidence_id if told.evidence else None, told.core_value, told.label,
        told.text, told.at,
    )  # fmt: skip


def _record(told: Said, trail: Trail) -> None:
    trail.act(
        "coaching.feedback.given",
        told.at,
        told.author,
        subject=("coaching.feedback", told.id),
        about=told.plan.person.id,
        unit=told.plan.post.unit.id,
        changes={"plan": told.plan.id, "kind": told.kind, "visibility": told.visibility},
    )
    if told.author is told.plan.person:
        return
    title = f"{told.author.full_name} memberi umpan balik"
    body = "Buka untuk membacanya. Umpan balik ini membantu Anda sebelum penilaian."
    location: str = url("coaching:feedback_list")
    trail.tell(told.plan.person, told.at, "coaching.feedback", title, location, body)


def _store_requests(asked: Sequence[Asked], trail: Trail) -> None:
    tables.number("feedback_request", asked)
    tables.copy("feedback_request", REQUEST, (_request(one) for one in asked))
    tables.run(CREATE_ENDED)
    ended = [one for one in asked if one.state != "OPEN"]
    tables.copy("demo_request", ENDED, (_ended(one) for one in ended))
    tables.run(END)
    for one in asked:
        _act(one, "made", one.at, trail)
        title = f"{one.plan.person.full_name} meminta umpan balik Anda"
        body = "Beberapa kalimat sudah cukup. Anda juga boleh tidak menjawab."
        trail.tell(one.asked, one.at, "coaching.request", title,
                   url("coaching:request", one.id), body)  # fmt: skip
    for one in ended:
        assert one.since is not None
        _act(one, one.state.lower(), one.since, trail)


def _request(one: Asked) -> tuple[object, ...]:
    kind = "result" if one.planned else "behavior" if one.core_value else "person"
    label = CoreValue(one.core_value).label if one.core_value else LABEL
    return (
        one.id, one.plan.id, one.plan.person.id, one.asked.id, kind,
        one.planned.id if one.planned else None, one.core_value,
        one.planned.text if one.planned else label, one.question, "OPEN", one.at,
    )  # fmt: skip


def _ended(one: Asked) -> tuple[object, ...]:
    return one.id, one.state, one.since, one.answer.id if one.answer else None


def _act(one: Asked, act: str, at: dt.datetime, trail: Trail) -> None:
    by = one.plan.person if act in {"made", "withdrawn"} else one.asked
    trail.act(
        f"coaching.request.{act}",
        at,
        by,
        subject=("coaching.feedbackrequest", one.id),
        about=one.plan.person.id,
        unit=one.plan.post.unit.id,
        changes={"plan": one.plan.id},
    )


def _store_reports(reports: Sequence[Reported], trail: Trail) -> None:
    tables.number("feedback_report", reports)
    tables.copy("feedback_report", REPORT, (_report(one) for one in reports))
    tables.run(CREATE_ANSWERED)
    answered = [one for one in reports if one.state != "OPEN"]
    tables.copy("demo_report", ANSWERED, _answers(answered))
    tables.run(ANSWER, COVER)
    for one in reports:
        person, unit = one.said.plan.person, one.said.plan.post.unit.id
        subject = ("coaching.feedbackreport", one.id)
        trail.act("coaching.report.made", one.at, person, subject=subject, about=person.id,
                  unit=unit, changes={"feedback": one.said.id})  # fmt: skip
        if one.answered_at is None:
            continue
        changes = {"feedback": one.said.id, "state": one.state}
        trail.act("coaching.report.answered", one.answered_at, one.by, subject=subject,
                  about=person.id, unit=unit, changes=changes)  # fmt: skip
        how = "menutup" if one.state == "COVERED" else "tetap menampilkan"
        title = f"Pengelola {how} umpan balik yang dilaporkan"
        location = url("coaching:report", one.said.id)
        trail.tell(person, one.answered_at, "coaching.report", title, location)


def _report(one: Reported) -> tuple[object, ...]:
    plan = one.said.plan
    return (one.id, one.said.id, plan.person.id, plan.post.unit.id, one.reason, one.at, "OPEN", "")


def _answers(reports: Iterable[Reported]) -> Iterator[tuple[object, ...]]:
    for one in reports:
        assert one.by is not None
        yield one.id, one.state, one.answer, one.by.user_id, one.answered_at, one.said.id
