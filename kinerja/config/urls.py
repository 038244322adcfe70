"""All addresses. Each room is one include; public pages are marked `login_not_required`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.urls import URLResolver, path, register_converter
from django.urls.resolvers import RoutePattern

from kinerja.config import health
from kinerja.foundation.keys import KeyConverter

#: rooms with pages, the most used first: routes are searched in this order
ROOMS = (
    "dashboards",
    "plans",
    "evidence",
    "evaluations",
    "coaching",
    "dialogue",
    "growth",
    "guidance",
    "counseling",
    "anonymous",
    "surveys",
    "improvements",
    "complaints",
    "services",
    "public",
    "notifications",
    "accounts",
    "cycles",
    "documents",
    "city",
    "ui",
)
#: the pages of organization, by subject, under one name
ORGANIZATION = ("urls", "account_urls", "grant_urls", "import_urls")

register_converter(KeyConverter, "key")


def _patterns(module: str) -> list[Any]:
    return list(import_module(module).urlpatterns) if find_spec(module) else []


class FirstWords(RoutePattern):
    """Lets a request into a room only by the first word of one of its paths.

    Without it a page of the last room tries some 200 routes, which cost it 3 % of its time.
    """

    def __init__(self, patterns: list[Any]) -> None:
        super().__init__("")
        self.words = {str(one.pattern).partition("/")[0] for one in patterns}

    def match(self, path: str) -> tuple[str, tuple[Any, ...], dict[str, Any]] | None:
        return (path, (), {}) if path.partition("/")[0] in self.words else None


def _room(name: str, patterns: list[Any]) -> URLResolver:
    return URLResolver(FirstWords(patterns), patterns, app_name=name, namespace=name)


organization = [
    route for part in ORGANIZATION for route in _patterns(f"kinerja.organization.{part}")
]
urlpatterns = [
    path("sehat", health.alive, name="alive"),
    path("siap", health.ready, name="ready"),
    *(_room(room, patterns) for room in ROOMS if (patterns := _patterns(f"kinerja.{room}.urls"))),
    _room("organization", organization),
]
handler400 = "kinerja.config.errors.unreadable"
handler403 = "kinerja.config.errors.forbidden"
handler404 = "kinerja.config.errors.not_found"
