"""The key on paper: read back as people type it, and a slip of the pen is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja.accounts.codes import ALPHABET
from kinerja.counseling import printing, sealing
from kinerja.counseling.printing import Misspelled

KEYS = st.binary(min_size=32, max_size=32)


@settings(max_examples=60, deadline=None)
@given(KEYS, st.sampled_from([" ", "-", "\n", " - "]))
def test_it_is_read_back_as_people_type_it(private: bytes, between: str) -> None:
    groups = printing.written(private)

    assert len(groups) == printing.GROUPS
    assert printing.typed(between.join(groups).lower()) == private


def test_a_wrong_letter_is_found_in_its_group() -> None:
    groups = printing.written(bytes(range(32)))
    slips = []
    for letter in ALPHABET:
        if letter == groups[4][1]:
            continue
        wrong = [*groups[:4], groups[4][0] + letter + groups[4][2:], *groups[5:]]
        try:
            printing.typed(" ".join(wrong))
        except Misspelled as slip:
            slips.append(slip.group)

    assert set(slips) == {5}
    assert len(slips) >= 28  # of 31: five bits of check let through one in 32


def test_exchanged_groups_are_found() -> None:
    groups = printing.written(bytes(range(32)))
    groups[2], groups[3] = groups[3], groups[2]

    with pytest.raises(Misspelled) as slip:
        printing.typed("".join(groups))

    assert slip.value.group == 3


@pytest.mark.parametrize("paper", ["", "ABCD", "A" * 66, "é" * 65])
def test_what_is_no_key_is_refused_whole(paper: str) -> None:
    with pytest.raises(Misspelled) as slip:
        printing.typed(paper)

    assert slip.value.group == 0


def test_look_alikes_are_read_as_letters() -> None:
    groups = printing.written(sealing.new_key())
    paper = " ".join(groups).replace("O", "0").replace("I", "1").replace("B", "8")

    assert printing.typed(paper) == printing.typed(" ".join(groups))


def test_a_fingerprint_is_of_the_public_half() -> None:
    one, other = sealing.new_pair(), sealing.new_pair()

    assert printing.fingerprint(one.public) != printing.fingerprint(other.public)
    assert len(printing.fingerprint(one.public)) == 24
