"""The screens of realization, as each visitor meets them, without JavaScript."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kinerja.cycles.models import PerformanceYear, Period
from kinerja.evidence.models import EvidenceUse, Realization, RealizationReport
from kinerja.plans.models import Plan
from tests.factories import Town, client_of
from tests.plan_factories import make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def andi(town: Town) -> Client:
    return client_of(town.andi)


def address(plan: Plan, period: Period, *rest: object) -> str:
    return "/".join(["/progres", str(plan.pk), str(period.pk), *map(str, rest), ""])


def key() -> dict[str, str]:
    return {"kunci": str(uuid4())}


def test_the_list_names_each_period_and_what_comes_later(andi: Client, plan: Plan) -> None:
    html = andi.get("/progres/").content.decode()

    assert "Realisasi triwulan III" in html
    assert "Dibuka Kamis, 1 Oktober 2026" in html


def test_the_period_that_runs_stands_on_top_and_what_comes_at_the_end(
    andi: Client, plan: Plan
) -> None:
    html = andi.get("/progres/").content.decode()

    order = [html.index(f"Realisasi triwulan {no}<") for no in ("III", "II", "I", "IV")]
    assert order == sorted(order)


def test_without_an_agreed_plan_it_says_what_comes_first(town: Town) -> None:
    assert "setelah SKP Anda disepakati" in client_of(town.dewi).get("/progres/").content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("andi", 200), ("budi", 200), ("sari", 200), ("city_manager", 200), ("office_manager", 200),
     ("auditor", 200), ("dewi", 404), ("stranger", 404), ("administrator", 404)],
)  # fmt: skip
def test_who_sees_a_sheet(town: Town, plan: Plan, quarter: Period, who: str, status: int) -> None:
    assert client_of(getattr(town, who)).get(address(plan, quarter)).status_code == status


def test_one_fills_adds_evidence_and_sends(
    andi: Client, plan: Plan, indicator: int, quarter: Period
) -> None:
    page = andi.get(address(plan, quarter)).content.decode()
    assert "0 dari 1 indikator terisi" in page

    form = {"reached": "7,5", "note": "<script>alert(1)</script>", "version": "0", **key()}
    assert andi.post(address(plan, quarter, indicator, "simpan"), form).status_code == 302
    file = SimpleUploadedFile("rekap.pdf", b"%PDF-1.7")
    assert (
        andi.post(address(plan, quarter, indicator, "bukti"), {"file": file, **key()}).status_code
        == 302
    )
    link = {"link": "https://drive.kotalama.go.id/a", **key()}
    assert andi.post(address(plan, quarter, indicator, "bukti"), link).status_code == 302
    html = andi.get(address(plan, quarter)).content.decode()
    assert "7,5 kelurahan" in html
    assert "&lt;script&gt;" in html
    assert "<script>alert" not in html
    assert (
        "rekap.pdf" in andi.get(address(plan, quarter) + f"?indikator={indicator}").content.decode()
    )
    assert andi.post(address(plan, quarter, "kirim"), key()).status_code == 302

    assert RealizationReport.objects.count() == 1
    use = EvidenceUse.objects.first()
    assert use is not None
    assert andi.post(f"/bukti/lepas/{use.pk}/", key()).status_code == 302
    assert EvidenceUse.objects.count() == 1


def test_a_figure_comes_back_as_it_was_typed(
    andi: Client, plan: Plan, indicator: int, quarter: Period
) -> None:
    form = {"reached": "12,50", "note": "", "version": "0", **key()}
    andi.post(address(plan, quarter, indicator, "simpan"), form)

    opened = andi.get(address(plan, quarter) + f"?indikator={indicator}").content.decode()

    assert 'value="12,50"' in opened
    assert "12,50 kelurahan" in andi.get(address(plan, quarter)).content.decode()


def test_a_bad_number_gets_its_message_and_loses_nothing(
    andi: Client, plan: Plan, indicator: int, quarter: Period
) -> None:
    answer = andi.post(
        address(plan, quarter, indicator, "simpan"),
        {"reached": "tujuh", "note": "dekat kantor", **key()},
    )

    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Tulis angka saja, misalnya 95 atau 95,5." in html
    assert "dekat kantor" in html


def test_a_stale_form_shows_both_versions(
    andi: Client, plan: Plan, indicator: int, quarter: Period
) -> None:
    save = address(plan, quarter, indicator, "simpan")
    andi.post(save, {"reached": "5", "note": "dari ponsel", "version": "0", **key()})

    answer = andi.post(save, {"reached": "6", "note": "dari kantor", "version": "0", **key()})

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "dari ponsel" in html
    assert "dari kantor" in html
    assert "Simpan isian saya" in html
    assert Realization.objects.get().value == 5


def test_the_same_form_twice_does_the_work_once(
    andi: Client, plan: Plan, indicator: int, quarter: Period
) -> None:
    form = {"reached": "5", "version": "0", **key()}
    save = address(plan, quarter, indicator, "simpan")

    answers = [andi.post(save, form).status_code for _ in range(2)]

    assert answers == [302, 303]
    assert Realization.objects.get().lock_no == 1


def test_autosave_says_when_and_moves_the_version(
    andi: Client, plan: Plan, indicator: int, quarter: Period
) -> None:
    draft = address(plan, quarter, indicator, "draf")

    saved = andi.post(draft, {"reached": "5", "version": "0"}, headers={"HX-Request": "true"})
    stale = andi.post(draft, {"reached": "6", "version": "0"}, headers={"HX-Request": "true"})
    bad = andi.post(draft, {"reached": "enam", "version": "1"}, headers={"HX-Request": "true"})

    assert "Tersimpan pukul" in saved.content.decode()
    assert 'value="1"' in saved.content.decode()
    assert "Ada isian yang lebih baru" in stale.content.decode()
    assert "Belum tersimpan" in bad.content.decode()
    assert Realization.objects.get().value == 5


def test_an_incomplete_report_is_refused_on_the_same_page(
    andi: Client, plan: Plan, quarter: Period
) -> None:
    answer = andi.post(address(plan, quarter, "kirim"), key())

    assert answer.status_code == 409
    assert "Isi realisasi indikator ini dulu" in answer.content.decode()


@pytest.mark.parametrize("given", [{}, {"link": "bukan tautan"}, {"link": "x" * 3_000}])
def test_evidence_that_is_none_is_refused(
    andi: Client, plan: Plan, indicator: int, quarter: Period, given: dict[str, str]
) -> None:
    answer = andi.post(address(plan, quarter, indicator, "bukti"), {**given, **key()})

    assert answer.status_code == 409


def test_an_empty_file_is_refused(
    andi: Client, plan: Plan, indicator: int, quarter: Period
) -> None:
    file = SimpleUploadedFile("kosong.pdf", b"")

    answer = andi.post(address(plan, quarter, indicator, "bukti"), {"file": file, **key()})

    assert answer.status_code == 409
    assert "kosong" in answer.content.decode()


def test_others_write_nothing(town: Town, plan: Plan, indicator: int, quarter: Period) -> None:
    budi = client_of(town.budi)

    for rest in ((indicator, "simpan"), (indicator, "draf"), (indicator, "bukti"), ("kirim",)):
        answer = budi.post(
            address(plan, quarter, *rest), {"reached": "1", "link": "https://a.id/b", **key()}
        )
        assert answer.status_code == 403, rest


def test_foreign_ids_are_404(
    andi: Client, plan: Plan, indicator: int, quarter: Period, town: Town, year: PerformanceYear
) -> None:
    draft = (
        make_draft(town.andi, year)
        if not Plan.objects.filter(employee=town.andi).exists()
        else plan
    )
    assert draft.pk == plan.pk

    assert andi.get(f"/progres/{plan.pk}/999999/").status_code == 404
    assert andi.get(f"/progres/999999/{quarter.pk}/").status_code == 404
    assert (
        andi.post(address(plan, quarter, 999_999, "bukti"), {"link": "https://a.id/b"}).status_code
        == 404
    )
    assert andi.post("/bukti/lepas/999999/").status_code == 404


def test_a_closed_period_is_shown_locked(andi: Client, plan: Plan, quarter: Period) -> None:
    Period.objects.filter(pk=quarter.pk).update(closed_at=quarter.year.opened_at)

    html = andi.get(address(plan, quarter)).content.decode()

    assert "Periode ini sudah ditutup" in html
    assert "Simpan dan lanjut" not in html


def test_a_sheet_takes_few_statements(
    andi: Client, plan: Plan, quarter: Period, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        andi.get(address(plan, quarter))
