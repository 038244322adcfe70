"""One way to write a value as bytes, so that its digest means something in ten years."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from decimal import Decimal
from typing import Any


def canonical(value: Any) -> bytes:
    """Return UTF-8 JSON: keys sorted, no spaces, Decimal as text, dates in ISO 8601."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    ).encode()


def digest(value: Any, salt: bytes = b"") -> bytes:
    """Return sha256 over the salt and the canonical value."""
    return hashlib.sha256(salt + canonical(value)).digest()


def _plain(value: Any) -> str | list[Any]:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, (set, frozenset, tuple)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no canonical form.")
