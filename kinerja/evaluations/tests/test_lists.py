"""Lists, missing slots, and what organisations achieved."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kinerja.evaluations import operations
from kinerja.evaluations.models import (
    Evaluation,
    OrganizationRating,
)
from kinerja.evaluations.tests.browsing import draft, hidden, html, post, words
from kinerja.evaluations.tests.stage import (
    NOW,
    Stage,
    make_plan,
    send_self,
)
from kinerja.evaluations.tests.test_decision import require_organization_rating
from kinerja.ui.format import url
from tests.factories import Town, actor, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_the_lists_offer_what_is_missing(stage: Stage) -> None:
    make_plan(stage.town.dewi, stage.year, agreed_by=stage.town.budi)
    dewi, budi = client_of(stage.town.dewi), client_of(stage.town.budi)
    assert words(html(dewi, "evaluations:result_list")).count("Tulis evaluasi diri Anda") == 3
    assert "Dewi Lestari" in html(budi, "evaluations:rating_list")
    plan = stage.town.dewi.plans.get()

    answer = post(dewi, "evaluations:start", plan.pk, period=str(stage.period.pk))
    made = Evaluation.objects.get(plan=plan)
    assert answer.headers["Location"] == url("evaluations:self", made.pk)
    answer = post(budi, "evaluations:start", plan.pk, period=str(stage.period.pk))
    assert answer.headers["Location"] == url("evaluations:rate", made.pk)
    assert post(budi, "evaluations:start", plan.pk, period="").status_code == 409
    assert post(budi, "evaluations:start", plan.pk, period="999999").status_code == 404
    assert post(client_of(stage.town.stranger), "evaluations:start", plan.pk).status_code == 404


def test_what_is_due_first_stands_first_and_says_how_late_it_is(stage: Stage) -> None:
    plan = make_plan(stage.town.dewi, stage.year, agreed_by=stage.town.budi)
    first = stage.year.periods.get(no=1)
    operations.start(plan=plan, period=first, by=actor(stage.town.dewi, NOW), at=NOW)
    send_self(stage)

    page = html(client_of(stage.town.budi), "evaluations:rating_list")

    assert page.index("Dewi Lestari") < page.index("Andi Pratama")
    assert "hari yang lalu</small>" in page


@pytest.mark.parametrize("query", ["?hal=0", "?hal=x", "?tahun=1&periode=99", "?tahap=a&tahap=b"])
def test_nonsense_in_the_address_is_no_error(stage: Stage, query: str) -> None:
    html(client_of(stage.town.budi), "evaluations:rating_list", query=query)
    html(client_of(stage.town.secretary), "evaluations:organization", query=query)


def test_the_pages_work_before_any_year(town: Town) -> None:
    html(client_of(town.andi), "evaluations:result_list")
    html(client_of(town.budi), "evaluations:rating_list")
    html(client_of(town.secretary), "evaluations:organization")


def test_the_pengelola_opens_a_period(stage: Stage) -> None:
    make_plan(stage.town.dewi, stage.year, agreed_by=stage.town.budi)
    third = stage.year.periods.get(no=3)
    for who, status in (("city_manager", 303), ("budi", 403)):
        answer = post(client_of(getattr(stage.town, who)), "evaluations:open_period", third.pk)
        assert answer.status_code == status
    assert Evaluation.objects.filter(period=third).count() == 2


def rate_unit(client: Client, stage: Stage, unit: int, **fields: str) -> Any:
    return post(client, "evaluations:organization_rate", unit, 2026, 2, **fields)


def test_the_head_above_sets_what_a_unit_achieved(stage: Stage) -> None:
    office = stage.town.office.pk
    secretary = client_of(stage.town.secretary)
    page = html(secretary, "evaluations:organization", query="?periode=2")
    assert "Dinas Perhubungan" in page
    assert "Bidang Pelayanan" not in page
    html(secretary, "evaluations:organization_rate", office, 2026, 2)
    assert rate_unit(secretary, stage, office, value="BAIK").status_code == 422
    fields = {"value": "BAIK", "source": "Rapat", "lock_no": "0"}
    assert rate_unit(secretary, stage, office, **fields).status_code == 303
    assert rate_unit(secretary, stage, office, **fields).status_code == 409
    fields |= {"lock_no": "1", "value": "ISTIMEWA"}
    assert rate_unit(secretary, stage, office, **fields).status_code == 303
    assert OrganizationRating.objects.get().value == "ISTIMEWA"
    assert "Sekarang Istimewa" in html(secretary, "evaluations:organization_rate", office, 2026, 2)


def test_the_city_sets_any_unit_by_decree_and_others_none(stage: Stage) -> None:
    fields = {"value": "BAIK", "source": "Keputusan 800/21/2026", "lock_no": "0"}
    office, division = stage.town.office.pk, stage.town.division.pk
    kota = client_of(stage.town.city_manager)
    assert "Sekretariat Daerah" in html(kota, "evaluations:organization")
    for who, unit, status in (
        ("sari", office, 403),
        ("sari", division, 303),
        ("budi", division, 403),
        ("andi", division, 404),
        ("auditor", office, 404),
        ("city_manager", office, 303),
    ):
        answer = rate_unit(client_of(getattr(stage.town, who)), stage, unit, **fields)
        assert answer.status_code == status, who
    assert html(client_of(stage.town.andi), "evaluations:organization", status=403)
    assert html(kota, "evaluations:organization_rate", office, 2026, 9, status=404)
    assert html(kota, "evaluations:organization_rate", office, 2026, 0)
    late = post(kota, "evaluations:organization_rate", office, 2026, 4, **fields)
    assert late.status_code == 409


def test_the_head_of_the_unit_gets_the_organisations_value_as_a_suggestion(stage: Stage) -> None:
    plan = make_plan(stage.town.sari, stage.year, agreed_by=stage.town.secretary)
    secretary = actor(stage.town.secretary, NOW)
    evaluation = operations.start(plan=plan, period=stage.period, by=secretary, at=NOW)
    client = client_of(stage.town.secretary)
    assert "Usulan dari capaian organisasi" not in html(client, "evaluations:rate", evaluation.pk)
    rate_unit(client, stage, stage.town.office.pk, value="ISTIMEWA", source="Rapat", lock_no="0")

    page = html(client, "evaluations:rate", evaluation.pk)

    assert "Usulan, bukan ketentuan: capaian organisasi Istimewa" in page
    assert " checked" not in page


def test_the_rating_is_locked_until_the_organisation_is_rated(stage: Stage) -> None:
    require_organization_rating()
    budi, key = client_of(stage.town.budi), stage.evaluation.pk
    page = html(budi, "evaluations:rate", key)
    assert "Rating terkunci" in page
    assert 'type="radio"' not in page
    draft(stage)
    page = html(budi, "evaluations:decide", key)
    shown = {"mark": hidden(page, "mark"), "version": "0"}
    answer = post(budi, "evaluations:decide", key, **shown)
    assert answer.status_code == 409
    assert "PermenPANRB 6/2022 Pasal 24" in answer.content.decode()
