"""A PDF from a template and content: standards, texts, and what no font can show."""

from __future__ import annotations

import base64
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja.documents import rendering
from kinerja.documents.tests.paper import AT, IMPRINT, letters, pages, reader, words

TEMPLATE = Path(__file__).with_name("sheet.typ")
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def sheet(text: str = "Isi", **changes: Any) -> bytes:
    content = {
        "subject": "Lembar uji",
        "city": {"government": "Pemerintah Kota Kotalama", "lines": ["Jalan Alun-alun 1"]},
        "titles": ["LEMBAR UJI", "UNTUK PENGUJIAN"],
        "text": text,
        "signers": [signer("Sari Wulandari", None), signer("Ki Ageng Suryadi", "4 Juli 2026")],
        **changes.pop("content", {}),
    }
    given = {"template": TEMPLATE, "content": content, "imprint": IMPRINT, "at": AT, **changes}
    return rendering.render(**given)


def signer(name: str, date: str | None) -> dict[str, str | None]:
    return {
        "line": "Kotalama,",
        "date": date,
        "capacity": "Pegawai yang Dinilai",
        "name": name,
        "nip": None,
    }


def test_the_sheet_claims_the_two_standards_that_the_compiler_checked() -> None:
    metadata = reader(sheet()).xmp_metadata

    assert metadata is not None
    assert "pdfuaid:part" in str(metadata.stream.get_data())
    assert "pdfaid:conformance" in str(metadata.stream.get_data())


def test_the_sheet_is_tagged_indonesian_with_a_title() -> None:
    pdf = reader(sheet())
    root: Any = pdf.trailer["/Root"]

    assert root["/Lang"] == "id-ID"
    assert root["/MarkInfo"]["/Marked"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Lembar uji"


def test_letterhead_titles_and_footer_stand_on_it() -> None:
    (page,) = pages(sheet())

    assert "PEMERINTAH KOTA KOTALAMA" in page
    assert "Jalan Alun-alun 1" in page
    assert "LEMBAR UJI UNTUK PENGUJIAN" in page
    assert "Halaman 1 dari 1" in page
    assert "SKP-2026-000123 · versi 2" in page
    assert "ABCD-EFGH-IJKL-MNOP-QRST" in page


def test_it_says_where_to_check_it() -> None:
    assert "buka kinerja.example/periksa lalu masukkan nomor dan sidik" in words(sheet())


def test_it_is_a4() -> None:
    box = reader(sheet()).pages[0].mediabox

    assert (round(box.width), round(box.height)) == (595, 842)


def test_two_renders_are_equal_bytes() -> None:
    assert sheet() == sheet()


def test_another_moment_gives_another_file() -> None:
    assert sheet() != sheet(at=AT + dt.timedelta(days=1))


def test_a_preview_says_so_and_bears_no_marks() -> None:
    printed = words(sheet(imprint=None))

    assert "PRATINJAU" in printed
    assert "Pratinjau, belum diterbitkan" in printed
    assert "SKP-2026" not in printed
    assert "Periksa keaslian" not in printed


def test_a_signature_without_a_day_leaves_room_for_it() -> None:
    printed = words(sheet())

    assert "Kotalama, 4 Juli 2026" in printed
    assert "Sari Wulandari" in printed


@pytest.mark.parametrize(
    "text",
    [
        "#let x = 1 $y$ *tebal* _miring_ <label> @rujuk `kode` = judul",
        "\"kutip\" 'petik' \\ garis // bukan komentar /* bukan pula */ [a] {b}",
        '#panic() #include("/etc/passwd") #sys.inputs',
        "Nyi Rr. Sekar Ayu Ningrum — Ki Ageng ’Suryå’ Éndah ≥ 3,30 ½ CO₂ m² €",
        "{{ 7 * 7 }} <script>alert(1)</script> &amp; %s {0}",
    ],
)
def test_what_people_write_is_text_and_never_markup(text: str) -> None:
    assert letters(text) in letters(words(sheet(text)))


def test_lines_of_a_text_stay_lines() -> None:
    printed = reader(sheet("satu\ndua\n\ntiga")).pages[0].extract_text()

    assert "satu\ndua" in printed
    assert "tiga" in printed


@pytest.mark.parametrize("text", ["Bagus 👍🏽 sekali", "中文 nama", "ꦗꦮ aksara", "ไทย"])
def test_what_no_font_can_show_becomes_a_box_and_is_explained(text: str) -> None:
    printed = words(sheet(text))

    assert "□" in printed
    assert "menggantikan tanda yang tidak ada dalam huruf cetak" in printed


def test_many_foreign_letters_at_once_do_no_harm() -> None:
    text = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 600)) + " selesai"

    assert "selesai" in words(sheet(text))


@pytest.mark.parametrize(
    "text", ["a\x07b", "a\ufeffb", "a\ue000b", "a\u202eb", "a\ufdd0b", "a\x00b"]
)
def test_controls_and_unassigned_letters_leave_no_trace(text: str) -> None:
    printed = words(sheet(text))

    assert " ab " in printed


def test_a_word_without_spaces_breaks_instead_of_leaving_the_paper() -> None:
    url = "https://contoh.go.id/" + "berkas/" * 60
    page = reader(sheet(url + " " + "a" * 4000)).pages[0]
    ends: list[float] = []

    page.extract_text(visitor_text=lambda text, _c, matrix, _f, size: ends.append(matrix[4]))

    assert max(ends) < page.mediabox.width


def test_4000_letters_flow_over_pages() -> None:
    text = "kata " * 4000

    assert words(sheet(text)).count("kata") == 4000
    assert "Halaman 2 dari" in words(sheet(text))


def test_the_emblem_is_drawn_with_its_name() -> None:
    logo = rendering.picture(PIXEL, "image/png")

    assert len(sheet(logo=logo)) > len(sheet())


@settings(max_examples=80, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120))
def test_no_text_keeps_a_sheet_from_being_printed(text: str) -> None:
    assert sheet(text).startswith(b"%PDF-")


def test_a_broken_template_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(typst.TypstError):
        sheet(template=Path(__file__).with_name("broken.typ"))


def test_what_cannot_be_mended_keeps_its_latin_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "TRIES", 0)

    printed = words(sheet("nama 中 selesai"))

    assert "nama □ selesai" in printed
