"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "kinerja.organization"
    label = "organization"
