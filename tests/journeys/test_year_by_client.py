"""The whole year through the forms of the pages, without a browser."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader
from pytest_django import Settings

from kinerja.cycles.models import PerformanceYear, Period
from kinerja.evaluations.models import Evaluation
from kinerja.foundation import clock
from kinerja.plans.models import Plan
from tests.factories import NOON, Town
from tests.journeys import stages
from tests.journeys.visitors import Visitor


@pytest.mark.django_db
def test_a_year_from_its_opening_to_a_received_document(
    town: Town, settings: Settings, tmp_path: Path
) -> None:
    settings.FILES = tmp_path
    with clock.fixed(NOON):
        manager, andi, budi = map(Visitor, (town.city_manager, town.andi, town.budi))
        manager.open("/tahun/").send("Siapkan tahun", year="2026").send("Buka tahun 2026")
        plan = agreed_plan(town, andi, budi)
        evaluation = reported(plan, manager, andi)
        decided(evaluation, andi, budi)
        andi.open(f"/evaluasi/{evaluation.pk}/mengapa/")
        assert stages.REASON in andi.html
        andi.send("Saya terima")
        paper = andi.client.get(f"/evaluasi/{evaluation.pk}/dokumen.pdf")

    text = PdfReader(io.BytesIO(paper.getvalue())).pages[0].extract_text()
    assert "Andi Pratama" in text
    evaluation.refresh_from_db()
    assert evaluation.state == "RECEIVED"


def agreed_plan(town: Town, andi: Visitor, budi: Visitor) -> Plan:
    plan = Plan.objects.get(employee=town.andi)
    andi.open(f"/skp/{plan.pk}/rhk/baru/").send(
        "Simpan dan isi indikator",
        teks=stages.OUTCOME,
        alasan_tanpa_induk="menunggu rencana atasan",
        jenis="UTAMA",
    )
    form, _ = andi.form("Simpan RHK 1")
    said = {"teks": stages.FIGURE, "aspek": "WAKTU", "target": "95,5", "satuan": "persen"}
    given = {
        one.name: said[part]
        for one in form.fields
        if one.name.startswith("i") and (part := one.name.split("-")[-1]) in said
    }
    andi.send("Simpan RHK 1", **given)
    andi.open(f"/skp/{plan.pk}/lampiran/").send(
        "Simpan lampiran",
        dukungan_sumber_daya="Jaringan data",
        skema_pertanggungjawaban="Laporan bulanan",
        konsekuensi="Bimbingan kinerja",
    )
    andi.open(f"/skp/{plan.pk}/periksa/").send("Ajukan SKP")
    budi.open(f"/skp/{plan.pk}/tinjau/").send("Setujui SKP")
    return plan


def reported(plan: Plan, manager: Visitor, andi: Visitor) -> Evaluation:
    year = PerformanceYear.objects.get(year=2026)
    period = Period.objects.get(year=year, no=2)
    proof = SimpleUploadedFile("rekap.pdf", stages.PROOF)
    andi.open(f"/progres/{plan.pk}/{period.pk}/")
    andi.send("Unggah", file=proof)
    assert "rekap.pdf" in andi.html
    andi.send("Simpan dan lanjut", reached="97").send("Kirim realisasi")
    manager.open(f"/tahun/{year.pk}/").send("Buka penilaian: Triwulan II")
    return Evaluation.objects.filter(plan=plan).order_by("-period__no")[0]


def decided(evaluation: Evaluation, andi: Visitor, budi: Visitor) -> None:
    andi.open(f"/evaluasi/{evaluation.pk}/diri/")
    form, _ = andi.form("Kirim ke penilai")
    first = next(one.name for one in form.fields if one.name.startswith("reached-"))
    andi.send("Kirim ke penilai", **{first: stages.WORDS})
    budi.open(f"/evaluasi/{evaluation.pk}/nilai/")
    assert stages.WORDS in budi.html
    budi.send(
        "Periksa lalu tetapkan",
        result_rating="DI_ATAS",
        behavior_rating="SESUAI",
        result_reason=stages.REASON,
    )
    budi.send("Tetapkan").send("Serahkan hasil")
