"""SASARAN KINERJA PEGAWAI on paper: titles, columns, rows, annex."""

from __future__ import annotations

import pytest

from kinerja.documents import rendering
from kinerja.documents.tests.paper import AT, IMPRINT, letters, pages, words
from kinerja.plans.documents import SKP, PlanPrint, plan_print
from kinerja.plans.frozen import PlanFrozen
from kinerja.plans.tests import samples

AWKWARD = "Nilai #1 $x$ *tebal* _miring_ <b> @sari \"kutip\" 'petik' \\ — Nyi Rr. Éndah [a] {b}"


def printed(plan: PlanFrozen) -> PlanPrint:
    return plan_print(plan, city=samples.CITY, place="Kotalama")


def sheet(plan: PlanFrozen) -> bytes:
    return rendering.render(template=SKP.path, content=printed(plan), imprint=IMPRINT, at=AT)


def test_the_titles_are_those_of_the_form_for_ja_and_jf() -> None:
    first = pages(sheet(samples.plan()))[0]

    assert (
        "SASARAN KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUANTITATIF"
        " BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL" in first
    )
    assert "NAMA INSTANSI: PEMERINTAH KOTA KOTALAMA" in first
    assert "PERIODE PENILAIAN: 1 JANUARI 2026 SD 31 DESEMBER 2026" in first


def test_the_titles_are_those_of_the_form_for_jpt() -> None:
    first = pages(sheet(samples.plan(jpt=True)))[0]

    assert "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI" in first


@pytest.mark.parametrize(
    ("jpt", "labels"),
    [
        (
            False,
            "NO|RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI|RENCANA HASIL KERJA|ASPEK|"
            "INDIKATOR KINERJA INDIVIDU|TARGET|(1)|(2)|(3)|(4)|(5)|(6)",
        ),
        (
            True,
            "NO|RENCANA HASIL KERJA|INDIKATOR KINERJA INDIVIDU|TARGET|PERSPEKTIF|"
            "(1)|(2)|(3)|(4)|(5)",
        ),
    ],
)
def test_the_columns_are_those_of_the_form_and_stand_on_each_page(
    *, jpt: bool, labels: str
) -> None:
    rows = samples.plan(jpt=jpt, rows=30)

    with_results = [page for page in pages(sheet(rows)) if "tahap" in page]

    assert len(with_results) >= 3
    for page in with_results:
        assert letters(labels.replace("|", "")) in letters(page)


@pytest.mark.parametrize("jpt", [False, True])
def test_the_source_that_both_agreed_on_stands_below_its_indicator(*, jpt: bool) -> None:
    plan = samples.plan(jpt=jpt)
    plan["results"][0]["indicators"][0]["source"] = "IKM KTP elektronik"

    text = words(sheet(plan))

    assert text.count("Sumber: IKM KTP elektronik") == 1
    assert text.count("Sumber:") == 1


def test_plans_from_before_there_were_sources_still_print() -> None:
    content = printed(samples.plan())
    for one in content["main"]:
        for line in one["indicators"]:
            del line["source"]  # type: ignore[misc]

    paper = rendering.render(template=SKP.path, content=content, imprint=IMPRINT, at=AT)

    assert "Sumber:" not in words(paper)


def test_both_persons_stand_in_the_head_with_five_fields() -> None:
    first = letters(pages(sheet(samples.plan()))[0])

    for label in ("PEGAWAI YANG DINILAI", "PEJABAT PENILAI KINERJA", "UNIT KERJA/INSTANSI"):
        assert letters(label) in first
    for party in (samples.SARI, samples.SURYA):
        for value in (party["name"], party["rank"], party["title"], party["unit"]):
            assert letters(str(value)) in first
    assert "199203142019032007" in first


def test_the_nip_is_grouped_for_reading() -> None:
    assert printed(samples.plan())["employee"]["nip"] == "19920314 201903 2 007"


def test_the_mayor_has_no_nip_and_no_rank() -> None:
    plan = samples.plan()
    plan["parties"]["evaluator"] = samples.MAYOR

    content = printed(plan)

    assert content["evaluator"]["nip"] is None
    assert content["evaluator"]["rank"] is None
    assert "Ir. H. Bambang Prawiro" in words(sheet(plan))


def test_results_are_numbered_within_utama_and_tambahan() -> None:
    content = printed(samples.plan(rows=3))

    assert [result["no"] for result in content["main"]] == [1, 2, 3]
    assert [result["no"] for result in content["additional"]] == [1]


def test_an_assignment_names_its_giver() -> None:
    first = printed(samples.plan())["main"][0]

    assert first["text"].endswith("(penugasan dari ketua tim Layanan Digital)")


def test_a_result_that_serves_none_says_why() -> None:
    plan = samples.plan(rows=1)
    plan["results"][0]["parent"] = None
    plan["results"][0]["no_parent_reason"] = "tugas khas jabatan"

    parent = printed(plan)["main"][0]["parent"]

    assert parent == "Tidak diturunkan dari hasil kerja pimpinan: tugas khas jabatan"


def test_no_additional_result_is_said() -> None:
    plan = samples.plan()
    plan["results"] = plan["results"][:3]

    assert "B. TAMBAHAN Tidak ada." in words(sheet(plan))


def test_a_result_without_indicator_still_shows_in_a_preview() -> None:
    plan = samples.plan(rows=1)
    plan["results"][0]["indicators"] = []

    assert letters("yang andal, tahap 1 (penugasan") in letters(words(sheet(plan)))


def test_all_seven_core_values_stand_with_their_21_lines() -> None:
    content = printed(samples.plan())
    text = letters(words(sheet(samples.plan())))

    assert [behavior["no"] for behavior in content["behaviors"]] == [1, 2, 3, 4, 5, 6, 7]
    lines = [line for behavior in content["behaviors"] for line in behavior["guidance"]]
    assert len(lines) == 21
    for line in lines:
        assert letters(line) in text
    assert letters("Ekspektasi Khusus Pimpinan: Mencatat setiap perubahan.") in text


def test_the_annex_has_its_title_and_three_parts() -> None:
    last = pages(sheet(samples.plan()))[-1]

    assert "LAMPIRAN SASARAN KINERJA PEGAWAI" in last
    assert "DUKUNGAN SUMBER DAYA 1 Satu server cadangan" in last
    assert "SKEMA PERTANGGUNGJAWABAN 1 Laporan bulanan, tanggal 5" in last
    assert "KONSEKUENSI 1 Usulan pelatihan lanjutan" in last


def test_an_empty_annex_is_said() -> None:
    plan = samples.plan()
    plan["annex"] = []

    assert pages(sheet(plan))[-1].count("Tidak ada.") == 3


def test_both_sign_with_place_day_name_and_nip() -> None:
    last = pages(sheet(samples.plan()))[-1]

    assert last.count("Kotalama, 12 Januari 2026") == 2
    assert "NIP 19920314 201903 2 007" in last
    assert "NIP 19750412 199803 1 004" in last


def test_an_unsigned_plan_leaves_the_day_open_and_says_so() -> None:
    plan = samples.plan()
    plan["agreed_on"] = None

    assert "SKP versi 1, belum disepakati" in words(sheet(plan))
    assert "12 Januari 2026 Pegawai" not in words(sheet(plan))


def test_pages_are_counted_on_each_page() -> None:
    counted = pages(sheet(samples.plan(rows=20)))

    for number, page in enumerate(counted, start=1):
        assert f"Halaman {number} dari {len(counted)}" in page


def test_awkward_letters_print_as_they_were_written() -> None:
    text = letters(words(sheet(samples.plan(rows=1, words=AWKWARD))))

    assert text.count(letters(AWKWARD)) >= 10


def test_texts_of_4000_letters_lose_nothing() -> None:
    text = " ".join(f"kata{number:03d}" for number in range(500))[:4000]

    found = words(sheet(samples.plan(rows=1, words=text)))

    for number in range(499):
        assert f"kata{number:03d}" in found


def test_sixty_results_are_all_there() -> None:
    found = words(sheet(samples.plan(rows=60)))

    for number in range(1, 61):
        assert letters(f"andal, tahap {number}") in letters(found)


def test_the_same_plan_is_the_same_paper() -> None:
    assert sheet(samples.plan()) == sheet(samples.plan())
