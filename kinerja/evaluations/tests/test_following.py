"""What follows a delivered result: an offer of guidance, taken back after a better correction."""

from __future__ import annotations

import pytest

from kinerja.evaluations.tests.stage import Stage, decide, deliver, judged, make_stage
from kinerja.guidance.models import Guidance
from kinerja.notifications.models import Notification

pytestmark = pytest.mark.django_db
LOW = ("DI_BAWAH", "DI_BAWAH")


@pytest.fixture
def stage() -> Stage:
    return make_stage()


def told(stage: Stage, ratings: tuple[str, str], seen: int = 0) -> None:
    """Decide and deliver; after the first time it is a correction."""
    reason = "Bukti menyusul" if seen else ""
    decide(stage, judgement=judged(*ratings), seen=seen, correction_reason=reason)
    deliver(stage)


def states() -> list[str]:
    return list(Guidance.objects.values_list("state", flat=True))


def test_a_low_result_offers_a_guidance_and_a_good_one_does_not(stage: Stage) -> None:
    told(stage, ("SESUAI", "SESUAI"))
    assert states() == []

    told(stage, LOW, seen=1)
    assert states() == ["OFFERED"]


def test_a_better_correction_takes_the_offer_back_once_it_is_delivered(stage: Stage) -> None:
    told(stage, LOW)
    Notification.objects.all().delete()

    decide(
        stage,
        judgement=judged("SESUAI", "SESUAI"),
        seen=1,
        correction_reason="Bukti menyusul",
    )
    assert states() == ["OFFERED"]
    deliver(stage)

    assert states() == ["LAPSED"]
    note = Notification.objects.get(kind="guidance.withdrawn")
    assert note.user_id == stage.town.budi.user_id


def test_a_correction_that_stays_low_leaves_the_offer(stage: Stage) -> None:
    told(stage, LOW)
    told(stage, ("DI_BAWAH", "SESUAI"), seen=1)

    assert states() == ["OFFERED"]


def test_a_correction_back_offers_again(stage: Stage) -> None:
    told(stage, LOW)
    told(stage, ("SESUAI", "SESUAI"), seen=1)
    told(stage, LOW, seen=2)

    assert states() == ["OFFERED"]
