"""A plan as it is read, and as it is written."""

from __future__ import annotations

from bench.floor.plan.editing import edit
from bench.floor.plan.showing import show

__all__ = ["edit", "show"]
