from __future__ import annotations

import re

import pytest
from django.test import RequestFactory

from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui import navigation
from kinerja.ui.samples import GROUND
from kinerja.ui.tests.pages import asked, html_of, person
from kinerja.ui.tests.sheet import classes_of_sheet, classes_written
from kinerja.ui.views import help_page, style

STATUS = ["403.html", "404.html", "409.html", "413.html", "422.html", "503.html"]


@pytest.mark.parametrize("name", STATUS)
def test_a_refusal_says_what_to_do_and_whom_to_call(name: str) -> None:
    html = html_of(name, asked(), refusal=None)

    assert '<html lang="id">' in html
    assert "(024) 555 0110" in html
    assert "<h1>" in html
    assert classes_written(html) <= classes_of_sheet()


@pytest.mark.parametrize("name", STATUS)
def test_a_refusal_before_anybody_is_known_still_reads(name: str) -> None:
    html = html_of(name, RequestFactory().get("/x"))

    assert "Hubungi pengelola kinerja" in html


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_last_pages_need_nothing(name: str) -> None:
    from kinerja.ui.rendering import template_named

    html = template_named(name).render()

    assert 'href="/static/ui/kotalama.css"' in html
    assert "<script" not in html


def test_a_refusal_shows_its_grounds() -> None:
    html = html_of("409.html", asked(), refusal=Refusal("Tunggu penilai.", [GROUND]))

    assert "Tunggu penilai." in html
    assert "PermenPANRB 6/2022" in html


def test_a_refusal_by_role_shows_its_own_sentence() -> None:
    assert NotPermitted.message in html_of("403.html", asked(), refusal=NotPermitted())


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "inbox", lambda: "/pemberitahuan")


@pytest.mark.usefixtures("inbox")
def test_a_signed_in_person_has_rail_bottom_bar_and_menu() -> None:
    html = html_of("404.html", asked("/bantuan", person(unread=2)))

    assert 'class="rail"' in html
    assert 'class="bottom-bar"' in html
    assert '<span class="count">2</span>' in html
    assert "Ratna Anggraini" in html
    assert 'aria-current="page"' in html


def test_a_visitor_has_neither() -> None:
    html = html_of("404.html", asked())

    assert 'class="rail"' not in html
    assert 'class="bottom-bar"' not in html


@pytest.mark.usefixtures("inbox")
def test_many_notifications_stay_short() -> None:
    assert "99+" in html_of("404.html", asked("/", person(unread=140)))


@pytest.mark.parametrize(
    ("theme", "cookie", "found"),
    [
        ("dark", "", ' data-theme="dark"'),
        ("", "light", ' data-theme="light"'),
        ("light", "dark", ' data-theme="light"'),
        ("", '"><b>', ""),
        ("", "", ""),
    ],
)
def test_the_theme_is_the_persons_then_the_cookies(theme: str, cookie: str, found: str) -> None:
    html = html_of("404.html", asked("/", person(theme=theme), kinerja_tema=cookie))

    assert f'<html lang="id"{found}>' in html


def test_htmx_is_told_to_swap_refusals_and_never_to_evaluate() -> None:
    html = html_of("404.html", asked())

    for words in ('"allowEval":false', '"code":"409","swap":true', '"code":"422","swap":true'):
        assert words in html
    assert '"historyCacheSize":0' in html


def test_the_help_page_explains_words_and_names_the_help_desk() -> None:
    html = help_page(asked("/bantuan", person())).content.decode()

    assert "Rencana hasil kerja" in html
    assert "(024) 555 0110" in html


def test_the_style_page_is_public_and_the_help_page_is_not() -> None:
    assert getattr(style, "login_required", True) is False
    assert getattr(help_page, "login_required", True) is True


def test_every_page_begins_with_a_way_past_the_navigation() -> None:
    html = html_of("404.html", asked("/", person()))
    first = re.search(r"<a [^>]+>", html)

    assert first
    assert first.group() == '<a class="skip-link" href="#isi">'
