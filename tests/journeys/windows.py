"""The steps of an anonymous window, each as one person does it on the pages."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from kinerja.organization.models import Employee
from tests.factories import Town, make_employee, make_placement
from tests.journeys.persons import Person

COLLEAGUES = (
    "Rina Marlina", "Yusuf Maulana", "Tuti Handayani", "Eko Prasetyo",
    "Maya Anggraini", "Dian Puspita", "Hari Wibowo", "Lina Kartika",
)  # fmt: skip
WORDS = {
    "Rina Marlina": "Menjelaskan aturan kepada warga dengan sabar.",
    "Yusuf Maulana": "Rapat sebaiknya dimulai tepat waktu.",
    "Tuti Handayani": "Mau membantu loket lain saat ramai.",
    "Eko Prasetyo": "Perlu lebih sering memberi kabar bila berhalangan.",
    "Maya Anggraini": "Berani mengusulkan cara kerja yang baru.",
}
SCORE = ("Selalu", "Sering", "Kadang-kadang", "Selalu", "Sering")


def make_colleagues(city: Town) -> list[Employee]:
    """Let eight more people work beside Andi and Dewi."""
    made = [make_employee(name) for name in COLLEAGUES]
    for person in made:
        make_placement(person, city.division)
    return made


def open_about(manager: Person, subject: str) -> None:
    """Find the person, look who would be asked, and open the window for the team."""
    page = manager.page
    page.goto("/masukan-anonim/")
    manager.follow("Buka masukan anonim")
    page.get_by_label("Nama atau NIP").fill(subject)
    manager.press("Cari")
    manager.follow(subject)
    page.get_by_role("radio", name=re.compile(r"^Rekan satu tim.*\(9 orang\)")).check()
    page.get_by_role("radio", name=re.compile(r"\(14 hari\)")).check()
    page.get_by_text("Lihat 9 orang").click()
    expect(page.get_by_text("Rina Marlina").first).to_be_visible()
    manager.press("Buka untuk kelompok ini")
    look_closed(manager, subject)


def answer(colleague: Person, subject: str, score: str) -> None:
    """Come from Beranda, judge each value, write a sentence; then find it again, and only there."""
    page = colleague.page
    page.goto("/")
    colleague.follow(re.compile(f"^Beri masukan anonim tentang {subject}"))
    expect(page.get_by_text("terhadap orang yang menguasai server selama")).to_be_visible()
    for choice in page.get_by_role("radio", name=score, exact=True).all():
        choice.check()
    page.get_by_label("Masukan untuk perbaikan").fill(WORDS[colleague.name])
    colleague.press("Simpan jawaban")
    page.goto("/")
    colleague.follow(re.compile(f"^Beri masukan anonim tentang {subject}"))
    expect(page.get_by_text("Ini jawaban Anda yang tersimpan")).to_be_visible()
    expect(page.get_by_label("Masukan untuk perbaikan")).to_have_value(WORDS[colleague.name])


def look_closed(reader: Person, subject: str) -> None:
    """Before the last day is over nobody sees a figure or a word."""
    page = reader.page
    page.goto("/masukan-anonim/")
    reader.follow(re.compile(f"^{subject}, "))
    expect(page.get_by_role("heading", name="Masih dibuka")).to_be_visible()
    expect(page.get_by_text("Rata-rata")).to_have_count(0)
    for words in WORDS.values():
        expect(page.get_by_text(words)).to_have_count(0)


def read_result(reader: Person, subject: str) -> None:
    page = reader.page
    page.goto("/umpan-balik/")
    reader.follow("Masukan anonim")
    reader.follow(re.compile(f"^{subject}, "))
    expect(page.get_by_text("5 jawaban. Skala 1")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("3,2")
    for words in WORDS.values():
        expect(page.get_by_text(words)).to_be_visible()
    for name in WORDS:
        expect(page.locator("blockquote", has_text=name)).to_have_count(0)
