"""One sentence from counts: what was said most, out of how many; never a score."""

from __future__ import annotations

import pytest

from kinerja.growth.queries.person import FeedbackRow
from kinerja.growth.summary import GENERAL, gathered_of, said_of, sentence
from tests.factories import NOON

NOTHING = said_of([])


def row(about: str = "", *, result: str = "", kind: str = "APRESIASI", **more: str) -> FeedbackRow:
    return FeedbackRow(
        id=1,
        kind=kind,
        author_role=more.get("role", "REKAN"),
        spoken_by="",
        visibility="LEADERS",
        subject_kind="behavior",
        core_value=about,
        result_id=len(result) or None,
        result_text=result or None,
        label="Bukti foto",
        text="Baik.",
        given_at=NOON,
        author_front="",
        author_plain="Dewi",
        author_back="",
    )


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "Belum ada apresiasi tahun ini."),
        ([row("LOYAL")], "Ada 1 apresiasi tahun ini: Loyal."),
        ([row()], "Ada 1 apresiasi tahun ini."),
        (
            [row("KOLABORATIF")] * 4 + [row("LOYAL"), row()],
            "Paling sering dihargai: Kolaboratif (4 dari 6 apresiasi).",
        ),
        (
            [row("LOYAL")] * 2 + [row("ADAPTIF")] * 2 + [row()],
            "Paling sering dihargai: Loyal dan Adaptif (masing-masing 2 dari 5 apresiasi).",
        ),
        (
            [row("LOYAL"), row("ADAPTIF"), row(result="Antrean daring")],
            "Ada 3 apresiasi tahun ini tentang hal yang berbeda-beda.",
        ),
        ([row(), row()], "Ada 2 apresiasi tahun ini tentang pekerjaan secara umum."),
        (
            [row(result="Antrean daring")] * 3,
            "Paling sering dihargai: Antrean daring (3 dari 3 apresiasi).",
        ),
        (
            [row(result="x" * 90)] * 2,
            f"Paling sering dihargai: {'x' * 69}… (2 dari 2 apresiasi).",
        ),
    ],
)
def test_the_sentence_is_made_of_counts(rows: list[FeedbackRow], says: str) -> None:
    assert sentence(said_of(rows), NOTHING) == says


def test_advice_stands_beside_praise() -> None:
    advice = said_of([row("ADAPTIF", kind="SARAN")] * 2 + [row("LOYAL", kind="SARAN")])

    assert sentence(NOTHING, advice) == (
        "Belum ada apresiasi tahun ini. Paling sering disarankan: Adaptif (2 dari 3 saran)."
    )


def test_groups_stand_in_the_order_of_the_form() -> None:
    said = said_of([row("KOLABORATIF"), row(), row(result="Antrean"), row("AKUNTABEL")])

    labels = [group.label for group in said.groups]

    assert labels == ["Akuntabel", "Kolaboratif", "Antrean", GENERAL]
    assert said.total == 4


def test_one_s_own_words_stand_apart_from_others() -> None:
    rows = [row(kind=kind, role="DIRI") for kind in ("APRESIASI", "SARAN", "CATATAN")]

    gathered = gathered_of([*rows, row(kind="CATATAN"), row("LOYAL", kind="SARAN")])

    counts = (gathered.praise.total, gathered.advice.total, len(gathered.notes), len(gathered.own))
    assert counts == (0, 1, 1, 3)


def test_evidence_of_a_lost_result_keeps_its_own_name() -> None:
    said = said_of([row(result="x")._replace(result_text=None)])

    assert said.results[0].label == "Bukti foto"
