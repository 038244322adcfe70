"""A guidance and sessions at once: each waits for the other, and neither is lost."""

from __future__ import annotations

import threading

from django.db import connections, transaction

from kinerja.dialogue.models import Session
from kinerja.dialogue.operations import cancel
from kinerja.dialogue.refusals import NotInThisState
from kinerja.dialogue.tests.stages import planned
from kinerja.foundation import clock
from kinerja.guidance import operations
from kinerja.guidance.tests.stages import DAY, begun, finished, monthly, post_of
from tests.factories import NOON, actor, make_town


def test_a_guidance_begins_while_a_session_is_planned(own_database: str) -> None:
    town = make_town()
    post = post_of(town.andi)
    done: list[int] = []

    def plan() -> None:
        try:
            with clock.fixed(NOON):
                done.append(planned(post, town.budi, NOON + 5 * DAY).pk)
        finally:
            connections.close_all()

    thread = threading.Thread(target=plan)
    with transaction.atomic():
        held = begun(post, town.budi)
        thread.start()
        thread.join(0.5)
        assert done == []
        operations.plan_sessions(
            guidance=held, sessions=monthly(), by=actor(town.budi, NOON), at=NOON
        )
    thread.join()

    assert len(done) == 1
    assert Session.objects.filter(origin_kind="guidance").count() > 1


def test_a_guidance_ends_while_one_of_its_sessions_is_canceled(own_database: str) -> None:
    town = make_town()
    held = begun(post_of(town.andi), town.budi, sessions=monthly())
    session = Session.objects.filter(origin_id=held.pk).order_by("starts_at").first()
    assert session
    told: list[str] = []

    def call_off() -> None:
        try:
            with clock.fixed(NOON):
                cancel(session=session, reason="Sakit", by=actor(town.andi, NOON), at=NOON)
        except NotInThisState:
            told.append("gone")
        finally:
            connections.close_all()

    thread = threading.Thread(target=call_off)
    with transaction.atomic():
        finished(held, town.budi)
        thread.start()
        thread.join(0.3)
        assert told == []
    thread.join()

    assert told == ["gone"]
