"""Scan, answer, thanks: with and without a script, by keys alone, without a network, at a kiosk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from kinerja.foundation import clock
from kinerja.services.models import Code, Service
from kinerja.surveys import keys, limits
from kinerja.surveys.models import Comment, InboxAnswer, Rate
from kinerja.surveys.tests.stages import code_of, make_counter, make_service
from tests.factories import LONG_AGO, make_town
from tests.journeys.persons import NARROW, Complaints
from tests.pages.visit import faults_of

pytestmark = pytest.mark.journey
NARROWEST = ViewportSize(width=320, height=640)
THANKS = re.compile("^Terima kasih")


@pytest.fixture
def service(own_database: str) -> Service:
    return make_service(make_town().office, "Izin usaha mikro", urgent_phone="(0411) 123 456")


@pytest.fixture
def code(service: Service) -> str:
    return code_of(service.counters.get())


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    heard = Complaints()
    yield heard
    expected = ("ERR_INTERNET_DISCONNECTED", "status of 4")  # what the tests bring about
    assert [line for line in heard.lines if not any(one in line for one in expected)] == []


@contextmanager
def phone(
    browser: Browser, url: str, complaints: Complaints, *, script: bool = True
) -> Iterator[tuple[BrowserContext, Page]]:
    """A small phone that has never been here."""
    context = browser.new_context(
        base_url=url, locale="id-ID", java_script_enabled=script, viewport=NARROWEST
    )
    complaints.watch(context)
    if script:
        context.add_init_script(NARROW)
    try:
        yield context, context.new_page()
    finally:
        context.close()


def answer_all(page: Page, score: int) -> None:
    """Touch one answer after the other; each brings the next question."""
    for no in range(1, 10):
        expect(page.get_by_text(f"Pertanyaan {no} dari 9")).to_be_visible()
        page.locator("fieldset:not([hidden]) label").nth(score - 1).click()


def test_nine_touches_and_thanks(
    browser: Browser, live_url: str, code: str, complaints: Complaints
) -> None:
    with phone(browser, live_url, complaints) as (context, page):
        page.goto(f"/s/{code}")
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Bagaimana layanan izin usaha mikro hari ini?"
        )
        answer_all(page, 3)
        page.get_by_label("Usia").select_option("FROM_30")
        page.get_by_label("Saran Anda").fill("Kursinya kurang. Telepon 081234567890.")
        page.get_by_role("button", name="Kirim jawaban").click()
        expect(page.get_by_role("heading", name=THANKS)).to_be_visible()
        assert context.cookies() == []

    row = InboxAnswer.objects.get()
    assert {getattr(row, f"u{no}") for no in range(1, 10)} == {3}
    assert row.age == "FROM_30"
    assert Comment.objects.get().text == "Kursinya kurang. Telepon [nomor dihapus]."


def test_without_a_script_it_is_one_long_form(
    browser: Browser, live_url: str, code: str, complaints: Complaints
) -> None:
    with phone(browser, live_url, complaints, script=False) as (_, page):
        page.goto(f"/s/{code}")
        assert page.locator("fieldset:visible").count() == 10
        page.get_by_role("button", name="Kirim jawaban").click()
        expect(page.get_by_text("Jawab paling sedikit satu")).to_be_visible()
        page.locator("fieldset").nth(7).get_by_label("Buruk").check()  # the eighth asks U9
        page.get_by_role("button", name="Kirim jawaban").click()
        expect(page.get_by_role("heading", name=THANKS)).to_be_visible()

    row = InboxAnswer.objects.get()
    assert (row.u8, row.u9) == (None, 1)


def test_keys_alone_answer_it(
    browser: Browser, live_url: str, code: str, complaints: Complaints
) -> None:
    with phone(browser, live_url, complaints) as (_, page):
        page.goto(f"/s/{code}")
        page.locator("main").focus()
        page.keyboard.press("Tab")
        for no in range(1, 10):
            expect(page.locator("legend:visible")).to_contain_text(f"Pertanyaan {no} dari 9")
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")  # chooses the second answer, and stays
            expect(page.locator("legend:visible")).to_contain_text(f"Pertanyaan {no} dari 9")
            page.keyboard.press("Enter")
            expect(page.locator("legend:visible")).to_be_focused()
            page.keyboard.press("Tab")
        page.get_by_role("button", name="Kembali").focus()
        page.keyboard.press("Enter")
        expect(page.locator("legend:visible")).to_contain_text("Pertanyaan 9 dari 9")
        page.get_by_role("button", name="Lanjut").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Kirim jawaban").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=THANKS)).to_be_visible()

    row = InboxAnswer.objects.get()
    assert {getattr(row, f"u{no}") for no in range(1, 10)} == {2}


def test_without_network_it_waits_on_the_phone_and_is_sent_once(
    browser: Browser, live_url: str, code: str, complaints: Complaints
) -> None:
    with phone(browser, live_url, complaints) as (context, page):
        page.goto(f"/s/{code}")
        page.evaluate("navigator.serviceWorker.ready")
        page.wait_for_function("navigator.serviceWorker.controller")
        page.reload()  # from now on the phone knows the page
        first = page.locator("[name=kunci]").input_value()
        context.set_offline(True)
        page.reload()
        own = page.locator("[name=kunci]").input_value()
        answer_all(page, 4)
        page.get_by_role("button", name="Kirim jawaban").click()
        expect(page.get_by_text("tersimpan di perangkat ini")).to_be_visible()
        assert not InboxAnswer.objects.exists()
        context.set_offline(False)
        expect(page.get_by_text("sudah terkirim")).to_be_visible()
        assert page.evaluate("localStorage.survei") == "[]"

    assert first != own
    assert len(own) == 36
    assert InboxAnswer.objects.get().pace is None


def test_a_busy_answer_is_sent_again_by_itself_under_its_key(
    browser: Browser, live_url: str, code: str, complaints: Complaints
) -> None:
    bodies: list[str] = []
    with phone(browser, live_url, complaints) as (context, page):
        page.goto(f"/s/{code}")
        page.wait_for_function("navigator.serviceWorker.controller")

        def busy(route: object) -> None:
            bodies.append(route.request.post_data or "")  # type: ignore[attr-defined]
            if len(bodies) > 1:
                route.continue_()  # type: ignore[attr-defined]
                return
            headers = {"Retry-After": "1"}
            route.fulfill(status=429, headers=headers, body="")  # type: ignore[attr-defined]

        context.route(re.compile(f"/s/{code}$"), busy)
        answer_all(page, 2)
        page.get_by_role("button", name="Kirim jawaban").click()
        expect(page.get_by_text("tersimpan di perangkat ini")).to_be_visible()
        expect(page.get_by_text("sudah terkirim")).to_be_visible()

    assert len(bodies) == 2
    assert bodies[0] == bodies[1]
    assert InboxAnswer.objects.count() == 1


def test_the_script_s_proof_of_work_is_one(
    browser: Browser, live_url: str, code: str, complaints: Complaints
) -> None:
    at = clock.now()
    for moment in (at, at + limits.SLOT):  # the ten minutes may end meanwhile
        slot, sent = limits.slot_of(moment), f"127.0.0.1|{code}"
        bucket = keys.digest(clock.local_date(moment), "address", sent)
        Rate.objects.create(bucket=bucket, slot=slot, times=limits.PER_ADDRESS)
        missed = limits.misses_of("127.0.0.1", moment)
        Rate.objects.create(bucket=missed, slot=slot, times=limits.MISSES + 1)
    with phone(browser, live_url, complaints) as (_, page):
        page.goto(f"/s/{code}")
        expect(page.get_by_text("Pertanyaan 1 dari 9")).to_be_visible(timeout=60_000)
        answer_all(page, 3)
        page.get_by_role("button", name="Kirim jawaban").click()
        expect(page.get_by_text("Jawaban belum terkirim")).to_have_count(0)
        page.wait_for_url("**/terima-kasih", timeout=60_000)

    assert InboxAnswer.objects.count() == 1


def test_a_kiosk_begins_anew(
    browser: Browser, live_url: str, service: Service, complaints: Complaints
) -> None:
    code = code_of(make_counter(service, "Layar", is_kiosk=True))
    with phone(browser, live_url, complaints) as (_, page):
        page.clock.install()
        page.goto(f"/s/{code}")
        key = page.locator("[name=kunci]").input_value()
        page.locator("fieldset:not([hidden]) label").first.click()
        page.clock.run_for(16_000)
        expect(page.get_by_role("status")).to_contain_text("Kembali ke awal dalam 5 detik")
        page.clock.run_for(5_000)
        expect(page.locator("[name=kunci]")).not_to_have_value(key)
        expect(page.get_by_text("Pertanyaan 1 dari 9")).to_be_visible()
        page.goto(f"/s/{code}/terima-kasih")
        expect(page.get_by_role("link", name="Isi untuk orang berikutnya")).to_be_visible()
        page.clock.run_for(9_000)
        expect(page.get_by_text("Pertanyaan 1 dari 9")).to_be_visible()
        page.goto(f"/s/{code}/layar")
        expect(page.locator("svg")).to_be_visible()
        shown = page.locator("main b").inner_text().split("/")[-1]
    assert Code.objects.get(code=shown).valid_on is not None


def test_every_page_is_open_to_everybody(
    browser: Browser, live_url: str, service: Service, complaints: Complaints
) -> None:
    counter = service.counters.get()
    code = code_of(counter)
    kiosk = code_of(make_counter(service, "Layar", is_kiosk=True))
    Code.objects.create(code="VVVVVV", counter=counter, issued_on=LONG_AGO, retired_on=LONG_AGO)
    pages = [code, kiosk, f"{code}/terima-kasih", f"{kiosk}/terima-kasih", f"{kiosk}/layar",
             "VVVVVV", "WWWWWW"]  # fmt: skip
    faults: list[str] = []
    with phone(browser, live_url, complaints) as (context, page):
        for path in pages:
            page.goto(f"/s/{path}")
            faults += [f"{path}: {said}" for said in faults_of(page)]
        page.goto(f"/s/{code}")
        with page.expect_event("load"):
            page.evaluate("document.forms[0].submit()")
        expect(page.get_by_text("Jawab paling sedikit satu")).to_be_visible()
        faults += [f"wrong: {said}" for said in faults_of(page)]
        assert context.cookies() == []

    assert faults == []
