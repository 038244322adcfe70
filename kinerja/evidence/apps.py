"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "kinerja.evidence"
    label = "evidence"
