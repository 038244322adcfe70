"""The steps of a year, each as one person does it on the pages."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import openpyxl
from playwright.sync_api import FilePayload, expect
from pypdf import PdfReader

from kinerja.foundation import clock
from tests.journeys.cast import STAFF
from tests.journeys.persons import Person

PROOF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OFFICE = "Dinas Kependudukan dan Pencatatan Sipil"
DIVISION = "Bidang Pelayanan Pendaftaran Penduduk"
OUTCOME = "Warga menerima KTP-el pada hari yang sama"
FIGURE = "Permohonan KTP-el yang terbit pada hari yang sama"
WORDS = "Antrean daring membuat hampir semua warga pulang membawa KTP-el."
REASON = "Rekap menunjukkan 97 persen permohonan terbit pada hari yang sama."


def workbook(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def staff_rows() -> list[tuple[str, ...]]:
    heading = (
        "NIP BARU", "NAMA", "JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN", "UNOR ID",
        "KEPALA UNIT",
    )  # fmt: skip
    rows = [
        (nip, name, kind, title, "01-03-2024", unit, heads)
        for name, (nip, kind, title, unit, heads) in STAFF.items()
    ]
    return [heading, *rows]


def upload(person: Person, subject: str, name: str, content: bytes, new: int) -> None:
    """Bring in a spreadsheet: look at what would change, then apply it."""
    page = person.page
    page.goto("/impor/")
    page.get_by_label(subject, exact=True).check()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("File XLSX atau CSV").set_input_files(
        FilePayload(name=name, mimeType=kind, buffer=content)
    )
    person.press("Unggah dan periksa")
    look_until(person, "Belum ada yang berubah")
    assert re.search(rf"Baru\s*{new}\b", page.inner_text("main"))
    person.press("Terapkan")
    look_until(person, "Sudah diterapkan")


def look_until(person: Person, words: str) -> None:
    """Wait while the worker works: the page asks by itself, or the person follows its link."""
    page = person.page
    for _ in range(60):
        if page.get_by_text(words).count():
            return
        page.wait_for_timeout(250)
        if not person.script:
            person.follow("Muat ulang halaman")
    expect(page.get_by_text(words)).to_be_visible()


def look_saved(person: Person) -> None:
    """See that what was typed saves itself, where scripts run."""
    if person.script:
        expect(person.page.locator("#save-status")).to_contain_text("Tersimpan pukul")


def grant_city(administrator: Person, name: str) -> None:
    """Make somebody the pengelola of the city."""
    page = administrator.page
    page.goto("/peran/")
    administrator.write("Nama atau NIP", name)
    administrator.press("Cari orang")
    administrator.follow(f"Beri peran kepada {name}")
    page.get_by_label("Pengelola kinerja kota").check()
    administrator.write("Nomor SK", "800/17/2026")
    administrator.press("Beri peran")
    expect(page.get_by_text(f"{name} mendapat peran")).to_be_visible()


def print_code(issuer: Person, name: str) -> str:
    """Print the slip of one person; return the code on it."""
    page = issuer.page
    page.goto("/kode/")
    issuer.write("Nama atau NIP", name)
    issuer.press("Cari")
    issuer.press(f"Cetak kode untuk {name}")
    return page.locator(".slip", has_text=name).locator(".code").inner_text()


def print_codes_of(issuer: Person, *units: str) -> dict[str, str]:
    """Print the slips of all in a unit; return name and code."""
    page = issuer.page
    page.goto("/kode/")
    for unit in units:
        issuer.follow(unit)
    issuer.go_by(page.get_by_role("button", name="Cetak kode untuk").first)
    page.get_by_role("heading", name="Lembar kode").wait_for()
    names = page.locator(".slip p:first-child b").all_inner_texts()
    codes = page.locator(".slip .code").all_inner_texts()
    return dict(zip(names, codes, strict=True))


def live_through(manager: Person, andi: Person, budi: Person, sari: Person, folder: Path) -> None:
    """From the opening of the year to a received predikat, each step by the one whose it is."""
    today = clock.local_date(clock.now())
    period = started_period(today)
    open_year(manager, today.year)
    write_plan(andi)
    agree(budi)
    proof = folder / "rekap.pdf"
    proof.write_bytes(PROOF)
    report(andi, proof)
    open_evaluations(manager, period)
    rate_unit(sari, DIVISION, period)
    evaluate_oneself(andi)
    rate(budi)
    receive(andi)


def open_year(manager: Person, year: int) -> None:
    page = manager.page
    page.goto("/tahun/")
    page.get_by_role("textbox", name="Tahun").fill(str(year))
    manager.press("Siapkan tahun")
    manager.press(f"Buka tahun {year}")
    expect(page.get_by_text("Tahun ini berjalan")).to_be_visible()


def write_plan(employee: Person) -> None:
    """Word the one result of a plan, its indicator and its annex; then submit it."""
    page = employee.page
    page.goto("/")
    employee.follow(re.compile("^Selesaikan SKP|^Lanjutkan"))
    employee.follow("Tambah RHK")
    employee.write("Alasan jika tidak ada yang didukung", "menunggu rencana atasan")
    page.get_by_role("textbox", name="Rencana hasil kerja").fill(OUTCOME)
    employee.press("Simpan dan isi indikator")
    page.get_by_label("Indikator 1", exact=True).fill(FIGURE)
    page.get_by_role("combobox", name="Aspek").select_option("WAKTU")
    page.get_by_role("textbox", name="Target").fill("95,5")
    page.get_by_role("textbox", name="Satuan").fill("persen")
    look_saved(employee)
    employee.press("Simpan RHK 1")
    employee.follow("Lampiran")
    for label in ("Dukungan Sumber Daya", "Skema Pertanggungjawaban", "Konsekuensi"):
        page.get_by_label(label).fill("Laporan bulanan kepada kepala bidang")
    employee.press("Simpan lampiran")
    employee.follow("Periksa dan ajukan")
    employee.press("Ajukan SKP")
    expect(page.get_by_text("Menunggu Budi Hartono sejak hari ini")).to_be_visible()


def agree(superior: Person) -> None:
    page = superior.page
    page.goto("/")
    superior.follow(re.compile("^Tinjau SKP Andi Pratama"))
    superior.press("Setujui SKP")
    expect(page.get_by_text("Disepakati dengan Budi Hartono")).to_be_visible()


def report(employee: Person, proof: Path) -> None:
    """Say what was reached, attach a file, send it."""
    page = employee.page
    page.goto("/progres/")
    employee.follow(re.compile("^Isi realisasi"))
    if not page.get_by_role("textbox", name="Realisasi").count():
        employee.follow(re.compile(f"^Isi {FIGURE}"))
    page.get_by_label("Unggah file").set_input_files(proof)
    employee.press("Unggah")
    expect(page.get_by_role("link", name=proof.name, exact=True)).to_be_visible()
    page.get_by_role("textbox", name="Realisasi").fill("97")
    look_saved(employee)
    employee.press("Simpan dan lanjut")
    employee.press("Kirim realisasi")
    expect(page.get_by_text("Terkirim").first).to_be_visible()


def open_evaluations(manager: Person, period: str) -> None:
    page = manager.page
    page.goto("/tahun/")
    manager.go_by(page.get_by_role("row").get_by_role("link").first)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=period, exact=True))
    manager.go_by(row.get_by_role("button", name="Buka penilaian"))


def rate_unit(head: Person, unit: str, period: str) -> None:
    """The head says how the unit below did."""
    page = head.page
    page.goto("/capaian/")
    page.get_by_label("Periode").select_option(label=period)
    head.press("Saring")
    head.follow(f"Tetapkan capaian {unit}")
    page.get_by_role("radio", name=re.compile("^Baik")).check()
    page.get_by_role("textbox", name="Dasar penetapan").fill("Rapat evaluasi triwulan ini")
    head.press("Tetapkan capaian")
    expect(page.get_by_role("row", name=unit)).to_contain_text("Baik")


def evaluate_oneself(employee: Person) -> None:
    page = employee.page
    page.goto("/")
    employee.follow(re.compile("^Tulis evaluasi diri"))
    page.locator("textarea[name^=reached-]").first.fill(WORDS)
    look_saved(employee)
    employee.press("Kirim ke penilai")
    expect(page.get_by_text("Penilai Anda sudah bisa membacanya")).to_be_visible()


def rate(superior: Person) -> None:
    """Read both sides, choose two ratings, see the predikat come, decide and hand it over."""
    page = superior.page
    page.goto("/penilaian/")
    superior.follow(re.compile("^Nilai Andi Pratama"))
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("group", name="Rating hasil kerja").get_by_label("Di atas").check()
    page.get_by_role("group", name="Rating perilaku kerja").get_by_label("Sesuai").check()
    page.get_by_role("textbox", name="Alasan rating hasil kerja").fill(REASON)
    if superior.script:
        expect(page.locator("#live")).to_contain_text("Baik")
    superior.press("Periksa lalu tetapkan")
    superior.press("Tetapkan")
    superior.press("Serahkan hasil")
    expect(page.get_by_text("Belum dinyatakan terima")).to_be_visible()


def receive(employee: Person) -> None:
    """Read why, and say that one has it."""
    page = employee.page
    page.goto("/")
    employee.follow(re.compile("^Terima hasil"))
    expect(page.get_by_role("heading", name="Mengapa Baik")).to_be_visible()
    expect(page.get_by_text(REASON)).to_be_visible()
    employee.press("Saya terima")
    expect(page.locator(".timeline")).to_contain_text("Hasil diterima")


def document(employee: Person, name: str = "Dokumen evaluasi (PDF)") -> str:
    """Take the document as a PDF; return its text."""
    href = employee.page.get_by_role("link", name=name).get_attribute("href")
    assert href
    answer = employee.page.request.get(href)
    content = answer.body()
    assert answer.ok
    assert content.startswith(b"%PDF")
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def marks_of(text: str) -> tuple[str, str]:
    """Return the number and the fingerprint that stand at the foot of a sheet."""
    number = re.search(r"Nomor\s+(\S+)\s+·\s+versi", text)
    fingerprint = re.search(r"Sidik\s+((?:[A-Z2-7]{4}[-\s]*){5})", text)
    assert number
    assert fingerprint
    return number[1], fingerprint[1].strip()


def check_paper(reader: Person, number: str, fingerprint: str) -> None:
    """Type what the paper says; somebody without an account does so."""
    page = reader.page
    page.goto("/periksa")
    page.get_by_label("Nomor").fill(number)
    page.get_by_label("Sidik").fill(fingerprint)
    reader.press("Periksa dokumen")
    expect(page.get_by_role("heading", name="Dokumen asli")).to_be_visible()
    expect(page.get_by_text("Ini versi terbaru")).to_be_visible()


def started_period(today: dt.date) -> str:
    """Return the title of the quarter that runs."""
    return f"Triwulan {('I', 'II', 'III', 'IV')[(today.month - 1) // 3]}"
