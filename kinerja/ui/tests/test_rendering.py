from __future__ import annotations

import re

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from kinerja.ui.rendering import page, render_block, submission_key, template_named
from kinerja.ui.tests.pages import asked, drawn


def test_a_component_that_does_not_exist_names_its_file() -> None:
    with pytest.raises(TemplateNotFound, match=r"ui/components/unicorn\.html"):
        drawn("{{ ui.unicorn() }}")


def test_a_misspelt_name_is_a_mistake() -> None:
    with pytest.raises(UndefinedError):
        drawn("{{ titel }}")


def test_a_block_is_drawn_alone() -> None:
    context = {"request": asked(), "refusal": None}

    html = render_block(template_named("404.html"), "detail", context)

    assert html == "<p>Periksa alamatnya, atau mulai dari Beranda.</p>"
    assert page(asked(), "404.html", {}, block="detail").content.decode() == html


def test_a_mistake_inside_a_block_is_raised() -> None:
    with pytest.raises(UndefinedError):
        render_block(template_named("ui/help.html"), "content", {"request": asked()})


def test_each_form_has_a_key_of_its_own() -> None:
    keys = {re.findall(r'value="([0-9a-f-]{36})"', submission_key())[0] for _ in range(3)}

    assert len(keys) == 3


def test_the_status_is_the_one_that_was_asked_for() -> None:
    assert page(asked(), "404.html", {}, status=404).status_code == 404
