"""Jobs of this room, found here by the worker."""

from __future__ import annotations

from kinerja.organization.imports.jobs import apply, check, forget_old_rows

__all__ = ["apply", "check", "forget_old_rows"]
