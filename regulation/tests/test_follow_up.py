"""What a predikat suggests: every predikat, and what must always hold."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from regulation.follow_up import FOLLOW_UPS, FollowUp, follow_up
from regulation.grade import Grade
from regulation.tests.legal import legal_vectors


@legal_vectors("follow_up")
def test_follow_up(case: dict[str, Any]) -> None:
    ruling = follow_up(grade=Grade(case["given"]["grade"]))

    assert [one.value for one in ruling.outcome] == case["expect"]["follow_ups"]
    assert {str(reason.source) for reason in ruling.because} <= {case["source"]}
    assert [reason.code for reason in ruling.because] == case["expect"]["follow_ups"]


def test_every_predikat_has_an_answer() -> None:
    assert set(FOLLOW_UPS) == set(Grade)


@pytest.mark.parametrize("grade", Grade)
def test_a_reason_never_names_the_predikat(grade: Grade) -> None:
    texts = " ".join(reason.text.lower() for reason in follow_up(grade=grade).because)

    assert not any(re.search(rf"\b{one.label.lower()}\b", texts) for one in Grade)
    assert "disiplin" not in texts


def test_a_worse_predikat_never_suggests_less() -> None:
    suggested = [set(FOLLOW_UPS[grade]) for grade in Grade]

    assert all(better <= worse for better, worse in pairwise(suggested))
    assert FollowUp.KONSELING.label == "Konseling kinerja"
