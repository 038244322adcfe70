"""From the rows of an agreed plan to its official sheet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from kinerja.cycles.models import Frequency, PerformanceYear
from kinerja.documents.models import IssuedDocument
from kinerja.documents.operations import Outdated
from kinerja.documents.tests.paper import letters, words
from kinerja.foundation.actor import Actor
from kinerja.foundation.fields import days
from kinerja.plans.documents import NotAgreed, issue_plan, preview_plan
from kinerja.plans.freezing import frozen_plan, printed_target, with_unit
from kinerja.plans.frozen import Parties
from kinerja.plans.models import (
    AnnexLine,
    BehaviorContent,
    Indicator,
    IndicatorContent,
    Plan,
    PlanVersion,
    Result,
    ResultContent,
)
from kinerja.plans.tests import samples
from tests.factories import NOON, Town, make_town

pytestmark = pytest.mark.django_db
PARTIES = Parties(employee=samples.SARI, evaluator=samples.SURYA, superior=None)
BY = Actor(user_id=1, employee_id=1)


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def year() -> PerformanceYear:
    return PerformanceYear.objects.create(
        year=2026,
        frequency=Frequency.TRIWULANAN,
        held=days(dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
        plans_due_on=dt.date(2026, 1, 31),
        annual_due_on=dt.date(2027, 1, 15),
    )


def make_plan(who: Any, year: PerformanceYear) -> PlanVersion:
    placement = who.placements.get()
    plan = Plan.objects.create(
        employee=who,
        placement=placement,
        unit=placement.unit,
        year=year,
        held=year.held,
        model="JA_JF",
        state_since=NOON,
    )
    return PlanVersion.objects.create(plan=plan)


def add_result(version: PlanVersion, text: str, **content: Any) -> Result:
    result: Result = content.pop("result", None) or Result.objects.create(plan=version.plan)
    ResultContent.objects.create(result=result, plan_version=version, text=text, **content)
    return result


def add_indicator(version: PlanVersion, result: Result, text: str, **content: Any) -> None:
    indicator = Indicator.objects.create(result=result)
    IndicatorContent.objects.create(
        indicator=indicator, plan_version=version, text=text, aspect="KUANTITAS", **content
    )


def agree(version: PlanVersion, *, at: dt.datetime = NOON) -> PlanVersion:
    who = version.plan.employee
    version.state, version.submitted_by, version.submitted_at = "SUBMITTED", who, at
    version.save()
    version.state, version.agreed_by, version.agreed_at = "AGREED", who, at
    version.parties = PARTIES
    version.save()
    return version


def next_version(version: PlanVersion) -> PlanVersion:
    version.state = "SUPERSEDED"
    version.save()
    return PlanVersion.objects.create(plan=version.plan, no=version.no + 1)


@pytest.fixture
def version(town: Town, year: PerformanceYear) -> PlanVersion:
    """Andi's draft: an additional result first, then the main one that serves Budi's."""
    of_budi = make_plan(town.budi, year)
    served = add_result(of_budi, "Meningkatnya kualitas layanan adminduk")
    agree(of_budi)
    version = make_plan(town.andi, year)
    add_result(version, "Terlaksananya pelatihan operator", kind="TAMBAHAN", assigned_by=town.budi)
    main = add_result(version, "Tersedianya antrean daring", parent_result=served, position=1)
    add_indicator(version, main, "Kelurahan terhubung", target=Decimal(15), unit="kelurahan")
    BehaviorContent.objects.create(
        plan_version=version, core_value="AKUNTABEL", expectation="Mencatat perubahan"
    )
    AnnexLine.objects.create(plan_version=version, part="KONSEKUENSI", text="Pelatihan lanjutan")
    return version


def test_a_frozen_plan_holds_all_that_the_form_prints(version: PlanVersion) -> None:
    frozen = frozen_plan(agree(version))

    assert (frozen["year"], frozen["starts"], frozen["ends"]) == (2026, "2026-01-01", "2026-12-31")
    assert frozen["agreed_on"] == "2026-08-03"
    assert frozen["parties"] == PARTIES
    main, additional = frozen["results"]
    assert (main["kind"], main["parent"]) == ("UTAMA", "Meningkatnya kualitas layanan adminduk")
    assert main["indicators"][0]["target"] == "15 kelurahan"
    assert (additional["kind"], additional["assigned_by"]) == ("TAMBAHAN", "Budi Hartono")
    assert frozen["behaviors"] == [{"core_value": "AKUNTABEL", "expectation": "Mencatat perubahan"}]
    assert frozen["annex"] == [{"part": "KONSEKUENSI", "text": "Pelatihan lanjutan"}]


def test_what_was_taken_out_is_not_frozen(version: PlanVersion) -> None:
    version.results.filter(kind="TAMBAHAN").update(deleted_at=NOON)

    assert [result["kind"] for result in frozen_plan(agree(version))["results"]] == ["UTAMA"]


def test_a_later_wording_of_the_superior_changes_no_signed_plan(version: PlanVersion) -> None:
    agree(version)
    parent = ResultContent.objects.get(text="Meningkatnya kualitas layanan adminduk")
    revised = next_version(parent.plan_version)
    add_result(revised, "Layanan adminduk yang lain", result=parent.result)
    agree(revised, at=NOON + dt.timedelta(days=9))

    main = frozen_plan(version)["results"][0]

    assert main["parent"] == "Meningkatnya kualitas layanan adminduk"


def test_an_unsigned_draft_shows_the_superiors_newest_words(version: PlanVersion) -> None:
    parent = ResultContent.objects.get(text="Meningkatnya kualitas layanan adminduk")
    revised = next_version(parent.plan_version)
    add_result(revised, "Layanan adminduk yang lain", result=parent.result)
    agree(revised)

    main = frozen_plan(version, parties=PARTIES)["results"][0]

    assert main["parent"] == "Layanan adminduk yang lain"


def test_a_draft_without_parties_cannot_be_frozen(version: PlanVersion) -> None:
    with pytest.raises(ValueError, match="not signed"):
        frozen_plan(version)


def test_a_plan_without_end_cannot_be_frozen(version: PlanVersion) -> None:
    version.plan.held = days(dt.date(2026, 1, 1))

    with pytest.raises(ValueError, match="ends with its year"):
        frozen_plan(version, parties=PARTIES)


def test_an_agreed_plan_is_issued_once(version: PlanVersion) -> None:
    agree(version)

    issued = issue_plan(version=version, by=BY, at=NOON)
    again = issue_plan(version=version, by=BY, at=NOON + dt.timedelta(days=40))

    assert again.pk == issued.pk
    assert (issued.kind, issued.subject_kind, issued.subject_id, issued.edition) == (
        "SKP",
        "plans.plan",
        version.plan_id,
        1,
    )
    assert issued.number.startswith("SKP-2026-")
    printed = letters(words(bytes(issued.pdf)))
    assert letters("Tersedianya antrean daring") in printed
    assert letters("SKP versi 1, disepakati 3 Agustus 2026") in printed


def test_it_refuses_to_issue_what_nobody_agreed(version: PlanVersion) -> None:
    with pytest.raises(NotAgreed):
        issue_plan(version=version, by=BY, at=NOON)


def test_a_revision_is_the_next_version_of_the_same_number(version: PlanVersion) -> None:
    first = issue_plan(version=agree(version), by=BY, at=NOON)
    revised = next_version(version)
    add_result(revised, "Hasil kerja yang baru")

    second = issue_plan(version=agree(revised), by=BY, at=NOON)
    old = issue_plan(version=version, by=BY, at=NOON)

    assert (second.number, second.version, second.edition) == (first.number, 2, 2)
    assert old.pk == first.pk


def test_a_replaced_version_that_was_never_printed_stays_unprinted(version: PlanVersion) -> None:
    revised = next_version(agree(version))
    add_result(revised, "Hasil kerja yang baru")
    issue_plan(version=agree(revised), by=BY, at=NOON)

    with pytest.raises(Outdated):
        issue_plan(version=version, by=BY, at=NOON)


def test_a_draft_can_be_previewed(version: PlanVersion) -> None:
    printed = words(preview_plan(version=version, parties=PARTIES, at=NOON))

    assert "PRATINJAU" in printed
    assert "belum disepakati" in printed
    assert not IssuedDocument.objects.exists()


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        ({"target": Decimal(15), "unit": "kelurahan"}, "15 kelurahan"),
        ({"target": Decimal("3.30"), "unit": "nilai"}, "3,30 nilai"),
        ({"target": Decimal("95.5"), "unit": "%"}, "95,5%"),
        ({"target": Decimal("95.5"), "unit": " persen"}, "95,5%"),
        ({"target": Decimal("1234.5"), "unit": ""}, "1.234,5"),
        ({"target_date": dt.date(2026, 9, 30)}, "30 September 2026"),
        ({"target_text": "≥ 3,30"}, "≥ 3,30"),
        ({}, ""),
    ],
)
def test_a_target_is_printed_as_people_write_it(content: dict[str, Any], printed: str) -> None:
    assert printed_target(IndicatorContent(**content)) == printed


def test_a_percent_sign_stands_close() -> None:
    assert with_unit("95", "%") == "95%"
    assert with_unit("95", "orang") == "95 orang"
