"""The steps of counseling, each as one person does it on the pages."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.persons import Person

PASSPHRASE = "kereta senja melintas pelan"
OCCASION = "Saya sulit tidur sejak target loket dinaikkan."
SECRET = "Ia takut kehilangan pekerjaan karena ibunya sakit."


def print_recovery_key(keeper: Person) -> str:
    """Make the city's one key; return what stands on the sheet for the envelope."""
    page = keeper.page
    page.goto("/konseling/pemulihan/")
    keeper.press("Buat dan tampilkan")
    expect(page.get_by_role("heading", name="Lembar kunci pemulihan")).to_be_visible()
    code = page.locator(".slip .code").inner_text()
    keeper.follow("Selesai")
    expect(page.get_by_text(code)).to_have_count(0)
    return code


def make_key(counselor: Person) -> None:
    """Choose the passphrase that nobody can give back."""
    page = counselor.page
    page.goto("/konseling/")
    counselor.follow("Buat kunci catatan")
    expect(page.get_by_text("Jika keduanya hilang, catatan hilang")).to_be_visible()
    page.get_by_label("Kalimat sandi baru", exact=True).fill(PASSPHRASE)
    page.get_by_label("Ulangi kalimat sandi baru").fill(PASSPHRASE)
    counselor.press("Buat kunci")
    expect(page.get_by_text("Kunci catatan dibuat")).to_be_visible()


def ask(employee: Person, counselor: str) -> str:
    """Ask for it oneself; return where both find it."""
    page = employee.page
    page.goto("/dialog/")
    employee.follow(re.compile("^Konseling"))
    employee.follow("Minta konseling")
    page.get_by_role("radio", name=counselor).check()
    page.get_by_label("Apa yang ingin Anda bicarakan?").fill(OCCASION)
    employee.press("Kirim permintaan")
    employee.follow(f"Bersama {counselor}")
    expect(page.get_by_role("heading", name=f"Konseling bersama {counselor}")).to_be_visible()
    return page.url


def accept(counselor: Person, employee: str) -> None:
    page = counselor.page
    page.goto("/")
    counselor.follow("Kasus baru")
    expect(page.get_by_role("heading", name=employee)).to_be_visible()
    expect(page.get_by_text(OCCASION)).to_be_visible()
    counselor.press("Terima")


def write_note(counselor: Person) -> None:
    """Read what can be lost before the first note; then seal one."""
    page = counselor.page
    counselor.follow("Tulis catatan")
    expect(page.get_by_role("heading", name="Sebelum catatan pertama")).to_be_visible()
    expect(page.get_by_text("Keduanya hilang berarti catatan hilang")).to_be_visible()
    page.get_by_label("Saya paham").check()
    counselor.press("Lanjut menulis")
    page.get_by_label("Catatan", exact=True).fill(SECRET)
    counselor.press("Segel catatan")
    expect(page.get_by_text("Catatan disegel")).to_be_visible()


def read_note(counselor: Person) -> None:
    """Nobody reads it without the passphrase, not even in the counselor's browser."""
    page = counselor.page
    expect(page.get_by_text(SECRET)).to_have_count(0)
    counselor.follow("Buka catatan")
    page.get_by_label("Kalimat sandi").fill(PASSPHRASE)
    counselor.press("Buka")
    expect(page.get_by_text(SECRET)).to_be_visible()
    counselor.press("Kunci")
    expect(page.get_by_text(SECRET)).to_have_count(0)


def look_from_outside(person: Person, case: str) -> None:
    """Not by its address, not in the list, not on Beranda: there is no such case."""
    for address in (case, f"{case}catatan/", f"{case}tutup/"):
        assert person.page.request.get(address).status == 404
    for address in ("/konseling/", "/"):
        person.page.goto(address)
        main = person.page.get_by_role("main")
        expect(main).to_be_visible()
        expect(main).not_to_contain_text("Andi Pratama")
