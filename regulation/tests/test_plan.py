"""What a lawful SKP must contain: complete plans with one thing changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from regulation.behavior import CoreValue
from regulation.plan import (
    AnnexPart,
    Approach,
    Aspect,
    IndicatorContent,
    Perspective,
    PlanContent,
    PlanModel,
    ResultContent,
    ResultKind,
    lawful_plan,
)
from regulation.tests.legal import legal_vectors


def _indicator(given: dict[str, Any]) -> IndicatorContent:
    return IndicatorContent(
        id="i1",
        text=given.get("indicator_text", "Jumlah kelurahan terhubung"),
        aspect=None if given.get("no_aspect") else Aspect.KUANTITAS,
        target=None if given.get("no_target") else Decimal(given.get("target", "15")),
        target_date=given.get("target_date"),
        target_text=given.get("target_text", ""),
        unit="kelurahan",
    )


def _result(given: dict[str, Any]) -> ResultContent:
    return ResultContent(
        id="r1",
        kind=ResultKind(given.get("kind", "UTAMA")),
        text=given.get("text", "Tersedianya antrean daring yang andal"),
        indicators=() if given.get("no_indicators") else (_indicator(given),),
        perspective=given.get("perspective", ""),
        parent_id=given.get("parent_id", "p1"),
        no_parent_reason=given.get("no_parent_reason", ""),
    )


def _content(given: dict[str, Any]) -> PlanContent:
    empty = given.get("empty_part")
    return PlanContent(
        model=PlanModel(given["model"]),
        approach=Approach(given.get("approach", "KUANTITATIF")),
        results=() if given.get("no_results") else (_result(given),),
        core_values=frozenset(CoreValue) - {given.get("missing_value")},
        annex=tuple((part, " " if part == empty else "Satu server") for part in AnnexPart),
    )


@legal_vectors("lawful_plan")
def test_lawful_plan(case: dict[str, Any]) -> None:
    missing = case["expect"]["missing"]

    ruling = lawful_plan(_content(case["given"]))

    assert [[reason.code, reason.where] for reason in ruling.because] == missing
    assert ruling.outcome is not bool(missing)
    assert all(str(reason.source) == case["source"] for reason in ruling.because)


@pytest.mark.parametrize("model", PlanModel)
def test_an_empty_plan_names_everything(model: PlanModel) -> None:
    ruling = lawful_plan(PlanContent(model=model, approach=Approach.KUANTITATIF))

    assert ruling.outcome is False
    assert [reason.code for reason in ruling.because] == [
        "NO_MAIN_RESULT",
        *["CORE_VALUE_MISSING"] * 7,
        *["ANNEX_PART_EMPTY"] * 3,
    ]


def test_reasons_follow_the_plan_from_top_to_bottom() -> None:
    first = ResultContent(
        id="r1",
        kind=ResultKind.UTAMA,
        text="Satu",
        indicators=(IndicatorContent(id="i1", text=""), IndicatorContent(id="i2", text="Dua")),
    )
    second = ResultContent(id="r2", kind=ResultKind.TAMBAHAN, text="Tiga")

    ruling = lawful_plan(
        PlanContent(
            model=PlanModel.JA_JF,
            approach=Approach.KUANTITATIF,
            results=(first, second),
            core_values=frozenset(CoreValue),
            annex=tuple((part, "Ada") for part in AnnexPart),
        )
    )

    assert [(reason.code, reason.where) for reason in ruling.because] == [
        ("MAIN_RESULT_WITHOUT_PARENT", "r1"),
        ("TEXT_EMPTY", "i1"),
        ("INDICATOR_WITHOUT_TARGET", "i1"),
        ("ASPECT_MISSING", "i1"),
        ("INDICATOR_WITHOUT_TARGET", "i2"),
        ("ASPECT_MISSING", "i2"),
        ("RESULT_WITHOUT_INDICATOR", "r2"),
    ]
    assert ruling.because[4].text.startswith("“Dua” belum punya target.")
    assert ruling.because[2].text.startswith("Indikator ini belum punya target.")


@pytest.mark.parametrize(
    ("length", "shown"), [(80, "“" + "a" * 80 + "”"), (81, "“" + "a" * 80 + "…”")]
)
def test_a_long_text_is_shortened_in_the_sentence(length: int, shown: str) -> None:
    result = ResultContent(id="r1", kind=ResultKind.TAMBAHAN, text="a" * length)

    ruling = lawful_plan(
        PlanContent(model=PlanModel.JA_JF, approach=Approach.KUANTITATIF, results=(result,))
    )

    assert (
        ruling.because[1].text == f"{shown} belum punya indikator. Tambahkan paling sedikit satu."
    )


def test_a_rule_derived_from_the_form_names_the_regulation_only() -> None:
    ruling = lawful_plan(_content({"model": "JA_JF", "parent_id": ""}))

    assert str(ruling.because[0].source) == "PermenPANRB 6/2022"
    assert ruling.because[0].source.note == "rujukan pasal belum diperiksa"


def test_a_target_is_a_number_a_day_or_words() -> None:
    assert IndicatorContent(id="i", text="t", target=Decimal(0)).has_target
    assert IndicatorContent(id="i", text="t", target_date=date(2026, 9, 30)).has_target
    assert IndicatorContent(id="i", text="t", target_text="Tersusun").has_target
    assert not IndicatorContent(id="i", text="t", target_text=" ").has_target


def test_the_form_knows_four_perspectives() -> None:
    assert [member.label for member in Perspective] == [
        "Penerima Layanan",
        "Proses Bisnis",
        "Penguatan Internal",
        "Anggaran",
    ]
