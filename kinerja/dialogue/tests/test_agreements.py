"""Agreements: made in a session, open until done or dropped."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.dialogue import operations, refusals
from kinerja.dialogue.models import Agreement, Session
from kinerja.dialogue.tests.stages import agreed, asked, confirmed, held
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.models import Employee, Placement
from tests.factories import NOON, Town, actor, make_line

pytestmark = pytest.mark.django_db


def finish(one: Agreement, by: Employee) -> Agreement:
    return operations.finish(agreement=one, outcome="Sudah terbit", by=actor(by, NOON), at=NOON)


def test_it_says_who_does_what_by_when(town: Town, session: Session) -> None:
    made = agreed(session, town.budi, town.andi)

    assert (made.employee_id, made.leader_id, made.responsible_id) == (
        town.andi.pk,
        town.budi.pk,
        town.budi.pk,
    )
    event = AuditEvent.objects.get(action="dialogue.agreement.made")
    assert event.changes == {
        "session": session.pk,
        "responsible": town.budi.pk,
        "due_on": "2026-08-20",
    }


def test_only_one_of_both_promises(town: Town, session: Session) -> None:
    with pytest.raises(refusals.NotOneOfBoth):
        agreed(session, town.dewi, town.budi)
    with pytest.raises(NotPermitted):
        agreed(session, town.andi, town.dewi)


@pytest.mark.parametrize("due_on", [dt.date(2026, 8, 2), dt.date(2029, 1, 1)])
def test_a_day_out_of_reach_is_refused(town: Town, session: Session, due_on: dt.date) -> None:
    with pytest.raises(refusals.DueNotUsable):
        agreed(session, town.andi, town.budi, due_on=due_on)


def test_it_is_made_in_a_session_that_has_a_time(town: Town, post: Placement) -> None:
    with pytest.raises(refusals.NotInThisState):
        agreed(asked(post, town.andi), town.andi, town.andi)


def test_either_says_that_it_is_done_and_takes_it_back(town: Town, session: Session) -> None:
    one = agreed(session, town.andi, town.budi)

    finish(one, town.budi)
    with pytest.raises(refusals.AgreementEnded):
        finish(one, town.andi)
    operations.reopen(agreement=one, by=actor(town.andi), at=NOON)
    finish(one, town.andi)

    one.refresh_from_db()
    assert (one.state, one.outcome, one.ended_by_id) == ("DONE", "Sudah terbit", town.andi.pk)


def test_what_is_dropped_stays_dropped(town: Town, session: Session) -> None:
    one = agreed(session, town.andi, town.budi)
    operations.drop(agreement=one, outcome="Anggaran geser", by=actor(town.andi), at=NOON)

    with pytest.raises(refusals.AgreementEnded):
        operations.reopen(agreement=one, by=actor(town.andi), at=NOON)


def test_others_settle_nothing_but_a_new_superior_does(
    town: Town, post: Placement, session: Session
) -> None:
    one = agreed(session, town.budi, town.andi)
    for who in (town.dewi, town.city_manager):
        with pytest.raises(NotPermitted):
            finish(one, who)
    make_line(post, town.sari)

    finish(one, town.sari)

    one.refresh_from_db()
    assert one.ended_by_id == town.sari.pk


def test_it_outlives_its_session(town: Town, session: Session) -> None:
    one = agreed(session, town.andi, town.budi)

    confirmed(session, town.budi, town.andi)

    one.refresh_from_db()
    assert one.state == "OPEN"


def test_it_is_still_made_until_one_of_both_confirms(town: Town, session: Session) -> None:
    held(session, town.budi)

    assert agreed(session, town.andi, town.andi).state == "OPEN"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"text": ""}, "has_text"),
        ({"state": "DONE"}, "ended_by_somebody"),
        ({"responsible": "dewi"}, "of_one_of_both"),
        ({"ended_by": "andi"}, "ended_by_somebody"),
    ],
)
def test_the_database_keeps_it_whole(
    town: Town, session: Session, values: dict[str, str], name: str
) -> None:
    one = agreed(session, town.andi, town.budi)
    given = {key: getattr(town, word, word) for key, word in values.items()}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Agreement.objects.filter(pk=one.pk).update(**given)


def test_the_database_knows_only_legal_ways(town: Town, session: Session) -> None:
    one = agreed(session, town.andi, town.budi)
    operations.drop(agreement=one, outcome="", by=actor(town.andi), at=NOON)

    with pytest.raises(IntegrityError, match="no legal move"), transaction.atomic():
        Agreement.objects.filter(pk=one.pk).update(state="OPEN", ended_by=None)
