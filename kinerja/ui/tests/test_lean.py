"""Values as plain strings: the same HTML as Jinja2 writes by itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from kinerja.ui import lean


class Drawn:
    def __html__(self) -> str:
        return "<b>tebal</b>"


@given(st.text())
def test_it_escapes_as_markupsafe_does(words: str) -> None:
    assert lean.text(words) == str(escape(words))
    assert lean._plain(words) == str(escape(words))


@pytest.mark.parametrize(
    "value",
    [None, 7, True, Decimal("1.50"), Markup("<i>"), mark_safe("<i>"), Drawn(), ["<"], "a<b>&'\""],
)
def test_it_writes_every_kind_as_jinja_does(value: Any) -> None:
    source = "{{ value }}{% set twice = value ~ value %}{{ twice }}{{ value|string|upper }}"
    stock = Environment(autoescape=True).from_string(source).render(value=value)

    drawn = lean.LeanEnvironment(autoescape=True).from_string(source).render(value=value)

    assert drawn == stock


def test_it_escapes_nothing_where_nothing_is_escaped() -> None:
    template = lean.LeanEnvironment(autoescape=False).from_string("{{ value }}")

    assert template.render(value="<b>") == "<b>"


def test_it_still_refuses_a_misspelt_name() -> None:
    env = lean.LeanEnvironment(autoescape=True, undefined=StrictUndefined)

    with pytest.raises(UndefinedError):
        env.from_string("{{ missing }}").render()
