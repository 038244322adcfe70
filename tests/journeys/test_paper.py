"""Papers in a spreadsheet: imported, counted at night, printed as a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kinerja.documents.tests.paper import words as words_of
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.services.models import Service
from kinerja.surveys.models import Answer, Basis, Comment, InboxAnswer, Index
from kinerja.surveys.operations.night import turn_over
from kinerja.surveys.periods import Span, quarter_of
from kinerja.surveys.tests.paper import line, xlsx_file
from kinerja.surveys.tests.stages import make_service
from tests.factories import Town, grant, make_town
from tests.pages.visit import PLAINEST, context_of, faults_of

pytestmark = pytest.mark.journey
NAME = "Legalisasi dokumen"
GOOD_ROWS = 24
SCORES = ("2", "3", "4")
WORDS = "Kursi tunggu kurang."


@pytest.fixture
def city(own_database: str) -> Town:
    town = make_town()
    grant(town.dewi.user, Role.ADMIN_SKM, unit=town.office)
    return town


@pytest.fixture
def service(city: Town) -> Service:
    return make_service(city.division, NAME)


@pytest.fixture
def dewi(city: Town, live_url: str, browser: Browser) -> Iterator[BrowserContext]:
    """Dewi's session in a browser that runs no script, on the narrowest phone."""
    context = context_of(browser, live_url, city.dewi.user, **PLAINEST)
    yield context
    context.close()


def test_a_stack_of_papers_becomes_a_report(
    dewi: BrowserContext, service: Service, tmp_path: Path
) -> None:
    page, span = dewi.new_page(), quarter_of(clock.today()).previous

    upload(page, sheet_of(span, tmp_path))
    leave_out_what_is_wrong(page)
    found = count_at_night(service, span)
    report = open_report(page, service, span)

    assert NAME.upper() in report
    assert f"{found.index}".replace(".", ",") in report
    assert span.label.upper() in report
    assert WORDS not in report


def test_what_a_file_holds_is_seen_by_everybody(
    browser: Browser, city: Town, live_url: str, service: Service, tmp_path: Path
) -> None:
    context = context_of(browser, live_url, city.dewi.user)
    page = context.new_page()

    upload(page, sheet_of(quarter_of(clock.today()).previous, tmp_path))

    assert list(faults_of(page)) == []
    context.close()


def sheet_of(span: Span, folder: Path) -> Path:
    """Write a spreadsheet of good papers of three days, and one with an impossible score."""
    rows = []
    for number in range(GOOD_ROWS):
        day = span.starts + dt.timedelta(days=20 + number % 3)
        cells = {"TANGGAL": f"{day:%d-%m-%Y}", "U3": SCORES[number % 3], "U9": SCORES[number % 2]}
        rows.append(line(**cells, **({"SARAN": WORDS} if number == 0 else {})))
    rows.append(line(TANGGAL=f"{span.starts:%d-%m-%Y}", U1="7"))
    file = folder / "kertas.xlsx"
    file.write_bytes(xlsx_file(rows).read())
    return file


def upload(page: Page, file: Path) -> None:
    page.goto("/kertas/impor/")
    page.get_by_label("Layanan").select_option(label=NAME)
    page.get_by_label("File XLSX atau CSV").set_input_files(file)
    press(page, "Unggah dan periksa")
    expect(page.get_by_role("heading", level=1)).to_have_text("Impor jawaban kertas")


def leave_out_what_is_wrong(page: Page) -> None:
    expect(page.get_by_role("main")).to_contain_text("U1")
    assert not InboxAnswer.objects.exists()
    press(page, "Simpan, lewati baris bermasalah")
    expect(page.get_by_text(f"{GOOD_ROWS} lembar tersimpan")).to_be_visible()
    assert InboxAnswer.objects.count() == GOOD_ROWS


def count_at_night(service: Service, span: Span) -> Index:
    """Let the night pass; the words stand apart from the scores."""
    turn_over(clock.now())
    assert Answer.objects.filter(service=service, source="PAPER").count() == GOOD_ROWS
    assert Comment.objects.get().text == WORDS
    return Index.objects.get(service=service, starts=span.starts, months=3, basis=Basis.RULED)


def open_report(page: Page, service: Service, span: Span) -> str:
    """Go to the result by its own way, and read the report that it leads to."""
    page.goto(f"/kepuasan/?periode={span.code}")
    page.get_by_role("main").get_by_role("link", name=NAME).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    leads = page.get_by_role("link", name="Buka laporan").get_attribute("href")
    assert leads is not None
    answer = page.context.request.get(leads)
    assert answer.headers["content-type"] == "application/pdf"
    assert f"SKM-service-{service.pk}-{span.code}" in answer.headers["content-disposition"]
    return words_of(answer.body())


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words).click()
