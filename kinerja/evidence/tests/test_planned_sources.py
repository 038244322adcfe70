"""A draft names the source of an indicator: both agree on it, and it is printed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kinerja.audit.models import AuditEvent
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.evaluations.tests.stage import agree, make_plan
from kinerja.evidence import operations, refusals
from kinerja.evidence.models import IndicatorSource, Realization
from kinerja.evidence.operations import Reached
from kinerja.evidence.tests.sourcing import choose, night, numbered, reached, type_over
from kinerja.foundation.refusals import NotPermitted
from kinerja.improvements.tests.stages import THIRD, result
from kinerja.notifications.models import Notification
from kinerja.plans.freezing import frozen_results
from kinerja.plans.models import IndicatorContent, Plan
from kinerja.plans.refusals import NotEditable
from kinerja.services.models import Service
from kinerja.surveys.tests.stages import make_service
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(days=1)
WORDS = "IKM KTP elektronik"


@pytest.fixture
def draft(town: Town, year: PerformanceYear) -> Plan:
    """Andi's draft: 95 persen (the latest counts), 40 aduan added up, and words."""
    return make_plan(town.andi, year, agreed_by=town.budi, agreed=False)


@pytest.fixture
def service(town: Town) -> Service:
    return make_service(town.division, "KTP elektronik")


def agreed(plan: Plan, town: Town) -> Plan:
    agree(plan, town.budi)
    return Plan.objects.get(pk=plan.pk)


def place(plan: Plan, suffix: str = "") -> str:
    return f"/skp/{plan.pk}/sumber/{numbered(plan).indicator_id}/{suffix}"


def test_a_source_of_a_draft_is_agreed_with_it_and_then_gives_values(
    draft: Plan, service: Service, town: Town
) -> None:
    result(service, THIRD)

    made = choose(draft, service)

    assert (made.service, numbered(draft).source) == (service, WORDS)
    assert night() == 0
    assert not Realization.objects.exists()
    agreed(draft, town)
    night(LATER)
    assert reached(draft).value == Decimal("81.94")
    assert reached(draft).provenance.source == made


def test_a_draft_is_nobodys_business_yet(draft: Plan, service: Service) -> None:
    choose(draft, service)

    assert not Notification.objects.exists()
    assert not AuditEvent.objects.filter(action__startswith="evidence.source").exists()


def test_the_plan_keeps_how_the_service_was_called_when_both_agreed(
    draft: Plan, service: Service, town: Town
) -> None:
    choose(draft, service, kind="INDEX")
    agreed(draft, town)
    Service.objects.update(name="KTP digital")

    first = frozen_results(draft.versions.get())[0]["indicators"][0]

    assert first.get("source") == WORDS


def test_what_both_agreed_on_one_alone_neither_changes_nor_ends(
    draft: Plan, service: Service, town: Town
) -> None:
    choose(draft, service)
    plan = agreed(draft, town)

    with pytest.raises(refusals.SourceAgreed):
        choose(plan, make_service(town.division), at=LATER)
    with pytest.raises(refusals.SourceAgreed):
        operations.end_source(
            plan=plan,
            indicator_id=numbered(plan).indicator_id,
            by=actor(town.andi),
            at=LATER,
        )
    assert IndicatorSource.objects.get().ended_at is None


def test_a_target_worded_otherwise_since_takes_nothing_from_a_source(
    draft: Plan, service: Service, town: Town, quarter: Period
) -> None:
    result(service, THIRD)
    choose(draft, service)
    worded = numbered(draft)
    IndicatorContent.objects.filter(pk=worded.pk).update(accumulation="TOTAL")

    plan = agreed(draft, town)

    assert night(LATER) == 0
    assert frozen_results(plan.versions.get())[0]["indicators"][0].get("source") == ""
    operations.save_realization(
        plan=plan,
        indicator_id=worded.indicator_id,
        period=quarter,
        reached=Reached(value=Decimal(7)),
        lock_no=0,
        by=actor(plan.employee),
        at=NOON,
    )


def test_before_the_first_night_a_value_is_not_typed_either(
    draft: Plan, service: Service, town: Town, quarter: Period
) -> None:
    choose(draft, service)

    with pytest.raises(refusals.ValueFromSource):
        type_over(agreed(draft, town), quarter, Reached(value=Decimal(99)))


def test_another_may_be_named_and_none_until_it_is_submitted(
    draft: Plan, service: Service, town: Town
) -> None:
    given: dict[str, Any] = {"indicator_id": numbered(draft).indicator_id, "at": LATER}
    choose(draft, service)
    choose(draft, kind="COMPLAINT_SHARE", unit_id=town.division.pk, at=LATER)
    assert numbered(draft).source.startswith("aduan dijawab tepat waktu, Bidang")

    operations.end_source(plan=draft, by=actor(town.andi), **given)

    assert numbered(draft).source == ""
    assert not IndicatorSource.objects.filter(ended_at=None).exists()
    with pytest.raises(NotPermitted):
        operations.end_source(plan=draft, by=actor(town.budi), **given)
    draft.versions.update(state="SUBMITTED", submitted_by=town.andi, submitted_at=NOON)
    with pytest.raises(NotEditable):
        choose(draft, service)


def sent(**fields: object) -> dict[str, object]:
    return {"kunci": str(uuid4()), **fields}


@pytest.fixture
def andi(town: Town) -> Client:
    return client_of(town.andi)


def test_the_page_names_it_the_superior_reads_it_and_the_sheet_locks_it(
    andi: Client, draft: Plan, service: Service, town: Town, quarter: Period
) -> None:
    check = f"/skp/{draft.pk}/periksa/"
    assert f'href="{place(draft)}"' in andi.get(check).content.decode()
    assert "tercetak pada SKP" in andi.get(place(draft)).content.decode()

    answer = andi.post(place(draft), sent(kind="INDEX", place=f"layanan-{service.pk}"))

    assert answer.status_code == 303
    shown = andi.get(answer["Location"]).content.decode()
    assert f"Sumber: {WORDS}." in shown
    assert "Ganti sumber" in shown
    assert f"Sumber: {WORDS}." in client_of(town.budi).get(f"/skp/{draft.pk}/").content.decode()
    plan = agreed(draft, town)
    key = numbered(plan).indicator_id
    sheet = f"/progres/{plan.pk}/{quarter.pk}/"
    page = andi.get(f"{sheet}?indikator={key}").content.decode()
    assert "Dihitung malam ini" in page
    assert "Sumber ini disepakati bersama SKP." in page
    assert "Akhiri sumber" not in andi.get(f"{sheet}{key}/sumber/").content.decode()
    assert andi.post(f"{sheet}{key}/sumber/akhiri/", sent()).status_code == 409


def test_it_is_taken_out_of_the_draft_again(andi: Client, draft: Plan, service: Service) -> None:
    choose(draft, service)
    assert "Akhiri sumber" in andi.get(place(draft)).content.decode()

    answer = andi.post(place(draft, "akhiri/"), sent())

    assert answer.status_code == 303
    assert numbered(draft).source == ""
    assert andi.post(place(draft, "akhiri/"), sent()).status_code == 409


def test_only_the_owner_of_a_draft_comes_here(
    andi: Client, draft: Plan, service: Service, town: Town
) -> None:
    assert client_of(town.budi).get(place(draft)).status_code == 403
    assert client_of(town.dewi).get(place(draft)).status_code == 404
    assert andi.get(place(draft).replace("/sumber/", "/sumber/9")).status_code == 404
    assert andi.post(place(draft), sent(kind="INDEX")).status_code == 422
    agreed(draft, town)
    assert andi.get(place(draft)).status_code == 409


def test_the_page_takes_few_statements(
    andi: Client,
    draft: Plan,
    service: Service,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    choose(draft, service)

    with django_assert_max_num_queries(12):
        assert andi.get(place(draft)).status_code == 200
