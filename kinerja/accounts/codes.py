"""One-time codes: twelve letters that people can read off paper and type."""

from __future__ import annotations

import hashlib
import secrets

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
LENGTH = 12
GROUP = 4
#: what people write for a letter of the alphabet
MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})


def new_code() -> str:
    """Return 60 random bits as letters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """ABCD-EFGH-IJKL"""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def typed(written: str) -> str:
    """Return the code as it was made: spaces, strokes, case and look-alikes do not matter."""
    return "".join(written.upper().split()).replace("-", "").translate(MISREAD)


def code_hash(code: str) -> bytes:
    """Return what is stored; 60 random bits need no slow hash."""
    return hashlib.sha256(code.encode()).digest()
