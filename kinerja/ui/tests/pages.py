"""Requests and people as templates see them, without a database."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest
from django.test import RequestFactory

from kinerja.foundation.actor import Actor, Role
from kinerja.ui.rendering import page, template_named

CITY = SimpleNamespace(
    name="Kota Kotalama",
    help_desk_name="Pusat bantuan BKPSDM",
    help_desk_phone="(024) 555 0110",
    help_desk_hours="Senin–Jumat pukul 07.30–16.00 WIB",
)


def person(*roles: Role, **more: Any) -> Actor:
    return Actor(
        **{
            "user_id": 1,
            "employee_id": 1,
            "name": "Ratna Anggraini",
            "roles": frozenset(roles),
            **more,
        }
    )


def asked(path: str = "/", actor: Actor | None = None, **cookies: str) -> HttpRequest:
    request: Any = RequestFactory().get(path)
    request.actor, request.city = actor, CITY
    request.COOKIES.update(cookies)
    return request  # type: ignore[no-any-return]


def html_of(name: str, request: HttpRequest, **context: Any) -> str:
    return page(request, name, context).content.decode()


def drawn(source: str, **context: Any) -> str:
    """Render a line of template with the kit at hand."""
    environment = template_named("ui/base.html").environment
    return environment.from_string(source).render(**context)
