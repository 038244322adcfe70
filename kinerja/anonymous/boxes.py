"""What of an answer the database sees while its window is open: a token and a closed box.

Both come from the window's key, so neither the database nor a backup of it says who answered or
what. Each box has the same length: that of a text betrays it.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

LONGEST_TEXT = 1_000
#: four bytes a letter, and room for the scores
LENGTH = 4 * LONGEST_TEXT + 400
NONCE, TAG = 12, 16
SEPARATOR = b"\x00"


class Content(NamedTuple):
    """What somebody answered: a score for each value he can judge, and words."""

    scores: dict[str, int]
    text: str


class BoxDamaged(Exception):
    """The box was not closed with this key, or was changed since."""


def token(key: bytes, *, author: int, subject: int, questions: Sequence[str]) -> bytes:
    """Return by which the author finds his answer again; recomputed on each visit, never kept."""
    words = f"{author}|{subject}|{','.join(questions)}"
    return hmac.digest(_part(key, b"token"), words.encode(), "sha256")


def close(key: bytes, content: Content) -> bytes:
    """Close an answer into a box, each time under a fresh nonce."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + _cipher(key).encrypt(nonce, _packed(content.scores, content.text), None)


def open_box(key: bytes, box: bytes) -> Content:
    """Return what a box holds. Raises BoxDamaged."""
    try:
        plain = _cipher(key).decrypt(box[:NONCE], box[NONCE:], None)
    except (InvalidTag, ValueError) as error:  # a nonce that was cut is a ValueError
        raise BoxDamaged from error
    scores, text, _ = plain.split(SEPARATOR, 2)
    return Content(json.loads(scores), text.decode())


def _packed(scores: Mapping[str, int], text: str) -> bytes:
    words = json.dumps(scores, separators=(",", ":")).encode()
    packed = words + SEPARATOR + text.encode() + SEPARATOR
    if len(packed) > LENGTH:
        raise ValueError("The answer is longer than its box.")
    return packed.ljust(LENGTH, SEPARATOR)


def _cipher(key: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_part(key, b"content"))


def _part(key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, purpose, "sha256")
