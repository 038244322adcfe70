"""What citizens of Kotalama said: it follows the truth from which it was drawn."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from typing import cast

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from kinerja.audit.models import AuditEvent
from kinerja.complaints.models import Complaint, ComplaintImport
from kinerja.complaints.queries import figures_of
from kinerja.demo.chance import stream
from kinerja.demo.staffing import staff_city, survey_admins
from kinerja.demo.tests.conftest import AS_OF, PEOPLE
from kinerja.demo.voice.answering import FEWEST, MOST, how_many, spans_before
from kinerja.demo.voice.building import QUARTERS
from kinerja.demo.voice.serving import open_services, service_texts
from kinerja.demo.voice.shapes import Pool
from kinerja.demo.voice.truth import Minds
from kinerja.evaluations.frozen import Inputs, SourceInput
from kinerja.evaluations.models import EvaluationVersion
from kinerja.evidence.models import IndicatorSource, Provenance, RealizationReport
from kinerja.foundation.screening import REMOVED, screened
from kinerja.improvements.models import Improvement
from kinerja.improvements.queries.effects import effect_of
from kinerja.notifications.models import OutgoingMail
from kinerja.organization.models import Employee, RoleGrant
from kinerja.plans.models import IndicatorContent
from kinerja.services.models import Code, Counter, Service
from kinerja.surveys.models import Answer, Basis, Comment, Flag, InboxAnswer, Index, Ruling
from kinerja.surveys.periods import quarter_of
from regulation.satisfaction import LEAST_INDEX, SurveyGrade

pytestmark = pytest.mark.usefixtures("kotalama")
SPANS = spans_before(quarter_of(AS_OF), QUARTERS)
#: the last quarter that is over
LAST = SPANS[-2]
#: a share of intervals that hold the truth: 95 of 100, with some luck
LEAST_COVERED = 0.88


def truths() -> dict[str, list[Pool]]:
    """Draw again what people thought, by name of the service."""
    city = staff_city(employees=PEOPLE, on=AS_OF, chance=stream(1, "people"))
    minds = Minds(QUARTERS, stream(1, "minds"))
    services = open_services(city, stream(1, "services"))
    return {service.name: minds.pools(service) for service in services}


def index_of(name: str, starts: dt.date, basis: str = Basis.ALL) -> Index:
    return Index.objects.get(service__name=name, starts=starts, months=3, basis=basis)


def test_there_are_two_years_of_answers_before_the_day_and_none_waits() -> None:
    days = set(Answer.objects.values_list("day", flat=True))
    months = {(day.year, day.month) for day in days}

    assert len(months) >= 24
    assert max(days) < AS_OF
    assert not InboxAnswer.objects.exists()
    assert 0.9 * FEWEST < Answer.objects.count() < 1.2 * FEWEST


def test_every_answer_lies_in_the_partition_of_its_month() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tableoid::regclass::text FROM survey_answer")
        kept_in = {name for (name,) in cursor.fetchall()}
    assert len(kept_in) >= 24
    assert not [name for name in kept_in if name.endswith("rest")]


def test_the_number_of_answers_follows_the_city_and_ends() -> None:
    assert how_many(40) == FEWEST
    assert 35_000 < how_many(1_200) < 45_000
    assert how_many(10_000) == MOST == 150_000


def test_the_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    held = asked = 0
    for name, pools in truths().items():
        for span, pool in zip(SPANS, pools, strict=True):
            found = index_of(name, span.starts)
            burst = Ruling.objects.filter(service__name=name, starts=span.starts).exists()
            if found.answers < 10 or burst or found.low is None or found.high is None:
                continue
            asked += 1
            held += float(found.low) <= pool.true_index <= float(found.high)

    assert asked > 40
    assert held / asked >= LEAST_COVERED, f"{held} of {asked}"


def test_the_people_of_a_pool_think_what_the_story_says() -> None:
    pools = truths()

    ktp = [pool.truth[2] for pool in pools["KTP elektronik"]]
    assert ktp[-2] - ktp[-3] > 0.5
    akta = [pool.true_index for pool in pools["Akta kelahiran dan akta kematian"]]
    assert all(abs(index - float(LEAST_INDEX[SurveyGrade.A])) < 0.5 for index in akta)


def test_a_kept_promise_shows_in_the_next_quarter() -> None:
    kept = Improvement.objects.get(service__name="KTP elektronik", element="U3")

    effect = effect_of(
        service_id=kept.service_id,
        element=kept.element,
        span=quarter_of(kept.starts),
        done_on=kept.done_on,
        today=AS_OF,
    )

    assert effect is not None
    assert effect.before.figure is not None
    assert effect.after.figure is not None
    before, after = effect.before.figure, effect.after.figure
    assert before.high is not None
    assert after.low is not None
    assert after.low > before.high


def test_promises_stand_in_every_state_and_one_says_why_not() -> None:
    states = Tally(Improvement.objects.values_list("state", flat=True))

    assert set(states) == {"PLANNED", "RUNNING", "DONE", "DROPPED"}
    assert Improvement.objects.get(state="DROPPED").outcome
    done = AuditEvent.objects.filter(action="improvements.improvement.done").count()
    assert done == states["DONE"]


def test_a_service_of_few_has_too_few_answers_to_be_public() -> None:
    few = Index.objects.filter(service__name__startswith="Perekaman KTP di rumah", months=3)

    assert few
    assert all(row.answers < 10 for row in few)


def test_bursts_bear_their_signals_and_a_person_has_left_them_out() -> None:
    ruling = Ruling.objects.get()
    signals = Flag.BURST | Flag.STRAIGHT_LINE | Flag.TOO_FAST
    name = ruling.service.name

    assert ruling.starts == LAST.starts
    assert Answer.objects.filter(service=ruling.service, flags=int(signals)).count() == 70
    everything, official = (index_of(name, LAST.starts, basis) for basis in ("ALL", "RULED"))
    assert official.answers + 70 <= everything.answers
    assert everything.index is not None
    assert official.index is not None
    assert everything.index > official.index
    assert ruling.by_id in RoleGrant.objects.filter(role="ADMIN_SKM").values_list(
        "user_id", flat=True
    )


def test_flags_are_those_that_a_receipt_would_give() -> None:
    straight = Answer.objects.filter(flags=int(Flag.STRAIGHT_LINE))

    assert straight
    for row in straight[:50]:
        assert len({getattr(row, f"u{no}") for no in range(1, 10)}) == 1


def test_every_service_has_its_standard_counters_and_codes() -> None:
    assert Service.objects.count() >= 6
    assert not Service.objects.filter(duration="").exists()
    assert Counter.objects.filter(is_kiosk=True).exists()
    assert Code.objects.filter(retired_on=None).count() == Counter.objects.count()
    opened = AuditEvent.objects.filter(action="services.service.opened").count()
    assert opened == Service.objects.count()


def test_comments_name_nobody_and_hide_no_number() -> None:
    texts = list(Comment.objects.values_list("text", flat=True))
    people = set(Employee.objects.values_list("name", flat=True))

    assert len(texts) > 30
    assert not [text for text in texts if REMOVED in screened(text)]
    assert not [text for text in texts for name in people if name in text]
    assert not Comment.objects.filter(month__gt=AS_OF).exists()


def test_most_complaints_are_answered_in_time_and_not_all() -> None:
    units = list(Complaint.objects.values_list("unit_id", flat=True).distinct())

    figure = figures_of(units, SPANS[0].starts, AS_OF, on=AS_OF)

    assert figure.share is not None
    assert 60 < figure.share < 100
    assert figure.open > 0
    assert figure.median_days is not None


def test_plans_name_what_citizens_say_and_both_agreed_on_it() -> None:
    sources = IndicatorSource.objects.select_related("plan")

    assert set(sources.values_list("kind", flat=True)) == {"INDEX", "ELEMENT"}
    for source in sources:
        content = IndicatorContent.objects.get(indicator=source.indicator_id)
        version = content.plan_version
        assert content.source.startswith(("IKM ", "unsur U3 "))
        assert version.agreed_at is not None
        assert source.chosen_at <= version.agreed_at


def test_what_was_reported_is_frozen_and_the_running_quarter_is_not() -> None:
    taken = Provenance.objects.select_related("realization__period")

    assert {row.realization.period.no for row in taken} >= {1, 2}
    for row in taken:
        period = row.realization.period
        report = RealizationReport.objects.filter(plan=row.source.plan_id, period=period).first()
        assert row.frozen_at == (report.sent_at if report else None)
        assert period.held.lower <= AS_OF
        assert (row.realization.value is None) == (row.n < 10)


def test_decided_evaluations_show_the_number_of_answers_and_the_interval() -> None:
    lines = [
        line
        for version in EvaluationVersion.objects.all()
        for planned in cast("Inputs", version.inputs)["results"]
        for line in planned["indicators"]
        if line.get("source")
    ]

    assert lines
    for line in lines:
        told = cast("SourceInput", line.get("source"))
        assert (told["low"] is None) == (told["n"] < 10)
        assert told["n"] < 10 or f"n = {told['n']:,}".replace(",", ".") in str(line["realization"])


def test_the_trail_knows_counters_and_the_import_of_complaints() -> None:
    acts = AuditEvent.objects.values_list("action", flat=True)

    assert acts.filter(action="services.counter.opened").count() == Counter.objects.count()
    for act in ("uploaded", "applied"):
        assert acts.filter(action=f"complaints.import.{act}").count() == 1
    source = ComplaintImport.objects.get()
    assert (source.state, source.good) == ("APPLIED", Complaint.objects.count())


def test_no_mail_leaves_the_sample_city() -> None:
    assert not OutgoingMail.objects.exists()


def test_the_city_and_its_offices_have_an_admin_of_surveys() -> None:
    city = staff_city(employees=PEOPLE, on=AS_OF, chance=stream(1, "people"))
    granted = RoleGrant.objects.filter(role="ADMIN_SKM")

    assert set(survey_admins(city)) >= {"", "dukcapil"}
    assert granted.filter(unit__periods__type="PEMKOT").exists()
    assert granted.filter(unit__periods__name__startswith="Dinas Kependudukan").exists()


def test_the_public_page_shows_the_services() -> None:
    page = Client().get(reverse("public:services")).content.decode()

    assert "KTP elektronik" in page
    assert "Akta kelahiran dan akta kematian" in page


def test_texts_name_elements_that_there_are() -> None:
    for texts in service_texts():
        assert {*texts["lemah"], *texts["kuat"]} <= {f"U{no}" for no in range(1, 10)}
        assert 1 <= texts["mutu"] <= 4
