"""What is read of follow-ups."""

from __future__ import annotations

from kinerja.improvements.queries.public import (
    Kept,
    PublicRow,
    kept_promises,
    newest_for,
    public_ones,
)

__all__ = ["Kept", "PublicRow", "kept_promises", "newest_for", "public_ones"]
