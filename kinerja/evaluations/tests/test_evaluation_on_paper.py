"""EVALUASI KINERJA PEGAWAI and DOKUMEN EVALUASI KINERJA PEGAWAI on paper."""

from __future__ import annotations

import pytest

from kinerja.coaching.models import Feedback
from kinerja.documents import rendering
from kinerja.documents.tests.paper import AT, IMPRINT, letters, pages, words
from kinerja.evaluations.documents import (
    EVALUATION,
    EVALUATION_DOCUMENT,
    document_print,
    evaluation_print,
)
from kinerja.evaluations.documents.printing import ORGANIZATION_LABELS, PATTERNS, PEAKS, ROLES
from kinerja.evaluations.frozen import Inputs
from kinerja.evaluations.tests import samples
from kinerja.plans.tests.samples import CITY, MAYOR
from regulation.grade import Grade

AWKWARD = "Nilai #1 $x$ *tebal* _miring_ <b> @sari \"kutip\" 'petik' \\ — Nyi Rr. Éndah"
COLUMNS = (
    "NO RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI RENCANA HASIL KERJA ASPEK"
    " INDIKATOR KINERJA INDIVIDU TARGET REALISASI BERDASARKAN BUKTI DUKUNG"
    " UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG (1)(2)(3)(4)(5)(6)(7)(8)"
)
COLUMNS_JPT = (
    "NO RENCANA HASIL KERJA INDIKATOR KINERJA INDIVIDU TARGET PERSPEKTIF"
    " REALISASI BERDASARKAN BUKTI DUKUNG"
    " UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG (1)(2)(3)(4)(5)(6)(7)"
)


def form(inputs: Inputs) -> bytes:
    content = evaluation_print(inputs, version=1, city=CITY, place="Kotalama")
    return rendering.render(template=EVALUATION.path, content=content, imprint=IMPRINT, at=AT)


def document(inputs: Inputs) -> bytes:
    content = document_print(inputs, version=1, city=CITY, place="Kotalama")
    return rendering.render(
        template=EVALUATION_DOCUMENT.path, content=content, imprint=IMPRINT, at=AT
    )


def test_the_titles_are_those_of_the_form() -> None:
    first = pages(form(samples.inputs()))[0]

    assert (
        "EVALUASI KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUANTITATIF"
        " BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL PERIODE: TRIWULAN I TAHUN 2026" in first
    )
    assert "PERIODE PENILAIAN: 1 JANUARI 2026 SD 31 MARET 2026" in first
    assert "ditetapkan 6 April 2026, berdasarkan SKP versi 1" in first


@pytest.mark.parametrize(("jpt", "columns"), [(False, COLUMNS), (True, COLUMNS_JPT)])
def test_the_columns_are_those_of_the_form_and_stand_on_each_page(
    *, jpt: bool, columns: str
) -> None:
    with_results = [
        page for page in pages(form(samples.inputs(jpt=jpt, rows=20))) if "tahap" in page
    ]

    assert len(with_results) >= 3
    for page in with_results:
        assert letters(columns) in letters(page)


def test_what_was_reached_stands_with_note_and_evidence() -> None:
    text = letters(words(form(samples.inputs())))

    assert letters("12 kelurahan Tiga kelurahan menunggu listrik. 2 bukti dukung") in text
    assert letters("Belum dilaporkan") in text


def test_feedback_names_its_author_role_and_day() -> None:
    text = letters(words(form(samples.inputs())))

    assert letters("Sambungan selesai sebelum waktunya — lanjutkan.") in text
    assert letters("Kusumaatmaja, M.Si., pejabat penilai kinerja, 20 Maret 2026") in text


def test_both_ratings_and_the_predikat_stand_with_their_reasons_and_provision() -> None:
    text = words(form(samples.inputs()))

    assert "RATING HASIL KERJA: DI ATAS EKSPEKTASI Alasan: Semua target tercapai awal." in text
    assert "RATING PERILAKU KERJA: SESUAI EKSPEKTASI" in text
    assert "PREDIKAT KINERJA PEGAWAI: BAIK" in text
    assert "Dasar: PermenPANRB 6/2022, Lampiran (kuadran kinerja)" in text


def test_the_organization_and_its_pattern_stand_on_the_first_page() -> None:
    first = pages(form(samples.inputs()))[0]

    assert "CAPAIAN KINERJA ORGANISASI POLA DISTRIBUSI PREDIKAT BAIK" in first
    assert "oleh Sekretaris Daerah" in first
    assert "Butuh Perbaikan" in first


def test_without_an_organization_rating_a_sentence_says_so() -> None:
    text = words(form(samples.inputs(rated=False)))

    assert "Capaian kinerja organisasi untuk periode ini belum ditetapkan." in text
    assert "Pola distribusi tidak dicantumkan" in text


@pytest.mark.parametrize("value", ORGANIZATION_LABELS)
def test_each_curve_peaks_where_its_words_say(value: str) -> None:
    labels = [grade.label for grade in reversed(Grade)]
    heights = PATTERNS[value]

    assert labels[heights.index(max(heights))] == PEAKS[value]


def test_every_source_of_feedback_has_a_word() -> None:
    assert set(Feedback.AuthorRole.values) <= set(ROLES)


def test_the_evaluator_signs_with_the_day_and_the_employee_writes_when_received() -> None:
    last = pages(form(samples.inputs()))[-1]

    assert "Diterima tanggal" in last
    assert "Kotalama, 6 April 2026" in last


def test_the_predikat_never_stands_without_the_signatures() -> None:
    for rows in range(1, 9):
        (page,) = [
            page
            for page in pages(form(samples.inputs(rows=rows)))
            if "PREDIKAT KINERJA PEGAWAI:" in page
        ]

        assert "Diterima tanggal" in page


def test_awkward_letters_print_as_they_were_written() -> None:
    text = letters(words(form(samples.inputs(rows=1, words=AWKWARD))))

    assert text.count(letters(AWKWARD)) >= 15


def test_texts_of_4000_letters_lose_nothing() -> None:
    text = " ".join(f"kata{number:03d}" for number in range(500))[:4000]

    found = words(form(samples.inputs(rows=1, words=text)))

    for number in range(499):
        assert f"kata{number:03d}" in found


def test_sixty_results_are_all_there() -> None:
    found = letters(words(form(samples.inputs(rows=60))))

    for number in range(1, 61):
        assert letters(f"andal, tahap {number}") in found


def test_what_has_no_result_behavior_or_note_still_prints() -> None:
    inputs = samples.inputs()
    inputs["results"] = []
    inputs["behaviors"] = []
    inputs["notes"] = ""

    assert "A. UTAMA Tidak ada." in words(form(inputs))
    assert "Tidak ada catatan." in words(document(inputs))


def test_the_document_has_its_title_and_parts_1_to_5() -> None:
    text = words(document(samples.inputs()))

    assert "DOKUMEN EVALUASI KINERJA PEGAWAI PERIODE: TRIWULAN I TAHUN 2026" in text
    for part in (
        "1 PEGAWAI YANG DINILAI NAMA Sari Wulandari, S.Kom. NIP 19920314 201903 2 007",
        "2 PEJABAT PENILAI KINERJA NAMA Drs. Raden Mas Suryadiningrat",
        "3 ATASAN PEJABAT PENILAI KINERJA NAMA Ir. H. Bambang Prawiro NIP – PANGKAT",
        "4 EVALUASI KINERJA CAPAIAN KINERJA ORGANISASI Baik PREDIKAT KINERJA PEGAWAI BAIK",
        "5 CATATAN/REKOMENDASI Ikutkan pelatihan keamanan jaringan.",
    ):
        assert part in text


def test_an_evaluator_without_superior_prints_tidak_ada() -> None:
    inputs = samples.inputs(rated=False)
    inputs["parties"] = {
        "employee": inputs["parties"]["employee"],
        "evaluator": MAYOR,
        "superior": None,
    }

    text = words(document(inputs))

    assert "3 ATASAN PEJABAT PENILAI KINERJA NAMA Tidak ada" in text
    assert "CAPAIAN KINERJA ORGANISASI Belum ditetapkan" in text


def test_the_document_is_one_page_for_short_notes_and_flows_for_long_ones() -> None:
    long = "Catatan panjang untuk pegawai ini. " * 110

    assert len(pages(document(samples.inputs()))) == 1
    assert len(pages(document(samples.inputs(words=long)))) == 2


def test_the_year_is_named_as_its_period_is_labeled() -> None:
    inputs = samples.inputs()
    inputs["kind"] = "ANNUAL"
    inputs["period"] = {"label": "Tahunan", "starts": "2026-01-01", "ends": "2026-12-31"}

    assert "PERIODE: TAHUN 2026" in words(form(inputs))

    inputs["period"]["label"] = "TRIWULAN IV-AKHIR"

    assert "PERIODE: TRIWULAN IV-AKHIR TAHUN 2026" in words(form(inputs))


def test_the_same_inputs_are_the_same_paper() -> None:
    assert form(samples.inputs()) == form(samples.inputs())
    assert document(samples.inputs()) == document(samples.inputs())
