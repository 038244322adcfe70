"""A plan is worded, submitted and agreed in a real browser, with autosave and two open tabs."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from kinerja.foundation import clock
from kinerja.organization.models import Employee
from tests.factories import Town, client_of, make_town
from tests.plan_factories import make_agreed, make_draft, make_year

Opener = Callable[[Employee], Page]


@pytest.fixture
def now() -> Iterator[dt.datetime]:
    """The real moment: the server of this test runs on the machine's clock."""
    at = dt.datetime.fromtimestamp(time.time(), tz=dt.UTC)
    with clock.fixed(at):
        yield at


@pytest.fixture
def city(own_database: str) -> Town:
    return make_town()


@pytest.fixture
def opened(live_url: str, city: Town, browser: Browser) -> Iterator[Opener]:
    """A page of a signed-in person."""
    contexts = []

    def open_as(who: Employee) -> Page:
        key = client_of(who).cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(base_url=live_url, locale="id-ID")
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_url}])
        contexts.append(context)
        return context.new_page()

    yield open_as
    for context in contexts:
        context.close()


@pytest.mark.journey
def test_from_an_empty_draft_to_an_agreed_plan(
    now: dt.datetime, city: Town, opened: Opener
) -> None:
    year = make_year(now.year)
    make_agreed(city.budi, year, city.sari, at=now)
    plan = make_draft(city.andi, year, at=now)
    page = opened(city.andi)

    page.goto(f"/skp/{plan.pk}/susun/")
    page.get_by_role("link", name="Pakai untuk RHK").first.click()
    page.get_by_role("textbox", name="Rencana hasil kerja").fill(
        "Warga menerima KTP-el pada hari yang sama"
    )
    page.get_by_role("button", name="Simpan dan isi indikator").click()
    page.get_by_label("Indikator 1", exact=True).fill("Terbit pada hari yang sama")
    page.get_by_role("combobox", name="Aspek").select_option("WAKTU")
    page.get_by_role("textbox", name="Target").fill("95,5")
    page.get_by_role("textbox", name="Satuan").fill("persen")
    expect(page.locator("#save-status")).to_contain_text("Tersimpan pukul")
    page.get_by_role("button", name="Simpan RHK 1").click()
    expect(page.locator("article", has_text="1 indikator: 95,5%")).to_be_visible()

    page.get_by_role("link", name="Lampiran", exact=True).click()
    for label in ("Dukungan Sumber Daya", "Skema Pertanggungjawaban", "Konsekuensi"):
        page.get_by_label(label).fill("Satu baris")
    page.get_by_role("button", name="Simpan lampiran").click()
    page.get_by_role("link", name="Periksa dan ajukan").click()
    page.get_by_role("button", name="Ajukan SKP").click()
    expect(page.get_by_text("Menunggu Budi Hartono sejak hari ini")).to_be_visible()

    boss = opened(city.budi)
    boss.goto("/tim/")
    boss.get_by_role("link", name="Tinjau SKP Andi Pratama").click()
    boss.get_by_role("button", name="Setujui SKP").click()
    expect(boss.get_by_text("Disepakati dengan Budi Hartono")).to_be_visible()


@pytest.mark.journey
def test_two_open_tabs_never_overwrite_each_other(
    now: dt.datetime, city: Town, opened: Opener
) -> None:
    plan = make_draft(city.andi, make_year(now.year), at=now)
    page = opened(city.andi)
    page.goto(f"/skp/{plan.pk}/rhk/baru/")
    page.get_by_role("textbox", name="Rencana hasil kerja").fill("Awal")
    page.get_by_role("button", name="Simpan dan isi indikator").click()
    page.wait_for_url("**/rhk/*/")
    other = page.context.new_page()
    other.goto(page.url)

    page.get_by_role("textbox", name="Rencana hasil kerja").fill("Dari tab satu")
    expect(page.locator("#save-status")).to_contain_text("Tersimpan pukul")
    other.get_by_role("textbox", name="Rencana hasil kerja").fill("Dari tab dua")

    expect(other.get_by_role("heading", name="Versi tersimpan")).to_be_visible()
    expect(other.locator("#conflict")).to_contain_text("Dari tab satu")
    other.get_by_role("button", name="Simpan isian saya").click()
    expect(other.get_by_role("heading", name="RHK 1 Dari tab dua")).to_be_visible()
