"""The steps of feedback and of a session, each as one person does it on the pages."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import expect

from kinerja.foundation import clock
from tests.journeys.mentored import RESULT
from tests.journeys.persons import Person

QUESTION = "Apa yang bisa saya perbaiki dari antrean daring?"
SITUATION = "Senin pagi, saat antrean loket 3 penuh."
BEHAVIOR = "Anda membuka jadwal tambahan sebelum warga mengeluh."
IMPACT = "Tidak ada warga yang pulang tanpa nomor antrean."
POINTS = {"Andi Pratama": "Cadangan jaringan untuk loket 3", "Budi Hartono": "Rekap mingguan"}
NOTES = "Jadwal tambahan dipertahankan. Loket 3 butuh jaringan cadangan."
PROMISE = "Menyusun jadwal tambahan untuk Desember"
OUTCOME = "Jadwal sudah ditempel di loket."


def ask_for_feedback(employee: Person, superior: str) -> None:
    page = employee.page
    page.goto("/umpan-balik/")
    employee.follow("Minta umpan balik")
    employee.follow(superior)
    page.get_by_label("Tentang").select_option(label=RESULT)
    page.get_by_label("Pertanyaan Anda").fill(QUESTION)
    employee.press("Kirim permintaan")
    expect(page.get_by_role("link", name=f"Anda meminta {superior}: {RESULT}")).to_be_visible()


def answer(superior: Person, employee: str) -> None:
    """Choose who reads it, then say what one has seen."""
    page = superior.page
    page.goto("/")
    superior.follow(f"{employee} meminta umpan balik Anda")
    superior.follow("Beri umpan balik")
    expect(page.get_by_text(QUESTION)).to_be_visible()
    page.get_by_role("radio", name="Penerima dan pimpinannya").check()
    page.get_by_role("radio", name="Apresiasi", exact=True).check()
    page.get_by_label("Situasi").fill(SITUATION)
    page.get_by_label("Perilaku", exact=True).fill(BEHAVIOR)
    page.get_by_label("Dampak").fill(IMPACT)
    superior.press("Kirim umpan balik")
    expect(page.get_by_text(f"Terlihat oleh {employee}, penilai, pimpinan")).to_be_visible()


def put_on_agenda(employee: Person) -> None:
    """Read what was said, and take it into the next session by one click."""
    page = employee.page
    page.goto("/umpan-balik/")
    expect(page.get_by_text(BEHAVIOR)).to_be_visible()
    expect(page.get_by_text("Terlihat oleh Anda, penilai, pimpinan di atasnya")).to_be_visible()
    employee.follow(re.compile("^Masukkan ke agenda"))
    employee.press("Masukkan ke agenda")


def plan_session(superior: Person, employee: str, day: dt.date) -> None:
    page = superior.page
    page.goto("/dialog/tim/")
    superior.follow(f"Jadwalkan dialog dengan {employee}")
    page.get_by_label("Tanggal").fill(written(day))
    page.get_by_label("Jam mulai").fill("10.00")
    page.get_by_label("Tempat").fill("Ruang rapat lantai 2")
    superior.press("Jadwalkan")
    expect(page.get_by_role("heading", name=f"Dialog dengan {employee}")).to_be_visible()
    expect(page.locator("#agenda")).to_contain_text(RESULT)


def fill_agenda(person: Person, other: str) -> None:
    """Come from Beranda, and write down what one wants to talk about."""
    page = person.page
    page.goto("/")
    person.follow(f"Dialog kinerja dengan {other}")
    page.get_by_label("Tambah butir agenda").fill(POINTS[person.name])
    person.go_by(page.locator("form.add-row").get_by_role("button", name="Tambah"))
    expect(page.locator("#agenda")).to_contain_text(POINTS[person.name])


def talk(superior: Person, employee: str, due: dt.date) -> None:
    """Go through the agenda, note what matters, agree on something, and end the session."""
    page = superior.page
    page.goto("/")
    superior.follow(f"Dialog kinerja dengan {employee}")
    tick = page.get_by_role("button", name=re.compile(f"^Sudah dibahas: .*{POINTS[employee]}"))
    tick.click()
    expect(page.locator("#agenda")).to_contain_text("1 dari 3 dibahas")
    page.get_by_role("textbox", name="Catatan bersama").fill(NOTES)
    if superior.script:
        expect(page.locator("#notes-status")).to_contain_text("Tersimpan")
    superior.press("Simpan catatan")
    page.get_by_label("Apa yang dikerjakan").fill(PROMISE)
    page.get_by_label("Siapa").select_option(label=employee)
    page.get_by_label("Kapan").fill(written(due))
    superior.go_by(page.locator("#kesepakatan").get_by_role("button", name="Tambah"))
    expect(page.get_by_role("link", name=PROMISE)).to_be_visible()
    superior.press("Tandai sudah berlangsung")
    expect(page.get_by_text("2 butir belum dibahas dan ikut ke sesi berikutnya")).to_be_visible()


def confirm(person: Person, other: str) -> None:
    page = person.page
    page.goto("/")
    person.follow(f"Setujui catatan dialog dengan {other}")
    expect(page.get_by_text(NOTES)).to_be_visible()
    person.press("Setujui catatan")
    expect(page.get_by_role("button", name="Setujui catatan")).to_be_hidden()


def look_promised(person: Person, *, stands: bool) -> None:
    """See the agreement on Beranda as long as it is open, and not afterwards."""
    person.page.goto("/")
    found = person.page.get_by_role("link", name=f"Kesepakatan: {PROMISE}", exact=True)
    expect(found).to_have_count(1 if stands else 0)


def keep(employee: Person) -> None:
    page = employee.page
    page.goto("/")
    employee.follow(f"Kesepakatan: {PROMISE}")
    page.get_by_label("Keterangan").fill(OUTCOME)
    employee.press("Tandai selesai")
    expect(page.get_by_text(OUTCOME)).to_be_visible()


def written(day: dt.date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)
