"""The trace table reads citations as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law_trace import UnknownInstrument, citations, main, normalized, rows


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("PermenPANRB 6/2022 Ps. 5", "PermenPANRB 6/2022 Pasal 5"),
        ("PP 30/2019 Ps. 59(3).", "PP 30/2019 Pasal 59 ayat (3)"),
        ("PP 30/2019 Pasal 59 ayat (3)", "PP 30/2019 Pasal 59 ayat (3)"),
        ("PP 30/2019 Ps. 59 (atasan pejabat penilai)", "PP 30/2019 Pasal 59"),
        ("PermenPANRB 6/2022 Ps. 5. A remark.", "PermenPANRB 6/2022 Pasal 5"),
        (
            "PermenPANRB 6/2022, Lampiran (kuadran kinerja).",
            "PermenPANRB 6/2022, Lampiran (kuadran kinerja)",
        ),
        ("UU 27/2022 Ps. 32: one's own file", "UU 27/2022 Pasal 32"),
        ("Peraturan BKN 3/2023", "Peraturan BKN 3/2023"),
        ("what it must contain: `regulation.plan.lawful_plan`", None),
    ],
)
def test_a_citation_is_read_in_one_form(written: str, read: str | None) -> None:
    assert normalized(written) == read


def test_an_unknown_regulation_is_named() -> None:
    with pytest.raises(UnknownInstrument, match="PP 99/2099 Pasal 1"):
        normalized("PP 99/2099 Ps. 1")


def test_all_citations_of_a_docstring_are_found() -> None:
    text = """Do it. Law: UU 27/2022 Ps. 31.

    Law: PermenPANRB 6/2022 Ps. 5;
    PP 30/2019 Ps. 59(1); in the words of `x`.
    Raises NotPermitted.
    """

    assert citations(text) == [
        "UU 27/2022 Pasal 31",
        "PermenPANRB 6/2022 Pasal 5",
        "PP 30/2019 Pasal 59 ayat (1)",
    ]


def test_every_cell_of_the_quadrant_is_proved() -> None:
    quadrant = rows()["PermenPANRB 6/2022, Lampiran (kuadran kinerja)"]

    assert "regulation.grade.performance_grade" in quadrant.code
    assert len([case for case in quadrant.cases if case.startswith("hasil ")]) == 9


def test_the_check_compares_and_tells_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("tests.law_trace.TRACE", tmp_path / "law" / "trace.md")

    assert main(["--check"]) == 1
    assert "make trace" in capsys.readouterr().err
    assert main([]) == 0
    assert main(["--check"]) == 0
