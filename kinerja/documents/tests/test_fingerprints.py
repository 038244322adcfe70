"""Fingerprints and public ids."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest

from kinerja.documents import fingerprints


def test_the_fingerprint_is_20_letters_in_fours() -> None:
    printed = fingerprints.fingerprint({"subject": "SKP"})

    assert re.fullmatch(r"([A-Z2-7]{4}-){4}[A-Z2-7]{4}", printed)


def test_the_fingerprint_is_that_of_sha256_over_the_canonical_content() -> None:
    # base32 of sha256 over the bytes {}: written down once, so that no change goes unseen
    assert fingerprints.fingerprint({}) == "IQJW-7I2V-WNTY-UEKG-VULP"


def test_the_order_of_keys_does_not_count() -> None:
    day, target = dt.date(2026, 1, 2), Decimal("3.30")

    one = fingerprints.fingerprint({"day": day, "target": target})
    other = fingerprints.fingerprint({"target": target, "day": day})

    assert one == other


def test_one_changed_letter_changes_the_fingerprint() -> None:
    assert fingerprints.fingerprint({"a": "x"}) != fingerprints.fingerprint({"a": "y"})


@pytest.mark.parametrize(
    "typed",
    [
        "ABCD-EFGH-IJKL-MNOP-QRST",
        "abcdefghijklmnopqrst",
        " abcd efgh ijkl mnop qrst ",
        "ABCD-EFGH-1JKL-MN0P-QRST",
    ],
)
def test_a_typed_fingerprint_is_understood(typed: str) -> None:
    assert fingerprints.grouped(typed) == "ABCD-EFGH-IJKL-MNOP-QRST"


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFGH-IJKL-MNOP-QRS9", "A" * 21, "Ä" * 20])
def test_what_cannot_be_a_fingerprint_is_none(typed: str) -> None:
    assert fingerprints.grouped(typed) == ""


def test_public_ids_are_16_letters_and_never_the_same() -> None:
    ids = {fingerprints.public_id() for _ in range(100)}

    assert len(ids) == 100
    assert all(re.fullmatch(r"[A-Z2-7]{16}", public_id) for public_id in ids)
