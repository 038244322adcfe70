"""What people send: starting, saving, steps, deleting, submitting, sent twice."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

from kinerja.cycles.models import PerformanceYear
from kinerja.plans import operations
from kinerja.plans.models import Plan, ResultContent
from kinerja.plans.queries import content_of
from kinerja.plans.tests.sending import autosave, field, post, view_of
from tests.factories import NOON, Town, actor, client_of
from tests.plan_factories import (
    first_result,
    make_agreed,
    make_draft,
    make_submitted,
    make_year,
    version_of,
)


def test_starting_makes_one_draft_however_often_it_is_sent(
    town: Town, year: PerformanceYear
) -> None:
    client, key = client_of(town.dewi), str(uuid.uuid4())

    first = client.post(f"/skp/mulai/{year.pk}/", {"kunci": key})
    second = client.post(f"/skp/mulai/{year.pk}/", {"kunci": key})

    plan = Plan.objects.get(employee=town.dewi)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"] == f"/skp/{plan.pk}/susun/"
    third = client.post(f"/skp/mulai/{year.pk}/", {"kunci": str(uuid.uuid4())})
    assert third.status_code == 409
    assert "Anda sudah punya SKP" in third.content.decode()


def test_starting_with_last_years_words(town: Town, year: PerformanceYear) -> None:
    source = make_agreed(town.dewi, make_year(2025), town.budi)
    client = client_of(town.dewi)
    assert "Salin dari SKP 2025" in client.get(f"/skp/mulai/{year.pk}/").content.decode()

    client.post(f"/skp/mulai/{year.pk}/", {"salin": str(source.pk)})

    made = Plan.objects.get(employee=town.dewi, year=year)
    assert len(content_of(version_of(made).pk).results) == 1
    path = f"/skp/mulai/{year.pk}/"
    assert client_of(town.stranger).post(path, {"salin": str(source.pk)}).status_code == 404
    assert client_of(town.stranger).post(path, {"salin": "x"}).status_code == 404


def test_copying_into_an_empty_draft(town: Town, year: PerformanceYear) -> None:
    make_agreed(town.dewi, make_year(2025), town.budi)
    made = make_draft(town.dewi, year)
    client = client_of(town.dewi)
    assert "Salin dari SKP 2025" in client.get(f"/skp/{made.pk}/susun/").content.decode()
    assert client.get(f"/skp/{made.pk}/salin/").status_code == 200

    assert client.post(f"/skp/{made.pk}/salin/").status_code == 303

    assert len(content_of(version_of(made).pk).results) == 1
    assert client.post(f"/skp/{made.pk}/salin/").status_code == 409


def test_saving_stores_result_and_indicators(plan: Plan, andi: Client) -> None:
    answer = post(
        andi, plan, teks="Antrean daring andal",
        **{field(plan, "target"): "1.234,5", field(plan, "satuan"): "orang"},
    )  # fmt: skip

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/skp/{plan.pk}/susun/")
    view = view_of(plan)
    assert view.row.text == "Antrean daring andal"
    assert view.indicators[0].shown_target == "1.234,5 orang"
    assert view.indicators[0].accumulation == "TOTAL"


def test_a_new_result_serves_the_superiors(town: Town, year: PerformanceYear, plan: Plan) -> None:
    parent = first_result(make_agreed(town.budi, year, town.sari))
    client = client_of(town.andi)
    shown = client.get(f"/skp/{plan.pk}/rhk/baru/?induk={parent}").content.decode()
    assert f'<option value="{parent}" selected>' in shown

    answer = client.post(f"/skp/{plan.pk}/rhk/baru/", {"teks": "Baru", "induk": str(parent)})

    added = content_of(version_of(plan).pk).results[1]
    assert answer.headers["Location"] == f"/skp/{plan.pk}/rhk/{added.id}/"
    assert added.row.parent_result_id == parent
    assert client.get(f"/skp/{plan.pk}/rhk/baru/?induk=zzz").status_code == 200


def test_steps_save_first(plan: Plan, andi: Client) -> None:
    added = post(andi, plan, teks="Tersimpan dulu", langkah="tambah")

    view = view_of(plan)
    assert view.row.text == "Tersimpan dulu"
    assert len(view.indicators) == 2
    here = f"/skp/{plan.pk}/rhk/{view.id}/"
    last = view.indicators[1].indicator_id
    assert added.headers["Location"] == f"{here}#id_i{last}-teks"
    moved = post(andi, plan, langkah=f"naik-{last}")
    assert moved.headers["Location"] == f"{here}#id_i{last}-teks"
    assert view_of(plan).indicators[0].indicator_id == last
    assert post(andi, plan, langkah="turun").headers["Location"] == here
    deletion = f"/skp/{plan.pk}/rhk/{view.id}/hapus/"
    assert post(andi, plan, langkah="hapus").headers["Location"] == deletion
    inner = f"/skp/{plan.pk}/rhk/{view.id}/indikator/{last}/hapus/"
    assert post(andi, plan, langkah=f"hapus-{last}").headers["Location"] == inner
    check = f"/skp/{plan.pk}/periksa/"
    assert post(andi, plan, langkah="periksa").headers["Location"] == check


def test_deleting_asks_first(plan: Plan, andi: Client) -> None:
    view = view_of(plan)
    inner = f"/skp/{plan.pk}/rhk/{view.id}/indikator/{view.indicators[0].indicator_id}/hapus/"
    assert "Hapus indikator" in andi.get(inner).content.decode()
    assert andi.post(inner).status_code == 303
    assert view_of(plan).indicators == []
    assert andi.get(f"/skp/{plan.pk}/rhk/{view.id}/hapus/").status_code == 200
    assert andi.post(f"/skp/{plan.pk}/rhk/{view.id}/hapus/").status_code == 303
    assert content_of(version_of(plan).pk).results == []
    assert "Belum ada RHK" in andi.get(f"/skp/{plan.pk}/susun/").content.decode()


def test_the_pengelola_opens_a_year_by_a_form(town: Town) -> None:
    prepared = make_year(2026, state="PREPARED")

    answer = client_of(town.city_manager).post(f"/tahun/{prepared.pk}/buka/")

    assert answer.status_code == 302
    assert Plan.objects.filter(employee=town.andi, year=prepared).exists()
    assert client_of(town.andi).post(f"/tahun/{prepared.pk}/buka/").status_code == 403


def test_behaviors_and_annex_are_saved(town: Town, plan: Plan, andi: Client) -> None:
    lock_no = str(version_of(plan).lock_no)

    saved = client_of(town.budi).post(
        f"/skp/{plan.pk}/perilaku/", {"versi": lock_no, "loyal": "Menjaga rahasia"}
    )
    stale = andi.post(f"/skp/{plan.pk}/lampiran/", {"versi": lock_no, "konsekuensi": "A\nB"})

    assert (saved.status_code, saved.headers["Location"]) == (303, f"/skp/{plan.pk}/")
    assert stale.status_code == 409
    assert "Simpan isian saya" in stale.content.decode()
    fresh = str(version_of(plan).lock_no)
    won = andi.post(
        f"/skp/{plan.pk}/lampiran/",
        {"versi": lock_no, "versi_baru": fresh, "konsekuensi": "A\nB"},
    )
    assert won.status_code == 303
    content = content_of(version_of(plan).pk)
    assert [line.text for line in content.annex] == ["A", "B"]
    too_many = {"versi": str(version_of(plan).lock_no), "konsekuensi": "x\n" * 61}
    assert andi.post(f"/skp/{plan.pk}/lampiran/", too_many).status_code == 409
    assert andi.post(f"/skp/{plan.pk}/perilaku/", {"versi": "abc"}).status_code == 422


def test_submitting_and_agreeing_by_forms(town: Town, plan: Plan, andi: Client) -> None:
    key = str(uuid.uuid4())
    first = andi.post(f"/skp/{plan.pk}/ajukan/", {"kunci": key})
    second = andi.post(f"/skp/{plan.pk}/ajukan/", {"kunci": key})
    assert first.headers["Location"] == second.headers["Location"] == f"/skp/{plan.pk}/"
    assert "Menunggu Budi Hartono sejak hari ini" in andi.get(f"/skp/{plan.pk}/").content.decode()

    budi = client_of(town.budi)
    returned = budi.post(f"/skp/{plan.pk}/kembalikan/", {"catatan": "Perjelas target RHK 1."})
    assert returned.status_code == 303
    assert "Perjelas target RHK 1." in andi.get(f"/skp/{plan.pk}/susun/").content.decode()
    assert "Menunggu perbaikan Andi" in budi.get(f"/skp/{plan.pk}/").content.decode()

    andi.post(f"/skp/{plan.pk}/ajukan/")
    agreed = budi.post(f"/skp/{plan.pk}/setujui/")
    assert agreed.status_code == 303
    assert budi.post(f"/skp/{plan.pk}/setujui/").status_code == 409
    assert "Disepakati dengan Budi Hartono" in andi.get(f"/skp/{plan.pk}/").content.decode()


def test_an_incomplete_plan_is_refused_with_its_reasons(town: Town, year: PerformanceYear) -> None:
    made = make_draft(town.dewi, year)

    answer = client_of(town.dewi).post(f"/skp/{made.pk}/ajukan/")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Isi paling sedikit satu hasil kerja utama" in page
    assert "PermenPANRB 6/2022" in page.replace(
        "Peraturan Menteri PANRB Nomor 6 Tahun 2022", "PermenPANRB 6/2022"
    )


def test_returning_without_notes_asks_for_them(town: Town, year: PerformanceYear) -> None:
    made = make_submitted(town.dewi, year)

    answer = client_of(town.budi).post(f"/skp/{made.pk}/kembalikan/", {"catatan": " "})

    assert answer.status_code == 422
    assert "apa yang perlu diperbaiki" in answer.content.decode()


def test_a_high_leader_chooses_a_perspective(town: Town, year: PerformanceYear) -> None:
    made = make_draft(town.sari, year)
    client = client_of(town.sari)
    client.post(f"/skp/{made.pk}/rhk/baru/", {"teks": "Layanan cepat"})

    page = client.get(f"/skp/{made.pk}/rhk/{first_result(made)}/").content.decode()

    assert "Penerima Layanan" in page
    assert "Hasil kerja pimpinan yang didukung" not in page
    answer = post(client, made, perspektif="Anggaran")
    assert answer.status_code == 303
    assert ResultContent.objects.get(result_id=first_result(made)).perspective == "Anggaran"
    assert autosave(client, made, perspektif="Proses Bisnis").status_code == 200
    assert post(client, made, perspektif="Lain").status_code == 422


def test_a_result_that_waited_is_told_that_it_can_be_linked(
    town: Town, year: PerformanceYear, plan: Plan, andi: Client
) -> None:
    words = "menunggu rencana penilai, dan rencana itu sudah ada"
    assert words not in andi.get(f"/skp/{plan.pk}/susun/").content.decode()

    make_agreed(town.budi, year, town.sari)

    assert words in andi.get(f"/skp/{plan.pk}/susun/").content.decode()


def test_advice_never_blocks(plan: Plan, andi: Client) -> None:
    post(andi, plan, teks="Melaksanakan sosialisasi", langkah="tambah")
    two: dict[str, Any] = {
        field(plan, "aspek", 1): "KUANTITAS",
        field(plan, "teks", 1): "Cakupan",
        field(plan, "target", 1): "120%",
    }
    assert post(andi, plan, **two).status_code == 303

    page = andi.get(f"/skp/{plan.pk}/susun/").content.decode()
    assert "RHK 1 masih kegiatan" in page
    assert "hanya diukur jumlahnya" in page
    assert "di atas 100 persen" in page
    assert "Siap diajukan" in page
    opened = andi.get(f"/skp/{plan.pk}/rhk/{view_of(plan).id}/").content.decode()
    assert "Ini masih kegiatan." in opened
    operations.submit_plan(plan=plan, by=actor(plan.employee, NOON), at=NOON)
