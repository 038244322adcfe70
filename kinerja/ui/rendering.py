"""Jinja2 as all pages use it: components by name, a block rendered alone for htmx."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any, cast

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from kinerja.ui import badges, navigation
from kinerja.ui import format as formats
from kinerja.ui.bars import draw_bar
from kinerja.ui.icons import icon
from kinerja.ui.lean import LeanEnvironment

#: components that depend on a few words at most: drawn once, like the navigation
DRAWN_ONCE = frozenset(
    {"account_links", "bell", "brand", "head_links", "offline_banner", "visible_to"}
)


class Components:
    """`ui.panel` is the macro `panel` of `ui/components/panel.html`."""

    def __init__(self, env: Environment) -> None:
        self._env = env

    def __getattr__(self, name: str) -> Any:
        macro = getattr(self._env.get_template(f"ui/components/{name}.html").module, name)
        if name in DRAWN_ONCE:
            macro = lru_cache(maxsize=64)(macro)
        if not self._env.auto_reload:
            setattr(self, name, macro)
        return macro


class TokenField:
    """The hidden field of the token, made when a form first asks; all forms of a page share it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _field(self) -> str:
        return str(csrf_input(self._request))

    def __html__(self) -> str:
        return self._field

    __str__ = __html__


def submission_key() -> Markup:
    """Return the hidden field by which a form that is sent twice is done once."""
    return Markup(f'<input type="hidden" name="kunci" value="{uuid.uuid4()}">')  # noqa: S704 - ours


def environment(**options: Any) -> Environment:
    """Build the one environment; autoescape and auto_reload come from Django."""
    strict = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = LeanEnvironment(**{**options, **strict}, extensions=["jinja2.ext.do"])
    env.globals |= {
        "ui": Components(env),
        "url": formats.url,
        "static": static,
        "icon": icon,
        "draw_bar": draw_bar,
        "navigation": navigation,
        "submission_key": submission_key,
    }
    env.filters |= formats.FILTERS | badges.FILTERS
    return env


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What every template may use besides its own context."""
    return {
        "request": request,
        "csrf_input": TokenField(request),
        "messages": get_messages(request),
    }


def page(
    request: HttpRequest,
    name: str,
    context: Mapping[str, Any],
    *,
    block: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page, or one block of it for htmx."""
    template = template_named(name)
    everything = {**page_context(request), **context}
    if block is None:
        return HttpResponse(template.render(everything), status=status)
    html = render_block(template, block, everything)
    return HttpResponse(html, status=status)


def template_named(name: str) -> Template:
    """Return the Jinja2 template behind Django's wrapper."""
    return cast("Jinja2", engines["jinja2"]).get_template(name).template


def render_block(template: Template, block: str, context: Mapping[str, Any]) -> str:
    """Render a block of the template's own file: it sees the context and the globals only."""
    try:
        return "".join(template.blocks[block](template.new_context(dict(context))))
    except Exception:  # noqa: BLE001 - Jinja2 rewrites the traceback and raises again
        template.environment.handle_exception()
