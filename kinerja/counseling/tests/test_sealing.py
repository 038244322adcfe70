"""Properties of sealing: what goes in comes out for its readers, and for nobody else."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja.counseling import sealing
from kinerja.counseling.sealing import CannotOpen, SealedNote

COUNSELOR, RECOVERY, STRANGER = (sealing.new_pair() for _ in range(3))
TEXTS = st.text(max_size=2_000)
BYTES = st.binary(max_size=600)
few = settings(max_examples=40, deadline=None)


def sealed(text: str, context: bytes = b"case 1") -> SealedNote:
    return sealing.seal_note(
        text, counselor=COUNSELOR.public, recovery=RECOVERY.public, context=context
    )


@few
@given(TEXTS)
def test_both_readers_open_what_was_sealed(text: str) -> None:
    note = sealed(text)

    assert sealing.open_as_counselor(note, COUNSELOR.private, b"case 1") == text
    assert sealing.open_by_recovery(note, RECOVERY.private, b"case 1") == text


@few
@given(TEXTS)
def test_nobody_else_opens_it(text: str) -> None:
    note = sealed(text)

    for private in (STRANGER.private, RECOVERY.private):
        with pytest.raises(CannotOpen):
            sealing.open_as_counselor(note, private, b"case 1")
    with pytest.raises(CannotOpen):
        sealing.open_by_recovery(note, COUNSELOR.private, b"case 1")


@few
@given(TEXTS, st.integers(0, 2), st.data())
def test_every_changed_bit_is_found(text: str, which: int, data: st.DataObject) -> None:
    parts = list(sealed(text))
    changed = bytearray(parts[which])
    place = data.draw(st.integers(0, len(changed) - 1))
    bit = data.draw(st.integers(0, 7))
    changed[place] ^= 1 << bit
    parts[which] = bytes(changed)
    note = SealedNote(*parts)
    open_it, reader = (
        (sealing.open_by_recovery, RECOVERY)
        if which == 2
        else (sealing.open_as_counselor, COUNSELOR)
    )

    with pytest.raises(CannotOpen):
        open_it(note, reader.private, b"case 1")


@few
@given(BYTES, st.integers(0, 80))
def test_what_is_cut_stays_shut(plain: bytes, kept: int) -> None:
    pair = sealing.new_pair()
    box = sealing.seal(plain, pair.public, b"x")[: min(kept, len(plain) + 40)]

    with pytest.raises(CannotOpen):
        sealing.open_sealed(box, pair.private, b"x")


@few
@given(BYTES)
def test_a_lock_is_bound_to_its_key_and_its_purpose(plain: bytes) -> None:
    key = sealing.new_key()
    box = sealing.lock(plain, key, b"session 1")

    assert sealing.unlock(box, key, b"session 1") == plain
    for other, purpose in ((sealing.new_key(), b"session 1"), (key, b"session 2")):
        with pytest.raises(CannotOpen):
            sealing.unlock(box, other, purpose)


def test_a_note_moved_to_another_case_stays_shut() -> None:
    with pytest.raises(CannotOpen):
        sealing.open_as_counselor(sealed("rahasia", b"case 1"), COUNSELOR.private, b"case 2")


def test_a_key_of_another_note_does_not_fit() -> None:
    one, other = sealed("satu"), sealed("dua")

    with pytest.raises(CannotOpen):
        sealing.open_as_counselor(
            other._replace(key_for_counselor=one.key_for_counselor), COUNSELOR.private, b"case 1"
        )


def test_two_notes_of_one_text_look_unlike_and_equally_long() -> None:
    short, longer, same = sealed("a"), sealed("a" * 200), sealed("a")

    assert short.ciphertext != same.ciphertext
    assert len(short.ciphertext) == len(longer.ciphertext)


def test_a_point_of_small_order_is_refused() -> None:
    box = bytes(sealing.KEY) + bytes(64)

    with pytest.raises(CannotOpen):
        sealing.open_sealed(box, COUNSELOR.private, b"x")


@pytest.mark.parametrize("private", [b"", bytes(31), bytes(33)])
def test_what_is_no_private_half_opens_nothing(private: bytes) -> None:
    with pytest.raises(CannotOpen):
        sealing.public_of(private)


def test_a_key_of_the_wrong_length_opens_nothing() -> None:
    with pytest.raises(CannotOpen):
        sealing.unlock(sealing.lock(b"x", sealing.new_key(), b""), b"", b"")


def test_scrypt_is_that_of_rfc_7914() -> None:
    vector = Scrypt(salt=b"NaCl", length=64, n=1024, r=8, p=16).derive(b"password")

    assert vector.hex().startswith("fdbabe1c9d3472007856e7190d01e9fe")
    assert (sealing.COST, sealing.BLOCK, sealing.PARALLEL) == (17, 8, 1)


def test_x25519_is_that_of_rfc_7748() -> None:
    alice = bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
    known = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"

    assert sealing.public_of(alice).hex() == known


def test_a_passphrase_typed_in_another_form_is_the_same() -> None:
    salt = sealing.new_salt()

    assert sealing.key_of_passphrase("café", salt, 4) == sealing.key_of_passphrase(
        "cafe\u0301", salt, 4
    )
    assert sealing.key_of_passphrase("cafe", salt, 4) != sealing.key_of_passphrase("café", salt, 4)
