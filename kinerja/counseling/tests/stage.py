"""A running case for tests of all pages: Andi is counseled by Dewi, who is no superior of his."""

from __future__ import annotations

import datetime as dt

from kinerja.counseling import operations
from kinerja.counseling.models import Case
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.organization.models import Employee
from tests.factories import NOON, Town, actor, grant


def make_case_between(employee: Employee, counselor: Employee, keeper: Actor) -> Case:
    """Let somebody be counseled in any city; the counselor has a key and the role already."""
    at, by = clock.now(), actor(counselor)
    operations.make_recovery_key(by=keeper, at=at)
    operations.make_key(passphrase="kereta senja melintas pelan", by=by, at=at, cost=4)
    operations.understand_loss(by=by, at=at)
    case = operations.ask(
        counselor_id=counselor.pk, occasion="Beban kerja", by=actor(employee), at=at
    )
    operations.accept(case=case, by=by, at=at)
    operations.plan_meeting(case=case, starts_at=at, place="Ruang 3", by=by, at=at)
    operations.write_note(case=case, text="Catatan pertama", by=by, at=at)
    return case


def make_case(town: Town) -> dict[str, int]:
    """Return what addresses name: the case and its planned meeting."""
    grant(town.dewi.user, Role.KONSELOR)
    operations.make_recovery_key(by=actor(town.administrator), at=NOON)
    by = actor(town.dewi)
    operations.make_key(passphrase="kereta senja melintas pelan", by=by, at=NOON, cost=4)
    operations.understand_loss(by=by, at=NOON)
    case = operations.ask(counselor_id=town.dewi.pk, occasion="", by=actor(town.andi), at=NOON)
    operations.accept(case=case, by=by, at=NOON)
    meeting = operations.plan_meeting(
        case=case, starts_at=NOON + dt.timedelta(days=2), place="Ruang 3", by=by, at=NOON
    )
    operations.write_note(case=case, text="Catatan pertama", by=by, at=NOON)
    return {"case_id": case.pk, "meeting_id": meeting.pk}
