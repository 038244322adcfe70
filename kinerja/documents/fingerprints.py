"""Short names for long things: the printed fingerprint, and ids that nobody can guess."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from typing import Any

from kinerja.foundation.canonical import digest

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
LENGTH = 20
#: people read 0, 1 and 8 where base32 has O, I and B
_MISREAD = str.maketrans("018", "OIB")


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return 20 base32 characters of sha256 over the canonical content, in fours."""
    return grouped(base64.b32encode(digest(content)).decode()[:LENGTH])


def grouped(typed: str) -> str:
    """Return a typed fingerprint as it is stored: capitals, in fours; "" if it cannot be one."""
    letters = "".join(typed.split()).replace("-", "").upper().translate(_MISREAD)
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        return ""
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def public_id() -> str:
    """Return 80 random bits as 16 base32 characters."""
    return base64.b32encode(secrets.token_bytes(10)).decode()
