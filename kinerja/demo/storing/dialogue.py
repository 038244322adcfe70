"""Sessions: all begin asked for or planned, then take place, or not, and are confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from kinerja.demo.mentoring.shapes import Point, Promise, Routine, Talk
from kinerja.demo.mentoring.talking import Talks
from kinerja.demo.reaching import Said
from kinerja.demo.shapes import Person, Planned
from kinerja.demo.storing import tables
from kinerja.demo.storing.trail import Trail
from kinerja.ui.format import moment

SERIES = (
    "id employee_id placement_id unit_id leader_id kind rhythm first_at minutes place made_by_id"
    " made_at"
)
SESSION = (
    "id series_id occurrence employee_id placement_id unit_id leader_id kind origin_kind origin_id"
    " state state_since starts_at minutes place reason notes lock_no sequence made_by_id made_at"
)
MOVE = "session_id moved_from moved_to moved_by_id at reason"
POINT = (
    "id session_id carried_from_id employee_id placement_id author_id title subject_kind subject_id"
    " subject_label added_at discussed_at lock_no"
)
AGREEMENT = (
    "id session_id employee_id placement_id unit_id leader_id responsible_id text due_on state"
    " state_since outcome made_by_id made_at"
)
NOTE = "session_id author_id text updated_at lock_no"
STAGE = "session_id state at starts_at planned_at held_at notes reason missed_by confirmed_at"
CREATE_STAGE = """
CREATE TEMP TABLE demo_talk (session_id bigint, state text, at timestamptz, starts_at timestamptz,
  planned_at timestamptz, held_at timestamptz, notes text, reason text, missed_by bigint,
  confirmed_at timestamptz) ON COMMIT DROP
"""
WALK = """
UPDATE dialogue_session s SET state = '{state}', state_since = d.{at}{more}
FROM demo_talk d WHERE s.id = d.session_id AND {which}
"""
MOVES = (
    WALK.format(
        state="PLANNED", at="planned_at", which="d.planned_at IS NOT NULL",
        more=", starts_at = d.starts_at",
    ),
    WALK.format(
        state="HELD", at="held_at", which="d.held_at IS NOT NULL",
        more=", notes = d.notes, lock_no = 1",
    ),
    WALK.format(
        state="CANCELED", at="at", which="d.state = 'CANCELED'",
        more=", reason = d.reason, sequence = s.sequence + 1",
    ),
    WALK.format(
        state="MISSED", at="at", which="d.state = 'MISSED'",
        more=", reason = d.reason, missed_by_id = d.missed_by",
    ),
)  # fmt: skip
CONFIRM = WALK.format(state="CONFIRMED", at="confirmed_at", which="d.state = 'CONFIRMED'", more="")
CREATE_KEPT = """
CREATE TEMP TABLE demo_promise (id bigint, state text, since timestamptz, outcome text,
  ended_by bigint) ON COMMIT DROP
"""
KEEP = """
UPDATE dialogue_agreement a SET state = d.state, state_since = d.since, outcome = d.outcome,
  ended_by_id = d.ended_by FROM demo_promise d WHERE a.id = d.id
"""
TITLE = 150


def store_dialogue(found: Talks, trail: Trail) -> None:
    """Store series, sessions, agendas, agreements and notes, and walk them to where they are."""
    talks, promises = found.talks, found.promises
    points = [*(point for talk in talks for point in talk.points), *found.waiting]
    _number(found, points, promises)
    tables.copy("dialogue_series", SERIES, (_series(one) for one in found.routines))
    tables.copy("dialogue_session", SESSION, (_session(talk) for talk in talks))
    tables.copy("dialogue_session_move", MOVE, _moves(talks))
    tables.copy("dialogue_agenda_item", POINT, (_point(point) for point in points))
    tables.copy("dialogue_agreement", AGREEMENT, (_agreement(one) for one in promises))
    tables.copy("dialogue_private_note", NOTE, _private(talks))
    _walk(talks)
    _keep(promises)
    _record(found, points, trail)


def _number(found: Talks, points: Sequence[Point], promises: Sequence[Promise]) -> None:
    tables.number("dialogue_series", found.routines)
    tables.number("dialogue_session", found.talks)
    tables.number("dialogue_agenda_item", points)
    tables.number("dialogue_agreement", promises)


def _series(one: Routine) -> tuple[object, ...]:
    post = one.plan.post
    return (
        one.id, post.person.id, post.id, post.unit.id, one.leader.id, one.kind, one.rhythm,
        one.first_at, one.minutes, one.place, one.leader.id, one.made_at,
    )  # fmt: skip


def _session(talk: Talk) -> tuple[object, ...]:
    post, is_asked = talk.plan.post, talk.asked_at is not None
    origin = ("", None) if talk.origin is None else ("guidance", talk.origin.id)
    return (
        talk.id, talk.routine.id if talk.routine else None, talk.occurrence, post.person.id,
        post.id, post.unit.id, talk.leader.id, talk.kind, *origin,
        "REQUESTED" if is_asked else "PLANNED", talk.made_at,
        None if is_asked else talk.starts_at, talk.minutes, talk.place,
        talk.reason if is_asked else "", "", 0, len(talk.moves),
        post.person.id if is_asked else talk.leader.id, talk.made_at,
    )  # fmt: skip


def _moves(talks: Iterable[Talk]) -> Iterator[tuple[object, ...]]:
    for talk in talks:
        for moved in talk.moves:
            yield (talk.id, moved.before, talk.starts_at, moved.by.id, moved.at, moved.reason)


def _point(point: Point) -> tuple[object, ...]:
    post = point.plan.post
    return (
        point.id, point.talk.id if point.talk else None,
        point.carried_from.id if point.carried_from else None, post.person.id, post.id,
        point.author.id, point.title, *_subject(point), point.added_at, point.discussed_at, 0,
    )  # fmt: skip


def _subject(point: Point) -> tuple[object, ...]:
    about = point.about
    if isinstance(about, Said):
        return "feedback", about.id, about.label[:TITLE]
    if isinstance(about, Planned):
        return "result", about.id, about.text[:TITLE]
    return "", None, ""


def _agreement(one: Promise) -> tuple[object, ...]:
    talk, post = one.talk, one.talk.plan.post
    return (
        one.id, talk.id, post.person.id, post.id, post.unit.id, talk.leader.id,
        one.responsible.id, one.text, one.due, "OPEN", one.made_at, "", talk.leader.id,
        one.made_at,
    )  # fmt: skip


def _private(talks: Iterable[Talk]) -> Iterator[tuple[object, ...]]:
    for talk in talks:
        for author, text in talk.private:
            yield talk.id, author.id, text, talk.held_at, 1


def _walk(talks: Sequence[Talk]) -> None:
    tables.run(CREATE_STAGE)
    tables.copy("demo_talk", STAGE, (_stage(talk) for talk in talks))
    tables.run(*MOVES)
    confirmed = ((talk.id, who.id, at) for talk in talks for who, at in talk.confirmed)
    tables.copy("dialogue_confirmation", "session_id person_id at", confirmed)
    tables.run(CONFIRM)


def _stage(talk: Talk) -> tuple[object, ...]:
    is_planned = talk.asked_at is not None and talk.starts_at is not None
    return (
        talk.id, talk.state, talk.ended_at, talk.starts_at,
        talk.made_at if is_planned else None, talk.held_at, talk.notes, talk.reason,
        talk.missed_by.id if talk.missed_by else None,
        talk.confirmed[-1][1] if talk.confirmed else None,
    )  # fmt: skip


def _keep(promises: Sequence[Promise]) -> None:
    tables.run(CREATE_KEPT)
    kept = (
        (one.id, one.state, one.since, one.outcome, one.responsible.id)
        for one in promises
        if one.state != "OPEN"
    )
    tables.copy("demo_promise", "id state since outcome ended_by", kept)
    tables.run(KEEP)


def _record(found: Talks, points: Iterable[Point], trail: Trail) -> None:
    for one in found.routines:
        changes = {"rhythm": one.rhythm, "leader": one.leader.id}
        _act("series.begun", "series", one.id, one, one.made_at, one.leader, trail, changes)
    for talk in found.talks:
        _record_talk(talk, trail)
    for point in points:
        changes = {"session": point.talk.id if point.talk else None, "kind": _subject(point)[0]}
        _act("point.added", "agendaitem", point.id, point, point.added_at, point.author, trail,
             changes)  # fmt: skip
    for promise in found.promises:
        _record_promise(promise, trail)


def _record_talk(talk: Talk, trail: Trail) -> None:
    def act(name: str, at: dt.datetime, by: Person, changes: object = None) -> None:
        _act(f"session.{name}", "session", talk.id, talk, at, by, trail, changes)

    person, leader = talk.plan.person, talk.leader
    if talk.asked_at:
        act("asked", talk.asked_at, person, {"leader": leader.id})
        title = f"{person.full_name} meminta sesi dialog"
        _tell(talk, leader, talk.asked_at, "asked", title, trail,
              "Buka permintaannya, lalu tetapkan waktunya.")  # fmt: skip
    if talk.starts_at:
        changes = {"starts_at": talk.starts_at.isoformat(), "leader": leader.id}
        act("planned", talk.made_at, leader, changes)
        title = f"{leader.full_name} menjadwalkan dialog kinerja"
        _tell(talk, person, talk.made_at, "planned", title, trail, f"{moment(talk.starts_at)}.")
        for moved in talk.moves:
            act("moved", moved.at, moved.by, {"to": talk.starts_at.isoformat()})
    if talk.held_at:
        act("held", talk.held_at, leader, {"carried": 0})
        title = "Catatan dialog kinerja siap disetujui"
        _tell(talk, person, talk.held_at, "held", title, trail,
              "Baca catatan dan kesepakatannya, lalu setujui.")  # fmt: skip
    for who, at in talk.confirmed:
        act("confirmed", at, who)
    if talk.ended_at:
        missed = {"missed_by": talk.missed_by.id} if talk.missed_by else None
        act(talk.state.lower(), talk.ended_at, leader, missed)


def _record_promise(one: Promise, trail: Trail) -> None:
    made = {"session": one.talk.id, "responsible": one.responsible.id, "due_on": one.due}
    leader, kind = one.talk.leader, "agreement"
    _act("agreement.made", kind, one.id, one.talk, one.made_at, leader, trail, made)
    if one.since:
        _act(f"agreement.{one.state.lower()}", kind, one.id, one.talk, one.since,
             one.responsible, trail, {"state": one.state})  # fmt: skip


def _act(
    action: str,
    kind: str,
    key: int,
    of: Routine | Talk | Point,
    at: dt.datetime,
    by: Person,
    trail: Trail,
    changes: object,
) -> None:
    post = of.plan.post
    trail.act(
        f"dialogue.{action}",
        at,
        by,
        subject=(f"dialogue.{kind}", key),
        about=post.person.id,
        unit=post.unit.id,
        changes=changes,
    )


def _tell(
    talk: Talk, to: Person, at: dt.datetime, kind: str, title: str, trail: Trail, body: str
) -> None:
    trail.tell(to, at, f"dialogue.{kind}", title, f"/dialog/{talk.id}/", body)
