"""An offer is withdrawn when the result that gave the occasion is corrected."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.foundation.refusals import NotPermitted
from kinerja.guidance import operations
from kinerja.guidance.models import Guidance
from kinerja.guidance.refusals import NotBegun, NotInThisState
from kinerja.guidance.tests.pages import text_of
from kinerja.guidance.tests.stages import SYSTEM, answered, begun, offered, post_of
from kinerja.notifications.models import Notification
from kinerja.organization.models import Placement
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db


def withdrawn(evaluation_id: int = 7) -> Guidance | None:
    return operations.withdraw(evaluation_id=evaluation_id, by=SYSTEM, at=NOON)


def test_the_evaluator_alone_hears_of_it(town: Town, offer: Guidance) -> None:
    Notification.objects.all().delete()

    made = withdrawn()

    assert made is not None
    assert made.state == "LAPSED"
    note = Notification.objects.get()
    assert note.user_id == town.budi.user_id
    assert "Anda tidak perlu memutuskan apa-apa lagi." in note.body
    assert "Andi" not in note.title + note.body
    assert AuditEvent.objects.get(action="guidance.guidance.withdrawn").about_employee_id is None


def test_only_the_system_withdraws(town: Town, offer: Guidance) -> None:
    with pytest.raises(NotPermitted):
        operations.withdraw(evaluation_id=7, by=actor(town.budi, NOON), at=NOON)


def test_what_somebody_has_decided_stays(town: Town, post: Placement, offer: Guidance) -> None:
    assert withdrawn(8) is None
    begun(post, town.budi)

    assert withdrawn() is None
    assert Guidance.objects.get(pk=offer.pk).state == "RUNNING"


def test_nobody_decides_what_was_withdrawn(town: Town, post: Placement, offer: Guidance) -> None:
    withdrawn()

    with pytest.raises(NotInThisState):
        operations.decline(guidance=offer, reason="x", by=actor(town.budi, NOON), at=NOON)
    with pytest.raises(NotBegun):
        answered(offer, town.andi)
    assert begun(post, town.budi).pk != offer.pk


def test_it_is_offered_again_where_the_next_correction_takes_that_back(
    town: Town, post: Placement, offer: Guidance
) -> None:
    withdrawn()

    again = offered(post, counseling=True)

    assert (again.pk, again.state, again.suggests_counseling) == (offer.pk, "OFFERED", True)


def test_the_page_says_that_nothing_is_to_decide(town: Town, offer: Guidance) -> None:
    withdrawn()
    budi = client_of(town.budi)

    shown = text_of(budi, f"/bimbingan/{offer.pk}/")

    assert "Usul ini sudah ditarik." in shown
    assert "Anda tidak perlu memutuskan apa-apa." in shown
    assert "Tidak memulai" not in shown
    assert "Ditarik" in text_of(budi, "/bimbingan/?tab=usul")
    assert "Andi Pratama" not in text_of(budi, "/bimbingan/?tab=tim")
    assert "Usul bimbingan" not in text_of(budi, "/")
    assert client_of(town.andi).get(f"/bimbingan/{offer.pk}/").status_code == 404


def test_a_running_guidance_is_never_withdrawn(town: Town, running: Guidance) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Guidance.objects.filter(pk=running.pk).update(state="LAPSED")
    assert post_of(town.andi).pk
