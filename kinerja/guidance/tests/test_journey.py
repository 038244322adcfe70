"""From a low result to its guidance, the nine statements and what was reached."""

from __future__ import annotations

import pytest
from django.test import Client

from kinerja.evaluations.tests.stage import Stage, decide, deliver, judged, make_stage
from kinerja.foundation import clock
from kinerja.guidance.models import Guidance
from kinerja.guidance.tests.pages import BEGIN, FIRST, NINE, send, text_of
from tests.factories import NOON, client_of

pytestmark = pytest.mark.django_db
#: what was judged, and what that suggests
JUDGED = {
    ("DI_BAWAH", "SESUAI"): "guidance alone",
    ("SESUAI", "DI_BAWAH"): "counseling too",
    ("DI_BAWAH", "DI_BAWAH"): "counseling too",
}


@pytest.fixture
def stage() -> Stage:
    return make_stage()


@pytest.mark.parametrize(("ratings", "suggested"), JUDGED.items())
def test_a_low_result_is_followed_by_an_offer(
    stage: Stage, ratings: tuple[str, str], suggested: str
) -> None:
    decide(stage, judgement=judged(*ratings))
    assert not Guidance.objects.exists()

    deliver(stage)

    made = Guidance.objects.get()
    assert (made.state, made.evaluation_id) == ("OFFERED", stage.evaluation.pk)
    assert made.suggests_counseling is (suggested == "counseling too")
    assert made.occasion.startswith("evaluasi triwulan")


@pytest.mark.parametrize("ratings", [("SESUAI", "SESUAI"), ("DI_ATAS", "DI_ATAS")])
def test_a_good_result_is_followed_by_nothing(stage: Stage, ratings: tuple[str, str]) -> None:
    decide(stage, judgement=judged(*ratings))
    deliver(stage)

    assert not Guidance.objects.exists()


def test_the_whole_way_from_a_low_result_to_what_was_reached(stage: Stage) -> None:
    budi, andi, sari = (client_of(getattr(stage.town, one)) for one in ("budi", "andi", "sari"))
    decide(stage, judgement=judged("DI_BAWAH", "SESUAI"))
    deliver(stage)
    offer = Guidance.objects.get()
    here = f"/bimbingan/{offer.pk}/"

    assert "Usul bimbingan untuk Andi Pratama" in text_of(budi, "/")
    assert f'href="{here}"' in text_of(budi, f"/evaluasi/{stage.evaluation.pk}/mengapa/")
    assert "bimbingan" not in text_of(andi, f"/evaluasi/{stage.evaluation.pk}/mengapa/")
    assert f"/evaluasi/{stage.evaluation.pk}/mengapa/" in text_of(budi, here)
    _begin_and_rate(budi, offer)
    send(andi, here + "pernyataan/", **NINE, words="Terbantu.")
    assert "Terbantu." in text_of(sari, here + "jawaban/")
    send(budi, here + "selesai/", outcome="TERCAPAI", result="Berkas lengkap.")

    assert "Hasil: tujuan tercapai" in text_of(andi, here)
    assert "Berkas lengkap." in text_of(sari, here)


def _begin_and_rate(budi: Client, offer: Guidance) -> None:
    begun = send(
        budi, f"/bimbingan/baru/{offer.placement_id}/", **BEGIN | FIRST | {"rhythm": "ONCE"}
    )
    assert begun.status_code == 303
    rated = {"name": "Komunikasi", "value": "3", "reason": "Sudah memberi kabar."}
    assert send(budi, f"/bimbingan/{offer.pk}/kompetensi/", **rated).status_code == 303
    assert clock.now() == NOON
