"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "kinerja.dashboards"
    label = "dashboards"

    def ready(self) -> None:
        """Register what the worker does on its own."""
        from kinerja.dashboards import jobs  # noqa: F401, PLC0415 - models must be ready first
