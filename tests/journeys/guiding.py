"""The steps of a guidance, each as one person does it on the pages."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.dialogs import in_days, written
from tests.journeys.persons import Person
from tests.journeys.stages import WORDS

WHY_LOW = "Sepuluh dari dua belas berkas kembali karena belum lengkap."
AIM = "Berkas lengkap sejak pertama diajukan."
REASON = "Daftar periksa dipakai pada lima berkas terakhir."
ADDED = "Saya ingin lebih banyak contoh berkas yang baik."
RESULT = "Sembilan dari sepuluh berkas lengkap. Daftar periksa tetap dipakai."


def rate_low(superior: Person) -> None:
    """Decide on a low result, with a reason, and hand it over."""
    page = superior.page
    page.goto("/penilaian/")
    superior.follow(re.compile("^Nilai Andi Pratama"))
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("group", name="Rating hasil kerja").get_by_label("Di bawah").check()
    page.get_by_role("group", name="Rating perilaku kerja").get_by_label("Sesuai").check()
    page.get_by_role("textbox", name="Alasan rating hasil kerja").fill(WHY_LOW)
    superior.press("Periksa lalu tetapkan")
    superior.press("Tetapkan")
    superior.press("Serahkan hasil")
    expect(page.get_by_text("Belum dinyatakan terima")).to_be_visible()


def begin(superior: Person, employee: str, mentor: str) -> str:
    """Take up what the system offers: choose who guides, say the aim, plan the sessions."""
    page = superior.page
    page.goto("/")
    superior.follow(f"Usul bimbingan untuk {employee}")
    expect(page.get_by_text("Bimbingan bukan hukuman")).to_be_visible()
    superior.follow("Mulai bimbingan")
    superior.follow("Pilih pembimbing lain")
    page.get_by_label("Nama").fill(mentor)
    superior.press("Cari")
    superior.follow(mentor)
    page.get_by_label("Tujuan").fill(AIM)
    page.get_by_role("radio", name="Tiap bulan").check()
    page.get_by_label("Tanggal").fill(written(in_days(3)))
    page.get_by_label("Jam mulai").fill("09.00")
    superior.press("Mulai bimbingan")
    expect(page.get_by_role("heading", name=f"Bimbingan {employee}")).to_be_visible()
    return page.url


def look_planned(person: Person, other: str) -> None:
    """Find the first session on Beranda, with the mentor and not the superior."""
    person.page.goto("/")
    found = person.page.get_by_role("link", name=f"Dialog kinerja dengan {other}", exact=True)
    expect(found).to_be_visible()


def rate_competence(mentor: Person, guidance: str) -> None:
    """Say with a reason where somebody stands, and look at the form of the law."""
    page = mentor.page
    page.goto(guidance)
    mentor.follow("Nilai kompetensi")
    page.get_by_label("Kompetensi").fill("Ketelitian")
    page.get_by_role("radio", name=re.compile("^3, ")).check()
    page.get_by_label("Alasan").fill(REASON)
    mentor.press("Simpan penilaian")
    mentor.follow("Cetak format B.1.9")
    expect(page.get_by_role("heading", name="Evaluasi kompetensi pegawai")).to_be_visible()
    expect(page.get_by_text(REASON)).to_be_visible()


def answer_statements(employee: Person, guidance: str, reader: str) -> None:
    """Nine answers about the mentor, for the mentor's superior alone."""
    page = employee.page
    page.goto(guidance)
    employee.follow("Nilai bimbingan ini")
    expect(page.get_by_role("heading", name=f"Dibaca oleh {reader}")).to_be_visible()
    statements = page.get_by_role("radio", name="Setuju", exact=True)
    expect(statements).to_have_count(9)
    for statement in statements.all():
        statement.check()
    page.get_by_label("Yang ingin Anda tambahkan").fill(ADDED)
    employee.press("Kirim umpan balik")


def read_answers(reader: Person, mentor: str) -> None:
    page = reader.page
    page.goto("/bimbingan/?tab=jawaban")
    reader.follow(f"Tentang {mentor}")
    expect(page.get_by_role("heading", name="Umpan balik pelaksanaan")).to_be_visible()
    expect(page.get_by_text(ADDED)).to_be_visible()


def look_unread(person: Person, guidance: str) -> None:
    """Whoever is spoken of reads nothing of it, not even that it was said."""
    assert person.page.request.get(f"{guidance}jawaban/").status == 404
    person.page.goto(guidance)
    main = person.page.get_by_role("main")
    expect(main).to_contain_text(AIM)
    expect(main).not_to_contain_text(ADDED)
    expect(main).not_to_contain_text("B.1.8")


def finish(mentor: Person, guidance: str) -> None:
    page = mentor.page
    page.goto(guidance)
    mentor.follow("Selesaikan")
    page.get_by_role("radio", name="Tujuan tercapai").check()
    page.get_by_label("Hasil", exact=True).fill(RESULT)
    mentor.press("Selesaikan")
    look_result(mentor, guidance)


def look_result(person: Person, guidance: str) -> None:
    person.page.goto(guidance)
    expect(person.page.get_by_role("heading", name="Hasil: tujuan tercapai")).to_be_visible()
    expect(person.page.get_by_text(RESULT)).to_be_visible()
