"""A colleague's suggestion becomes a step, the step becomes hours, and the year fits on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from kinerja.coaching.operations import About, give_feedback
from kinerja.foundation import clock
from tests.factories import Town, actor
from tests.journeys import dialogs, mentored
from tests.journeys.persons import PHONE, Crowd, Person

pytestmark = pytest.mark.journey
ADVICE = "Rekap harian sering terlambat karena rumusnya ditulis ulang dengan tangan."
STEP = "Mengikuti pelatihan pengolahan data di BKPSDM"
OUTCOME = "Rekap harian sekarang selesai dalam sepuluh menit."


@pytest.fixture
def city(own_database: str) -> Town:
    return mentored.make_city("andi", "budi")


@pytest.fixture
def crowd(city: Town, live_url: str, browser: Browser) -> Iterator[Crowd]:
    people = Crowd(browser, live_url, screen=PHONE)
    yield people
    people.leave()


def test_a_suggestion_becomes_a_step_that_is_done_and_counted(crowd: Crowd, city: Town) -> None:
    said_about_andi(city)
    andi, budi = mentored.arrived(crowd, city.andi, city.budi)

    plan_from_feedback(andi)
    do(andi)
    look_counted(andi)
    paper = printed(andi)
    look_at_employee(budi, andi.name)

    for words in (ADVICE, STEP, OUTCOME, "Kekuatan dan kelemahan saya"):
        assert words in paper, words
    assert "Setelah ini" not in paper
    assert crowd.complaints.lines == []


def said_about_andi(city: Town) -> None:
    give_feedback(
        plan=mentored.agreed_plan(city.andi, city.budi),
        about=About(core_value="KOMPETEN"),
        kind="SARAN",
        visibility="LEADERS",
        text=ADVICE,
        by=actor(city.budi),
        at=clock.now(),
    )


def plan_from_feedback(employee: Person) -> None:
    """One click beside the feedback, then how, until when and for how many hours."""
    page = employee.page
    page.goto("/umpan-balik/")
    employee.follow(re.compile("^Jadikan rencana pengembangan"))
    expect(page.get_by_text("Berawal dari")).to_be_visible()
    expect(page.get_by_text(ADVICE).first).to_be_visible()
    page.get_by_label("Apa yang akan Anda lakukan").fill(STEP)
    page.get_by_role("radio", name=re.compile("^Belajar di kelas")).check()
    page.get_by_label("Batas waktu").fill(dialogs.written(dialogs.in_days(7)))
    page.get_by_label("Jam pelajaran").fill("6")
    employee.press("Masukkan ke rencana")
    expect(page.get_by_role("link", name=STEP)).to_be_visible()


def do(employee: Person) -> None:
    page = employee.page
    page.goto("/")
    employee.follow(f"Rencana pengembangan: {STEP}")
    page.get_by_label("Apa hasilnya").fill(OUTCOME)
    employee.press("Tandai selesai")
    expect(page.get_by_text("Jam pelajarannya dihitung")).to_be_visible()


def look_counted(employee: Person) -> None:
    employee.page.goto("/pengembangan/rencana/")
    expect(employee.page.get_by_role("main")).to_contain_text(re.compile(r"6\s*/\s*20 JP"))


def printed(employee: Person) -> str:
    """Let the browser print the page that gathers the year; return what is on the paper."""
    page = employee.page
    page.goto("/pengembangan/")
    expect(page.get_by_role("button", name="Cetak")).to_be_visible()
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


def look_at_employee(superior: Person, employee: str) -> None:
    page = superior.page
    page.goto("/dialog/tim/")
    superior.follow(re.compile(f"^{employee}"))
    expect(page.get_by_text(STEP)).to_be_visible()
    expect(page.get_by_text("Pembacaan ini tercatat")).to_be_visible()
