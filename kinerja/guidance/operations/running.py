"""While it runs: competences, more time; and its end."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.dialogue.models import Session
from kinerja.dialogue.operations import carrying
from kinerja.dialogue.operations.planning import call_off
from kinerja.foundation.actor import Actor
from kinerja.guidance.models import CompetenceRating, Guidance
from kinerja.guidance.operations import common
from kinerja.guidance.operations.beginning import LONGEST_MONTHS, months_later
from kinerja.guidance.refusals import DaysNotUsable, NotLonger

OVER = "Bimbingan kinerja sudah berakhir."


@transaction.atomic
def rate_competence(
    *, guidance: Guidance, name: str, value: int, reason: str, by: Actor, at: dt.datetime
) -> CompetenceRating:
    """Append a line of format B.1.9; the newest of a competence counts.

    Law: PermenPANRB 6/2022, Lampiran (format B.1.9).
    Raises NotPermitted, NotInThisState.
    """
    held = common.locked_running(guidance, by=by)
    known = held.competences.filter(name__iexact=name).order_by("rated_at", "pk").first()
    made = CompetenceRating.objects.create(
        guidance=held,
        name=known.name if known else name,
        value=value,
        reason=reason,
        rated_by_id=common.person(by),
        rated_at=at,
    )
    common.record("competence_rated", held, by=by, at=at)
    title = "Penilaian kompetensi dalam bimbingan Anda bertambah."
    common.tell([held.employee_id], held, kind="rated", title=title, by=by, at=at)
    return made


@transaction.atomic
def extend(*, guidance: Guidance, ends_on: dt.date, by: Actor, at: dt.datetime) -> Guidance:
    """Give a running guidance more time.

    Raises NotPermitted, NotInThisState, NotLonger, DaysNotUsable.
    """
    held = common.locked_running(guidance, by=by)
    before = held.ends_on
    assert before is not None
    assert held.starts_on is not None
    if ends_on <= before:
        raise NotLonger
    if ends_on > months_later(held.starts_on, LONGEST_MONTHS):
        raise DaysNotUsable
    common.write(held, ends_on=ends_on)
    changes = {"from": before.isoformat(), "to": ends_on.isoformat()}
    common.record("extended", held, by=by, at=at, changes=changes)
    title = "Bimbingan kinerja diperpanjang. Baca tanggalnya."
    common.tell(_both(held), held, kind="extended", title=title, by=by, at=at)
    return held


@transaction.atomic
def finish(
    *, guidance: Guidance, outcome: str, result: str, by: Actor, at: dt.datetime
) -> Guidance:
    """End a guidance with what it has reached; sessions still to come are called off.

    Raises NotPermitted, NotInThisState.
    """
    held = common.locked_running(guidance, by=by)
    _call_off_sessions(held, by=by, at=at)
    common.write(
        held, state=Guidance.State.FINISHED, state_since=at, outcome=outcome, result=result
    )
    common.record("finished", held, by=by, at=at)
    title = "Bimbingan kinerja selesai. Baca hasilnya."
    evaluator = common.evaluator_on(held.placement_id, common.city_day(at))
    people = [*_both(held), evaluator]
    common.tell(people, held, kind="finished", title=title, by=by, at=at)
    return held


@transaction.atomic
def stop(*, guidance: Guidance, reason: str, by: Actor, at: dt.datetime) -> Guidance:
    """End a guidance before its time, and say why; sessions still to come are called off.

    Raises NotPermitted, NotInThisState.
    """
    held = common.locked_running(guidance, by=by)
    _call_off_sessions(held, by=by, at=at)
    common.write(held, state=Guidance.State.STOPPED, state_since=at, reason=reason)
    common.record("stopped", held, by=by, at=at)
    title = "Bimbingan kinerja dihentikan. Baca alasannya."
    common.tell(_both(held), held, kind="stopped", title=title, by=by, at=at)
    return held


def _call_off_sessions(held: Guidance, *, by: Actor, at: dt.datetime) -> None:
    carrying.alone(held.employee_id)
    coming = Session.objects.select_for_update(of=("self",)).filter(
        origin_kind="guidance", origin_id=held.pk, state="PLANNED", starts_at__gt=at
    )
    for session in coming.order_by("pk"):
        call_off(session, reason=OVER, by=by, at=at)


def _both(held: Guidance) -> list[int | None]:
    return [held.employee_id, held.mentor_id]
