"""All addresses. Each room is one include; public pages are marked `login_not_required`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.urls import include, path

from kinerja.config import health

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
    "notifications",
    "accounts",
    "cycles",
    "documents",
    "city",
    "ui",
)
#: the pages of organization, by subject, under one name
ORGANIZATION = ("urls", "account_urls", "grant_urls", "import_urls")


def _patterns(module: str) -> list[Any]:
    return list(import_module(module).urlpatterns) if find_spec(module) else []


organization = [
    route for part in ORGANIZATION for route in _patterns(f"kinerja.organization.{part}")
]
urlpatterns = [
    path("sehat", health.alive, name="alive"),
    path("siap", health.ready, name="ready"),
    *(
        path("", include(f"kinerja.{room}.urls"))
        for room in ROOMS
        if find_spec(f"kinerja.{room}.urls")
    ),
    path("", include((organization, "organization"))),
]
handler400 = "kinerja.config.errors.unreadable"
handler403 = "kinerja.config.errors.forbidden"
handler404 = "kinerja.config.errors.not_found"
