"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "kinerja.documents"
    label = "documents"
