"""An admin of surveys at a browser: without a script, on the narrowest phone, and with axe."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kinerja.foundation.actor import Role
from kinerja.services.models import Code, Question, Service
from kinerja.services.tests.stages import make_parts
from tests.factories import Town, grant, make_town
from tests.pages.visit import PLAINEST, context_of, faults_of

pytestmark = pytest.mark.journey


@pytest.fixture
def city(own_database: str) -> Town:
    town = make_town()
    grant(town.dewi.user, Role.ADMIN_SKM, unit=town.office)
    return town


@pytest.fixture
def dewi(city: Town, live_url: str, browser: Browser) -> Iterator[BrowserContext]:
    """Dewi's session, in a browser that runs no script and is 320 px wide."""
    context = context_of(browser, live_url, city.dewi.user, **PLAINEST)
    yield context
    context.close()


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words).click()


def follow(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("link", name=words).first.click()


def test_a_service_begins_without_a_script(dewi: BrowserContext) -> None:
    page = dewi.new_page()
    page.goto("/layanan/")
    follow(page, "Tambah layanan")
    page.get_by_label("Unit yang melayani").select_option(
        label="Bidang Pelayanan Pendaftaran Penduduk"
    )
    page.get_by_label("Nama layanan").fill("Penerbitan KTP-el")
    page.get_by_label("Warga yang dilayani setahun").fill("12.000")
    press(page, "Tambah layanan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Penerbitan KTP-el")
    expect(page.get_by_text("372 jawaban")).to_be_visible()

    follow(page, "Tambah loket")
    page.get_by_label("Nama loket").fill("Loket 3")
    press(page, "Tambah loket")
    first = Code.objects.get().code
    expect(page.get_by_text(f"/s/{first}")).to_be_visible()

    follow(page, "Ganti kode")
    press(page, "Ganti kode")
    expect(page.get_by_text("Kode lama (1)")).to_be_visible()

    follow(page, "Tambah pertanyaan")
    page.get_by_label("Pertanyaan").fill("Apakah ruang tunggunya nyaman?")
    for score, word in enumerate(("Tidak nyaman", "Kurang", "Nyaman", "Sangat nyaman"), 1):
        page.get_by_label(f"Jawaban {score}").fill(word)
    press(page, "Tambah pertanyaan")
    follow(page, "Akhiri")
    press(page, "Akhiri pertanyaan")
    assert Question.objects.get().ended_on is not None

    follow(page, "Tutup layanan")
    press(page, "Tutup layanan")
    press(page, "Buka lagi")
    assert Service.objects.get().state == "OPEN"


def test_every_page_of_a_service_is_open_to_everybody(
    city: Town, live_url: str, browser: Browser
) -> None:
    parts = make_parts(city.division)
    service, counter = f"/layanan/{parts['service_id']}/", f"/loket/{parts['counter_id']}/"
    page = context_of(browser, live_url, city.dewi.user).new_page()
    pages = [
        *("/layanan/", "/layanan/baru/", f"/layanan/pertanyaan/{parts['question_id']}/"),
        *(service + part for part in ("", "ubah/", "tutup/", "loket/", "pertanyaan/")),
        *(counter + part for part in ("ubah/", "tutup/", "kode/")),
    ]

    faults = []
    for path in pages:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200
        faults += [f"{path}: {fault}" for fault in faults_of(page)]
    page.context.close()

    assert faults == []
