"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kinerja.audit"
    label = "audit"
