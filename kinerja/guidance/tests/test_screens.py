"""The pages: what each of the people sees, bad forms, refusals, and the whole way once."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kinerja.audit.models import AccessEvent
from kinerja.foundation import clock
from kinerja.guidance.models import Guidance, Statement, StatementAnswers
from kinerja.guidance.tests.pages import BEGIN, FIRST, send, text_of
from kinerja.guidance.tests.stages import (
    answered,
    begun,
    finished,
    monthly,
    offered,
    post_of,
    rated,
)
from kinerja.organization.models import Placement
from tests.factories import NOON, Town, client_of, make_employee, make_placement

pytestmark = pytest.mark.django_db


def test_the_offer_explains_and_never_says_the_predikat(
    town: Town, budi: Client, post: Placement
) -> None:
    offer = offered(post, counseling=True)

    shown = text_of(budi, f"/bimbingan/{offer.pk}/")

    assert "Diusulkan sistem sesudah evaluasi triwulan II 2026 diserahkan" in shown
    assert "Pertimbangkan juga konseling" in shown
    assert "Bukan urusan disiplin" in shown
    for word in ("Kurang", "Butuh", "predikat"):
        assert word not in shown


def test_an_offer_without_counseling_does_not_speak_of_it(budi: Client, offer: Guidance) -> None:
    assert "konseling" not in text_of(budi, f"/bimbingan/{offer.pk}/").lower()


def test_the_employee_does_not_find_the_offer(town: Town, andi: Client, offer: Guidance) -> None:
    assert andi.get(f"/bimbingan/{offer.pk}/").status_code == 404
    assert "Belum ada bimbingan" in text_of(andi, "/bimbingan/")
    assert text_of(andi, "/").count("bimbingan") == 0


def test_looking_at_an_offer_leaves_no_row_that_the_employee_reads(
    town: Town, budi: Client, offer: Guidance
) -> None:
    budi.get(f"/bimbingan/{offer.pk}/")

    assert not AccessEvent.objects.exists()


def test_the_head_above_sees_the_offer_and_does_not_decide(town: Town, offer: Guidance) -> None:
    sari = client_of(town.sari)

    assert "Mulai bimbingan" not in text_of(sari, f"/bimbingan/{offer.pk}/")
    assert sari.get(f"/bimbingan/{offer.pk}/tidak-dimulai/").status_code == 403


def test_an_offer_is_declined_with_a_reason(budi: Client, offer: Guidance) -> None:
    here = f"/bimbingan/{offer.pk}/tidak-dimulai/"

    assert "Keputusan ini milik Anda" in text_of(budi, here)
    assert send(budi, here).status_code == 422
    done = send(budi, here, reason="Sudah didampingi tim.")

    assert (done.status_code, done.url) == (303, f"/bimbingan/{offer.pk}/")
    assert "Sudah didampingi tim." in text_of(budi, f"/bimbingan/{offer.pk}/")
    assert budi.get(here).status_code == 302
    assert send(budi, here, reason="Lagi.").status_code == 409


def test_beginning_takes_the_offer_and_plans_sessions(
    town: Town, budi: Client, offer: Guidance, post: Placement
) -> None:
    here = f"/bimbingan/baru/{post.pk}/"
    assert 'value="3-2-2027"' in text_of(budi, here)

    done = send(budi, here, **BEGIN | FIRST | {"rhythm": "MONTHLY"})

    assert (done.status_code, done.url) == (303, f"/bimbingan/{offer.pk}/")
    shown = text_of(budi, f"/bimbingan/{offer.pk}/")
    assert "Berkas lengkap." in shown
    assert shown.count("/dialog/") >= 6


@pytest.mark.parametrize(
    "given",
    [
        {"aim": ""},
        {"ends_on": "kapan-kapan"},
        {"ends_on": "3-2-1027"},
        {"rhythm": ""},
        {"rhythm": "MONTHLY"},
        {"rhythm": "ONCE", "day": "5-8-2026"},
        {"rhythm": "ONCE", "day": "5-8-1026", "time": "10.00"},
        {"rhythm": "ONCE", "day": "5-8-2026", "time": "26.00"},
        {"minutes": "7"},
    ],
)
def test_a_bad_beginning_is_422(budi: Client, post: Placement, given: dict[str, str]) -> None:
    answer = send(budi, f"/bimbingan/baru/{post.pk}/", **BEGIN | given)

    assert answer.status_code == 422
    assert not Guidance.objects.exists()


def test_a_single_session_needs_no_length(budi: Client, post: Placement) -> None:
    given = BEGIN | {"rhythm": "ONCE", "day": "5-8-2026", "time": "10.00"}

    assert send(budi, f"/bimbingan/baru/{post.pk}/", **given).status_code == 303


def test_a_refused_beginning_keeps_the_page(budi: Client, town: Town, post: Placement) -> None:
    held = begun(post, town.budi)

    assert f'href="/bimbingan/{held.pk}/"' in text_of(budi, f"/bimbingan/baru/{post.pk}/")
    answer = send(budi, f"/bimbingan/baru/{post.pk}/", **BEGIN)

    assert answer.status_code == 409
    assert "sedang dibimbing" in answer.content.decode()


def test_the_same_form_begins_once(budi: Client, post: Placement) -> None:
    given = {"kunci": str(uuid.uuid4()), **BEGIN}

    first = budi.post(f"/bimbingan/baru/{post.pk}/", given)
    second = budi.post(f"/bimbingan/baru/{post.pk}/", given)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.url == second.url  # type: ignore[attr-defined]


def test_another_mentor_is_found_by_name(town: Town, budi: Client, post: Placement) -> None:
    here = f"/bimbingan/baru/{post.pk}/pembimbing/"
    for number in range(26):
        make_placement(make_employee(f"Oki {number:02d}"), town.division)

    shown = text_of(budi, here)
    found = text_of(budi, here + "?cari=setiawan")

    assert "Pejabat penilai" in shown
    assert "Sari Kusuma" in shown
    assert f"?pembimbing={town.office_manager.pk}" in found
    assert "Slamet" not in text_of(budi, here + "?cari=slamet").split("cari")[-1]
    assert "orang cocok" in text_of(budi, here + "?cari=oki")
    assert budi.get(here + "?cari=" + "x" * 61).status_code == 422


def test_the_chosen_mentor_guides(town: Town, budi: Client, post: Placement) -> None:
    here = f"/bimbingan/baru/{post.pk}/?pembimbing={town.dewi.pk}"

    assert "Dewi Lestari" in text_of(budi, here)
    send(budi, here, **BEGIN)

    assert Guidance.objects.get().mentor == town.dewi


@pytest.mark.parametrize("who", ["stranger", "andi"])
def test_a_mentor_out_of_reach_is_404(town: Town, budi: Client, post: Placement, who: str) -> None:
    number = getattr(town, who).pk

    assert budi.get(f"/bimbingan/baru/{post.pk}/?pembimbing={number}").status_code == 404
    assert budi.get(f"/bimbingan/baru/{post.pk}/?pembimbing=abc").status_code == 200


def test_only_the_evaluator_opens_the_beginning(town: Town, post: Placement) -> None:
    answers = {
        name: client_of(getattr(town, name)).get(f"/bimbingan/baru/{post.pk}/").status_code
        for name in ("budi", "andi", "sari", "dewi", "stranger", "city_manager")
    }

    assert answers == {
        "budi": 200, "andi": 403, "sari": 403, "dewi": 404, "stranger": 404, "city_manager": 403,
    }  # fmt: skip


def test_a_competence_is_rated_and_rated_again(budi: Client, running: Guidance) -> None:
    here = f"/bimbingan/{running.pk}/kompetensi/"
    given = {"name": "Komunikasi", "value": "2", "reason": "Laporan belum memuat tindak lanjut."}

    assert send(budi, here, **given | {"value": "6"}).status_code == 422
    assert send(budi, here, **given | {"reason": ""}).status_code == 422
    assert send(budi, here, **given).status_code == 303
    assert 'value="Komunikasi"' in text_of(budi, here + "?kompetensi=Komunikasi")
    assert text_of(budi, here + "?kompetensi=" + "x" * 121)
    send(budi, here, **given | {"value": "4", "reason": "Laporan lengkap."})

    shown = text_of(budi, f"/bimbingan/{running.pk}/")
    assert "4 dari 5" in shown
    assert "Sebelumnya: 2" in shown
    assert "Laporan lengkap." in text_of(budi, f"/bimbingan/{running.pk}/format-b19/")


def test_the_form_of_an_offer_or_of_nothing(
    town: Town, budi: Client, andi: Client, post: Placement
) -> None:
    offer = offered(post)

    assert budi.get(f"/bimbingan/{offer.pk}/format-b19/").status_code == 404
    held = begun(post, town.budi)
    assert "Belum ada kompetensi" in text_of(andi, f"/bimbingan/{held.pk}/format-b19/")


@pytest.mark.parametrize("act", ["sesi", "kompetensi", "perpanjang", "selesai", "hentikan"])
def test_only_who_guides_acts_and_only_while_it_runs(
    town: Town, budi: Client, andi: Client, running: Guidance, act: str
) -> None:
    here = f"/bimbingan/{running.pk}/{act}/"

    assert budi.get(here).status_code == 200
    assert andi.get(here).status_code == 403
    assert client_of(town.sari).get(here).status_code == 403
    assert client_of(town.dewi).get(here).status_code == 404
    finished(running, town.budi)
    assert budi.get(here).status_code == 302


def test_it_is_extended_finished_and_refused(budi: Client, running: Guidance) -> None:
    here = f"/bimbingan/{running.pk}/"

    assert send(budi, here + "perpanjang/", ends_on="3-1-2027").status_code == 409
    assert send(budi, here + "perpanjang/", ends_on="3-4-1027").status_code == 422
    assert send(budi, here + "perpanjang/", ends_on="3-4-2027").status_code == 303
    assert send(budi, here + "selesai/", outcome="TERCAPAI").status_code == 422
    done = send(budi, here + "selesai/", outcome="SEBAGIAN", result="Loket lebih cepat.")
    assert done.status_code == 303
    shown = text_of(budi, here)
    assert "Hasil: tercapai sebagian" in shown
    assert "Loket lebih cepat." in shown
    late = send(budi, here + "selesai/", outcome="SEBAGIAN", result="Lagi.")
    assert late.status_code == 409


def test_it_is_stopped_with_a_reason(budi: Client, andi: Client, running: Guidance) -> None:
    here = f"/bimbingan/{running.pk}/"

    assert send(budi, here + "hentikan/").status_code == 422
    assert send(budi, here + "hentikan/", reason="Pindah tugas.").status_code == 303
    assert "Pindah tugas." in text_of(andi, here)


def test_more_sessions_are_planned(budi: Client, running: Guidance) -> None:
    here = f"/bimbingan/{running.pk}/sesi/"

    assert send(budi, here, rhythm="ONCE").status_code == 422
    assert send(budi, here, **FIRST, rhythm="EVERY_TWO_WEEKS").status_code == 303
    assert send(budi, here, **FIRST, rhythm="ONCE").status_code == 409


def test_a_session_that_nobody_recorded_says_so(budi: Client, town: Town, post: Placement) -> None:
    held = begun(post, town.budi, sessions=monthly())

    with clock.fixed(NOON + dt.timedelta(days=40)):
        shown = text_of(client_of(town.budi), f"/bimbingan/{held.pk}/")

    assert shown.count("Belum dicatat") == 2


def test_reads_of_others_than_the_two_are_recorded(
    town: Town, andi: Client, budi: Client, running: Guidance
) -> None:
    for client in (andi, budi, client_of(town.sari)):
        client.get(f"/bimbingan/{running.pk}/")
        client.get(f"/bimbingan/{running.pk}/format-b19/")

    rows = AccessEvent.objects.filter(subject_kind="guidance.guidance")
    assert {row.user_id for row in rows} == {town.sari.user_id}
    assert rows.count() == 2


def test_the_head_above_sees_no_session_of_the_two(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, sessions=monthly())

    shown = text_of(client_of(town.sari), f"/bimbingan/{held.pk}/")

    assert "/dialog/1" not in shown
    assert "Nilai kompetensi" not in shown


def test_the_lists_show_what_each_may_know(
    town: Town, budi: Client, andi: Client, post: Placement
) -> None:
    begun(post, town.budi)
    offered(post_of(town.dewi))

    assert "Bersama Budi Hartono" in text_of(andi, "/bimbingan/")
    assert "Andi Pratama" in text_of(budi, "/bimbingan/")
    assert "Pembimbing: Anda" in text_of(budi, "/bimbingan/?tab=tim")
    assert "Dewi Lestari" in text_of(budi, "/bimbingan/?tab=usul")
    assert "Belum ada jawaban" in text_of(budi, "/bimbingan/?tab=jawaban")
    assert "Bersama Budi Hartono" in text_of(andi, "/bimbingan/?tab=lain&hal=x")
    assert "?tab=tim" not in text_of(andi, "/bimbingan/")


def test_what_is_late_says_so(town: Town, running: Guidance) -> None:
    with clock.fixed(dt.datetime(2027, 2, 8, 5, tzinfo=dt.UTC)):
        assert "lewat 5 hari" in text_of(client_of(town.budi), "/bimbingan/")
        assert "Waktunya sudah lewat" in text_of(client_of(town.andi), f"/bimbingan/{running.pk}/")


def test_the_city_edits_the_wording(town: Town, budi: Client) -> None:
    manager = client_of(town.city_manager)

    assert "Belum diperiksa" in text_of(manager, "/bimbingan/pernyataan/")
    assert text_of(manager, "/bimbingan/pernyataan/2/")
    assert send(manager, "/bimbingan/pernyataan/2/", text="").status_code == 422
    assert (
        send(manager, "/bimbingan/pernyataan/2/", text="Baru.", is_verified="on").status_code == 303
    )
    assert Statement.objects.get(pk=2).is_verified
    assert manager.get("/bimbingan/pernyataan/10/").status_code == 404
    for page in ("/bimbingan/pernyataan/", "/bimbingan/pernyataan/2/"):
        assert budi.get(page).status_code == 403


@pytest.mark.parametrize("key", ["999999999", "9" * 30])
def test_numbers_that_name_nothing_are_404(budi: Client, key: str) -> None:
    for page in ("", "jawaban/", "kompetensi/", "pernyataan/", "format-b19/"):
        assert budi.get(f"/bimbingan/{key}/{page}").status_code == 404
    assert budi.get(f"/bimbingan/baru/{key}/").status_code == 404


def test_the_pages_take_the_same_statements_for_one_and_for_many(
    town: Town, budi: Client, post: Placement, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    held = begun(post, town.budi, sessions=monthly())
    for number in range(3):
        rated(held, town.budi, name=f"Kompetensi {number}")
    for number in range(30):
        person = make_employee(f"Pegawai {number}")
        begun(make_placement(person, town.division), town.budi)
    answered(held, town.andi)
    sari = client_of(town.sari)

    for client, address in (
        (budi, "/bimbingan/"),
        (budi, "/bimbingan/?tab=tim&hal=2"),
        (budi, f"/bimbingan/{held.pk}/"),
        (sari, f"/bimbingan/{held.pk}/"),
        (sari, f"/bimbingan/{held.pk}/jawaban/"),
        (budi, f"/bimbingan/{held.pk}/format-b19/"),
        (budi, f"/bimbingan/baru/{post.pk}/"),
        (budi, f"/bimbingan/baru/{post.pk}/pembimbing/"),
        (client_of(town.andi), f"/bimbingan/{held.pk}/"),
    ):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
    assert StatementAnswers.objects.count() == 1
