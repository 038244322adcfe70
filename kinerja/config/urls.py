"""All addresses. Each room is one include; public pages are marked `login_not_required`."""

from __future__ import annotations

from django.urls import include, path

from kinerja.config import health

urlpatterns = [
    path("sehat", health.alive, name="alive"),
    path("siap", health.ready, name="ready"),
    path("", include("kinerja.documents.urls")),
]
handler403 = "kinerja.config.errors.forbidden"
handler404 = "kinerja.config.errors.not_found"
__all__ = ["include"]
