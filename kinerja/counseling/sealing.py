"""Sealing a text for two readers. Pure functions; every primitive is that of `cryptography`.

X25519 (RFC 7748) agrees on a secret with a pair made for one message, HKDF-SHA256 (RFC 5869) makes
a key of it, ChaCha20-Poly1305 (RFC 8439) seals, scrypt (RFC 7914) makes a key of a passphrase.
"""

from __future__ import annotations

import os
import unicodedata
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

KEY = 32
SALT = 16
NONCE = 12
TAG = 16
#: a key that seals one message only may keep the nonce at zero
ONLY_ONCE = bytes(NONCE)
#: scrypt N = 2**17, r = 8, p = 1: the OWASP Password Storage Cheat Sheet's first choice. 128 MB of
#: memory and about 0.4 s for each guess, also for whoever guesses offline on a stolen database.
COST = 17
BLOCK = 8
PARALLEL = 1
#: texts are padded to a multiple of this, so that their length tells little
PAD = 256
FOR_READER = b"kinerja counseling 1: key of a note for "
TEXT = b"kinerja counseling 1: text of a note "


class CannotOpen(Exception):
    """The key is not the right one, or what was sealed has been changed."""


class Pair(NamedTuple):
    """An X25519 pair, raw."""

    private: bytes
    public: bytes


class SealedNote(NamedTuple):
    """A text under a key of its own, and that key sealed to each of its two readers."""

    ciphertext: bytes
    key_for_counselor: bytes
    key_for_recovery: bytes


def new_key() -> bytes:
    """Return 256 random bits."""
    return os.urandom(KEY)


def new_salt() -> bytes:
    """Return 128 random bits."""
    return os.urandom(SALT)


def new_pair() -> Pair:
    """Return a new X25519 pair."""
    private = X25519PrivateKey.generate()
    return Pair(private.private_bytes_raw(), private.public_key().public_bytes_raw())


def public_of(private: bytes) -> bytes:
    """Return the public half. Raises CannotOpen where this is no private half."""
    if len(private) != KEY:
        raise CannotOpen
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def lock(plain: bytes, key: bytes, purpose: bytes) -> bytes:
    """Seal with a key that both sides know: nonce, then ChaCha20-Poly1305 bound to the purpose."""
    nonce = os.urandom(NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, purpose)


def unlock(sealed: bytes, key: bytes, purpose: bytes) -> bytes:
    """Open what `lock` has sealed. Raises CannotOpen."""
    if len(sealed) < NONCE + TAG or len(key) != KEY:
        raise CannotOpen
    return _decrypt(key, sealed[:NONCE], sealed[NONCE:], purpose)


def seal(plain: bytes, public: bytes, purpose: bytes) -> bytes:
    """Seal for the owner of a public half: a public half made for this message, then the text."""
    own = X25519PrivateKey.generate()
    fresh = own.public_key().public_bytes_raw()
    secret = own.exchange(X25519PublicKey.from_public_bytes(public))
    key = _derived(secret, fresh + public, purpose)
    return fresh + ChaCha20Poly1305(key).encrypt(ONLY_ONCE, plain, purpose)


def open_sealed(sealed: bytes, private: bytes, purpose: bytes) -> bytes:
    """Open what `seal` has sealed. Raises CannotOpen."""
    public = public_of(private)
    if len(sealed) < KEY + TAG:
        raise CannotOpen
    fresh, rest = sealed[:KEY], sealed[KEY:]
    try:
        own = X25519PrivateKey.from_private_bytes(private)
        secret = own.exchange(X25519PublicKey.from_public_bytes(fresh))
    except ValueError as error:  # a point of small order: nobody has sealed this
        raise CannotOpen from error
    return _decrypt(_derived(secret, fresh + public, purpose), ONLY_ONCE, rest, purpose)


def seal_note(text: str, *, counselor: bytes, recovery: bytes, context: bytes) -> SealedNote:
    """Seal a text to both readers, bound to its place: a row that is moved elsewhere stays shut."""
    key = new_key()
    return SealedNote(
        lock(_padded(text.encode()), key, TEXT + context),
        seal(key, counselor, FOR_READER + b"counselor " + context),
        seal(key, recovery, FOR_READER + b"recovery " + context),
    )


def open_as_counselor(note: SealedNote, private: bytes, context: bytes) -> str:
    """Open a note with the counselor's private half. Raises CannotOpen."""
    purpose = FOR_READER + b"counselor " + context
    return _text(note, open_sealed(note.key_for_counselor, private, purpose), context)


def open_by_recovery(note: SealedNote, private: bytes, context: bytes) -> str:
    """Open a note with the printed recovery key. Raises CannotOpen."""
    purpose = FOR_READER + b"recovery " + context
    return _text(note, open_sealed(note.key_for_recovery, private, purpose), context)


def key_of_passphrase(passphrase: str, salt: bytes, cost: int = COST) -> bytes:
    """Return the key that a passphrase makes with scrypt; look-alike spellings are one (NFKC)."""
    scrypt = Scrypt(salt=salt, length=KEY, n=2**cost, r=BLOCK, p=PARALLEL)
    return scrypt.derive(unicodedata.normalize("NFKC", passphrase).encode())


def _text(note: SealedNote, key: bytes, context: bytes) -> str:
    return _unpadded(unlock(note.ciphertext, key, TEXT + context)).decode()


def _derived(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=salt, info=purpose).derive(secret)


def _decrypt(key: bytes, nonce: bytes, sealed: bytes, purpose: bytes) -> bytes:
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, sealed, purpose)
    except InvalidTag as error:
        raise CannotOpen from error


def _padded(plain: bytes) -> bytes:
    """Pad as ISO/IEC 7816-4 does: one bit, then nothing."""
    marked = plain + b"\x80"
    return marked + bytes(-len(marked) % PAD)


def _unpadded(padded: bytes) -> bytes:
    return padded.rstrip(b"\x00")[:-1]
