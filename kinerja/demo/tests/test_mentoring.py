"""The mentoring life of Kotalama: every stage is there, each row as the rooms would make it."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter

import pytest
from django.db import connection, transaction
from django.db.models import F, Q
from pytest_django import Settings

from kinerja.anonymous import keys
from kinerja.anonymous.models import FEWEST_ANSWERS, SMALLEST_GROUP, Window
from kinerja.anonymous.operations import own_answer
from kinerja.anonymous.queries import results_of
from kinerja.audit.models import AuditEvent
from kinerja.coaching.models import Feedback, FeedbackReport, FeedbackRequest
from kinerja.coaching.queries.people import tie_of
from kinerja.counseling import sealing
from kinerja.counseling.models import Case, CounselorKey
from kinerja.counseling.operations import open_notes
from kinerja.counseling.operations.keys import PRIVATE
from kinerja.counseling.printing import typed
from kinerja.counseling.queries.cases import notes_of
from kinerja.counseling.queries.people import is_independent
from kinerja.demo.mentoring.shapes import LINGERS
from kinerja.demo.tests.conftest import AS_OF, Kotalama
from kinerja.dialogue.models import (
    AgendaItem,
    Agreement,
    Confirmation,
    Series,
    Session,
    SessionMove,
)
from kinerja.dialogue.operations.times import start_of_occurrence
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.growth.models import Action, DevelopmentPlan
from kinerja.guidance.models import CompetenceRating, Guidance, StatementAnswers
from kinerja.organization.models import Employee
from kinerja.organization.queries.evaluators import evaluators
from tests.factories import NOON, actor

pytestmark = pytest.mark.usefixtures("kotalama")


def lines() -> dict[int, int | None]:
    return {line.placement_id: line.evaluator_id for line in evaluators(AS_OF)}


def test_feedback_comes_from_everybody_and_is_seen_by_different_readers() -> None:
    roles = set(Feedback.objects.values_list("author_role", flat=True))
    seen = set(Feedback.objects.values_list("visibility", flat=True))

    assert roles == set(Feedback.AuthorRole.values)
    assert seen == set(Feedback.Visibility.values)
    assert not Feedback.objects.filter(text__contains="{").exists()


def test_each_author_stands_as_the_room_says() -> None:
    told = Feedback.objects.select_related("plan")

    for one in told.filter(author_role__in=["REKAN", "BAWAHAN", "PENERIMA_LAYANAN"]):
        tie = tie_of(one.author_id, one.plan, AS_OF)
        stands = {
            "REKAN": tie.same_office and not tie.is_subordinate,
            "BAWAHAN": tie.is_subordinate,
            "PENERIMA_LAYANAN": tie.same_unit,
        }
        assert stands[one.author_role], (one.pk, one.author_role)


def test_requests_and_reports_wait_and_are_answered() -> None:
    requests = set(FeedbackRequest.objects.values_list("state", flat=True))
    reports = sorted(FeedbackReport.objects.values_list("state", flat=True))

    assert {"OPEN", "ANSWERED"} <= requests
    assert reports == ["COVERED", "KEPT", "OPEN"]
    assert Feedback.objects.exclude(covered_at=None).count() == 1


def test_sessions_stand_in_every_state_and_superiors_differ() -> None:
    states = set(Session.objects.values_list("state", flat=True))
    met = set(Session.objects.real().values_list("leader_id", flat=True))
    leading = {one for one in lines().values() if one is not None}

    assert states == set(Session.State.values)
    assert met < leading
    assert SessionMove.objects.exists()
    assert Series.objects.exists()


def test_whoever_leads_assesses_or_guides() -> None:
    today = lines()

    for session in Session.objects.filter(origin_kind=""):
        assert session.leader_id == today[session.placement_id]
    guided = Session.objects.filter(origin_kind="guidance")
    assert guided.exists()
    mentors = dict(Guidance.objects.values_list("pk", "mentor"))
    for session in guided:
        assert session.leader_id == mentors[session.origin_id or 0]


def test_what_took_place_says_something_and_both_confirm() -> None:
    held = Session.objects.filter(state__in=["HELD", "CONFIRMED"])

    assert held.exclude(notes="").count() == held.count()
    assert not Session.objects.filter(notes__contains="{").exists()
    for session in held.filter(state="CONFIRMED"):
        people = set(Confirmation.objects.filter(session=session).values_list("person", flat=True))
        assert people == {session.employee_id, session.leader_id}
    late = Session.objects.filter(state="PLANNED", starts_at__lt=clock.start_of(AS_OF))
    assert not late.exists()


def test_occurrences_are_where_the_room_would_put_them() -> None:
    for session in Session.objects.exclude(series=None).select_related("series"):
        assert session.series is not None
        assert session.occurrence is not None
        usual = start_of_occurrence(session.series, session.occurrence)
        assert session.starts_at is not None
        assert usual is not None
        assert dt.timedelta(0) <= session.starts_at - usual < dt.timedelta(days=14)
        assert clock.local(session.starts_at).time() == clock.local(usual).time()


def test_nobody_sits_in_two_sessions_at_once() -> None:
    times = Counter(
        (person, at)
        for leader, employee, at in Session.objects.exclude(starts_at=None).values_list(
            "leader_id", "employee_id", "starts_at"
        )
        for person in (leader, employee)
    )

    assert max(times.values()) == 1


def test_agreements_are_open_overdue_and_done() -> None:
    promises = Agreement.objects.all()

    assert set(promises.values_list("state", flat=True)) >= {"OPEN", "DONE"}
    assert promises.filter(state="OPEN", due_on__lt=AS_OF).exists()
    assert promises.filter(state="OPEN", due_on__gte=AS_OF).exists()
    forgotten = Q(state="OPEN", due_on__lt=AS_OF - LINGERS)
    assert not promises.filter(forgotten).exists()
    assert not Action.objects.filter(forgotten).exists()
    assert not promises.filter(text__contains="{").exists()
    assert not promises.exclude(state="OPEN").filter(state_since__lt=F("made_at")).exists()


def test_points_are_carried_and_name_what_they_are_about() -> None:
    points = AgendaItem.objects.all()

    assert points.exclude(carried_from=None).exists()
    assert set(points.values_list("subject_kind", flat=True)) == {"", "result", "feedback"}
    ended = Q(session__state__in=["HELD", "CONFIRMED"])
    assert not points.filter(ended, discussed_at=None, removed_at=None).exists()


def test_guidance_follows_low_predikats_and_is_offered_running_and_over() -> None:
    guidances = Guidance.objects.all()

    assert "RUNNING" in set(guidances.values_list("state", flat=True))
    assert guidances.filter(trigger="LOW_GRADE").exists()
    assert guidances.filter(trigger="BY_HAND", state="RUNNING").exists()
    assert CompetenceRating.objects.filter(value__range=(1, 5)).exists()
    for one in StatementAnswers.objects.all():
        assert len(one.answers) == 9


def test_people_plan_what_they_learn_and_superiors_support_it() -> None:
    assert DevelopmentPlan.objects.exclude(supported_by=None).exists()
    assert set(Action.objects.values_list("kind", flat=True)) == set(Action.Kind.values)
    assert Action.objects.filter(state="DONE", hours__gt=0).exists()


def test_the_superior_of_the_story_sees_each_stage() -> None:
    lead = Employee.objects.get(name="Hadi Prasetyo")
    by = actor(lead, NOON)

    states = set(Session.objects.visible_to(by).values_list("state", flat=True))

    assert states == set(Session.State.values)
    assert Agreement.objects.visible_to(by).exists()
    assert Guidance.objects.visible_to(by).exists()


def test_nothing_of_it_has_happened_after_the_day() -> None:
    end = clock.start_of(AS_OF)

    assert not Session.objects.filter(Q(made_at__gt=end) | Q(state_since__gt=end)).exists()
    assert not Agreement.objects.filter(state_since__gt=end).exists()
    assert not AgendaItem.objects.filter(Q(added_at__gt=end) | Q(discussed_at__gt=end)).exists()
    assert not Guidance.objects.filter(state_since__gt=end).exists()
    assert not FeedbackRequest.objects.filter(state_since__gt=end).exists()


def test_the_next_rows_of_these_tables_get_ids_of_their_own() -> None:
    tables = ("dialogue_session", "dialogue_agreement", "guidance", "development_action")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT max(id) FROM {table}")
            (largest,) = cursor.fetchone()
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            assert cursor.fetchone() == (largest + 1,)


def test_one_window_asks_and_one_says_something(kotalama: Kotalama, settings: Settings) -> None:
    settings.VAR = kotalama.folder
    running, over = (Window.objects.get(state=state) for state in ("OPEN", "SEALED"))

    assert running.opens < AS_OF < running.closes
    assert keys.load(running.key_file)
    assert running.group_size >= SMALLEST_GROUP
    pegawai = Employee.objects.get(name="Sari Wulandari")
    assert own_answer(window=running, by=actor(pegawai, NOON), at=NOON) is None
    results = results_of(over)
    assert results.answers >= FEWEST_ANSWERS
    assert results.texts
    assert over.closes < AS_OF


def test_the_open_window_holds_answers_that_its_key_opens(
    kotalama: Kotalama, settings: Settings
) -> None:
    settings.VAR = kotalama.folder
    window = Window.objects.get(state="OPEN")
    members = Employee.objects.filter(pk__in=window.members.values("employee"))

    answers = [own_answer(window=window, by=actor(one, NOON), at=NOON) for one in members]

    assert sum(one is not None for one in answers) == window.answers.count() >= FEWEST_ANSWERS


def test_cases_stand_at_each_stage_with_an_independent_counselor() -> None:
    cases = Case.objects.all()

    assert sorted(cases.values_list("state", flat=True)) == ["CLOSED", "OPEN", "REQUESTED"]
    for case in cases:
        assert is_independent(case.counselor_id, case.employee_id, AS_OF)
    told = AuditEvent.objects.filter(action__startswith="counseling.case.")
    assert not told.exclude(about_employee_id=None).exists()
    assert not told.filter(user_id__in=cases.values("employee__user_id")).exists()


def test_notes_open_by_the_demo_password_and_by_the_recovery_key(kotalama: Kotalama) -> None:
    told = json.loads((kotalama.folder / "demo.json").read_text())
    listed = next(one for one in told["accounts"] if one["role"] == "Konselor kinerja")
    counselor = Employee.objects.get(nip=listed["nip"])
    case = Case.objects.get(state="OPEN")
    key = CounselorKey.objects.get(counselor=counselor)
    made = sealing.key_of_passphrase(listed["password"], bytes(key.salt), key.cost)
    private = sealing.unlock(bytes(key.sealed_private), made, PRIVATE)

    by_counselor = notes_of(actor(counselor, NOON), case.pk, key.pk, private)
    with transaction.atomic():
        by_city = open_notes(
            case=case, private=typed(told["recovery_key"]), by=Actor.system("test"), at=NOON
        )
        transaction.set_rollback(True)

    assert len(by_counselor) == 2
    assert {one.text for one in by_counselor} == {one.text for one in by_city}
    assert all(one.text and "{" not in one.text for one in by_counselor)
