"""The side-by-side screen, and the autosave that answers with the predikat."""

from __future__ import annotations

from bench.floor.rating.saving import save
from bench.floor.rating.showing import show

__all__ = ["save", "show"]
