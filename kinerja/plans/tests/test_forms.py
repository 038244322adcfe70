"""What people send: saving, steps, autosave, conflicts, bad input, sent twice."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from kinerja.cycles.models import PerformanceYear
from kinerja.plans import operations
from kinerja.plans.models import Plan, ResultContent
from kinerja.plans.operations.results import MOST_INDICATORS, MOST_RESULTS
from kinerja.plans.queries import ResultView, content_of
from kinerja.plans.values import ResultValues
from tests.factories import NOON, Town, actor, client_of
from tests.plan_factories import (
    fill,
    first_result,
    make_agreed,
    make_draft,
    make_submitted,
    make_year,
    version_of,
)

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def plan(town: Town, year: PerformanceYear) -> Plan:
    draft = make_draft(town.andi, year)
    fill(draft)
    return draft


@pytest.fixture
def andi(town: Town) -> Client:
    return client_of(town.andi)


def view_of(plan: Plan) -> ResultView:
    return content_of(version_of(plan).pk).results[0]


def filled(plan: Plan, **changes: str) -> dict[str, str]:
    """Return what the browser would send of the open result."""
    view = view_of(plan)
    sent = {
        "versi": view.base(version_of(plan).lock_no),
        "teks": view.row.text,
        "jenis": view.row.kind,
        "induk": "",
        "alasan_tanpa_induk": view.row.no_parent_reason,
        "kunci": str(uuid.uuid4()),
    }
    for row in view.indicators:
        prefix = f"i{row.indicator_id}-"
        sent |= {
            f"{prefix}teks": row.text,
            f"{prefix}aspek": row.aspect,
            f"{prefix}target": row.written_target,
            f"{prefix}satuan": row.unit,
        }
    return sent | changes


def post(client: Client, plan: Plan, **changes: str) -> Any:
    path = f"/skp/{plan.pk}/rhk/{view_of(plan).id}/"
    return client.post(path, filled(plan, **changes))


def autosave(client: Client, plan: Plan, **changes: str) -> Any:
    path = f"/skp/{plan.pk}/draf/{view_of(plan).id}/"
    return client.post(path, filled(plan, **changes), headers={"HX-Request": "true"})


def field(plan: Plan, name: str, index: int = 0) -> str:
    return f"i{view_of(plan).indicators[index].indicator_id}-{name}"


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


def test_a_foreign_parent_is_not_on_offer(town: Town, plan: Plan, andi: Client) -> None:
    foreign = str(view_of(plan).id)

    assert post(andi, plan, induk=foreign).status_code == 422
    new = andi.post(f"/skp/{plan.pk}/rhk/baru/", {"teks": "x", "induk": foreign})
    assert new.status_code == 422
    assert autosave(andi, plan, induk=foreign).status_code == 422


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


def test_a_target_that_cannot_be_read_comes_back(plan: Plan, andi: Client) -> None:
    answer = post(andi, plan, **{field(plan, "target"): "30 September", field(plan, "satuan"): ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tulis tahunnya juga" in page
    assert "Ada kesalahan: Susun SKP" in page
    assert 'value="30 September"' in page


def test_autosave_changes_the_status_and_the_version_only(plan: Plan, andi: Client) -> None:
    answer = autosave(andi, plan, teks="Ketik")

    part = answer.content.decode()
    assert answer.status_code == 200
    assert "Tersimpan pukul 12.00" in part
    assert view_of(plan).base(version_of(plan).lock_no) in part
    assert "<form" not in part
    assert view_of(plan).row.text == "Ketik"


def test_autosave_never_corrects_anybody(plan: Plan, andi: Client) -> None:
    sent = {field(plan, "target"): "30 September", field(plan, "satuan"): ""}

    assert autosave(andi, plan, **sent).status_code == 200

    assert view_of(plan).indicators[0].target_text == "30 September"


def test_a_stale_autosave_shows_both_versions_once(plan: Plan, andi: Client) -> None:
    old = filled(plan)["versi"]
    autosave(andi, plan, teks="Tersimpan lebih dulu")

    first = autosave(andi, plan, teks="Isian saya", versi=old)
    again = autosave(andi, plan, teks="Isian saya", versi=old, konflik="1")

    assert (first.status_code, again.status_code) == (409, 409)
    shown = first.content.decode()
    assert "Tersimpan lebih dulu" in shown
    assert "Isian saya" in shown
    assert "Pakai versi tersimpan" in shown
    assert "Pakai versi tersimpan" not in again.content.decode()
    assert view_of(plan).row.text == "Tersimpan lebih dulu"


def test_a_stale_form_shows_both_versions_and_may_win(plan: Plan, andi: Client) -> None:
    old = filled(plan)["versi"]
    post(andi, plan, teks="Tersimpan lebih dulu")

    answer = post(andi, plan, teks="Isian saya", versi=old)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Tersimpan lebih dulu" in page
    assert "Simpan isian saya" in page
    fresh = view_of(plan).base(version_of(plan).lock_no)
    assert f'value="{fresh}"' in page
    won = post(andi, plan, teks="Isian saya", versi=old, versi_baru=fresh)
    assert won.status_code == 303
    assert view_of(plan).row.text == "Isian saya"


def test_what_autosave_has_stored_already_is_no_conflict(plan: Plan, andi: Client) -> None:
    old = filled(plan)["versi"]
    autosave(andi, plan, teks="Sama")

    assert post(andi, plan, teks="Sama", versi=old).status_code == 303


def test_a_conflict_names_each_field(town: Town, year: PerformanceYear, plan: Plan) -> None:
    parent = first_result(make_agreed(town.budi, year, town.sari))
    client = client_of(town.andi)
    old = filled(plan)["versi"]
    post(client, plan, teks="Lain")
    mine = {"induk": str(parent), "penugasan": str(town.budi.pk), "jenis": "TAMBAHAN"}

    day = post(client, plan, versi=old, **mine, **{field(plan, "target"): "30-9-2026"})
    words = autosave(client, plan, versi=old, **mine, **{field(plan, "target"): "Tertib"})

    assert "Tersedianya antrean daring" in day.content.decode()
    assert "30 September 2026" in day.content.decode()
    assert "Tertib" in words.content.decode()
    assert words.content.decode().count("Budi Hartono") == 1


def test_too_many_rows_are_refused_on_the_page(plan: Plan, andi: Client) -> None:
    by = actor(plan.employee, NOON)
    for _ in range(MOST_INDICATORS - 1):
        operations.add_indicator(plan=plan, result_id=view_of(plan).id, by=by, at=NOON)
    assert post(andi, plan, langkah="tambah").status_code == 409
    for _ in range(MOST_RESULTS - 1):
        operations.add_result(plan=plan, values=ResultValues(), by=by, at=NOON)

    answer = andi.post(f"/skp/{plan.pk}/rhk/baru/", {"teks": "Satu lagi"})

    assert answer.status_code == 409
    assert "Paling banyak 40 RHK" in answer.content.decode()


def test_the_pengelola_opens_a_year_by_a_form(town: Town) -> None:
    prepared = make_year(2026, state="PREPARED")

    answer = client_of(town.city_manager).post(f"/tahun/{prepared.pk}/buka/")

    assert answer.status_code == 302
    assert Plan.objects.filter(employee=town.andi, year=prepared).exists()
    assert client_of(town.andi).post(f"/tahun/{prepared.pk}/buka/").status_code == 403


@pytest.mark.parametrize("text", ["x" * 100_000, "a\x00b"])
def test_texts_too_long_or_with_nul_come_back(plan: Plan, andi: Client, text: str) -> None:
    for name in ("teks", "alasan_tanpa_induk", field(plan, "teks"), field(plan, "target")):
        assert post(andi, plan, **{name: text}).status_code == 422
        assert autosave(andi, plan, **{name: text}).status_code == 422
    before = version_of(plan).lock_no
    annex = {"versi": str(before), "konsekuensi": text}
    assert andi.post(f"/skp/{plan.pk}/lampiran/", annex).status_code == 422
    behavior = {"versi": str(before), "loyal": text}
    assert andi.post(f"/skp/{plan.pk}/perilaku/", behavior).status_code == 422
    new = andi.post(f"/skp/{plan.pk}/rhk/baru/", {"teks": text})
    assert new.status_code == 422
    assert version_of(plan).lock_no == before


def test_script_is_text(town: Town, plan: Plan, andi: Client) -> None:
    post(
        andi, plan, teks=SCRIPT, alasan_tanpa_induk=SCRIPT,
        **{field(plan, name): SCRIPT for name in ("teks", "target", "satuan")},
    )  # fmt: skip
    lock_no = str(version_of(plan).lock_no)
    andi.post(f"/skp/{plan.pk}/perilaku/", {"versi": lock_no, "loyal": SCRIPT})
    lock_no = str(version_of(plan).lock_no)
    andi.post(f"/skp/{plan.pk}/lampiran/", {"versi": lock_no, "konsekuensi": SCRIPT})

    here = f"/skp/{plan.pk}"
    result = f"{here}/rhk/{view_of(plan).id}/"
    for path in ("/", "/susun/", "/periksa/", "/perilaku/", "/lampiran/"):
        page = andi.get(here + path).content.decode()
        assert SCRIPT not in page
    assert "&lt;script&gt;" in andi.get(result).content.decode()
    assert SCRIPT not in andi.get(result).content.decode()
    assert SCRIPT not in client_of(town.budi).get(f"{here}/").content.decode()


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
