"""Asking for feedback: answered, declined, withdrawn, and waiting on both Beranda."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.coaching.models import Feedback, FeedbackRequest
from kinerja.coaching.operations import About, decline_request, withdraw_request
from kinerja.coaching.refusals import AlreadyAsked, PlanClosed, RequestEnded
from kinerja.coaching.tests.samples import ask, form, give, show_evidence
from kinerja.dashboards.queries.home import sorted_tasks
from kinerja.foundation import clock
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications.models import Notification
from kinerja.organization.models import Employee
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, actor, client_of, make_line
from tests.plan_factories import first_result

pytestmark = pytest.mark.django_db
TODAY = clock.local_date(NOON)


def titles(who: Employee) -> tuple[set[str], set[str]]:
    """What a person must do about feedback, and what he waits for."""
    mine, others = sorted_tasks(actor(who), TODAY)
    coaching = [
        {task.title for task in side if task.row.task.startswith("coaching.")}
        for side in (mine, others)
    ]
    return coaching[0], coaching[1]


@pytest.mark.parametrize("who", ["budi", "sari", "dewi", "office_manager"])
def test_superiors_and_colleagues_are_asked_and_hear_of_it(
    town: Town, plan: Plan, who: str
) -> None:
    asked = getattr(town, who)
    made = ask(plan, asked)

    note = Notification.objects.get(kind="coaching.request")
    assert (note.user_id, note.location) == (
        asked.user_id,
        f"/umpan-balik/permintaan/{made.pk}/",
    )
    assert AuditEvent.objects.filter(action="coaching.request.made").count() == 1
    assert titles(asked) == ({"Andi Pratama meminta umpan balik Anda"}, set())
    assert titles(town.andi) == (
        set(),
        {"Umpan balik yang Anda minta: Berorientasi Pelayanan"},
    )


def test_whoever_is_asked_above_an_evaluator_of_another_office_can_answer(
    town: Town, plan: Plan
) -> None:
    make_line(plan.placement, town.stranger)
    made = ask(plan, town.secretary)

    path = f"/umpan-balik/baru/{plan.pk}/?permintaan={made.pk}"
    assert client_of(town.secretary).get(path).status_code == 200
    answer = give(plan, actor(town.secretary), answering=made)

    assert answer.author_role == "ATASAN_PENILAI"
    made.refresh_from_db()
    assert made.state == "ANSWERED"


@pytest.mark.parametrize("who", ["andi", "stranger", "city_manager", "auditor"])
def test_nobody_outside_and_not_oneself(town: Town, plan: Plan, who: str) -> None:
    with pytest.raises(NotPermitted):
        ask(plan, getattr(town, who))


def test_one_asks_only_about_ones_own_work(town: Town, plan: Plan) -> None:
    with pytest.raises(NotPermitted):
        ask(plan, town.dewi, by=actor(town.budi))


def test_the_same_question_waits_once_and_a_closed_plan_asks_nothing(
    town: Town, plan: Plan
) -> None:
    ask(plan, town.dewi)

    with pytest.raises(AlreadyAsked):
        ask(plan, town.dewi)
    ask(plan, town.dewi, About())
    Plan.objects.filter(pk=plan.pk).update(state="CLOSED")
    with pytest.raises(PlanClosed):
        ask(plan, town.budi)


def test_the_answer_is_linked_and_both_stop_waiting(town: Town, plan: Plan) -> None:
    request = ask(plan, town.dewi, About(result_id=first_result(plan)))

    made = give(plan, actor(town.dewi), About(result_id=first_result(plan)), answering=request)

    request.refresh_from_db()
    assert (request.state, request.answer_id) == ("ANSWERED", made.pk)
    assert titles(town.dewi) == titles(town.andi) == (set(), set())
    note = Notification.objects.get(kind="coaching.feedback")
    assert note.title == "Dewi Lestari menjawab permintaan umpan balik Anda"
    with pytest.raises(RequestEnded):
        give(plan, actor(town.dewi), answering=request)


def test_only_the_asked_person_answers_and_only_about_what_was_asked(
    town: Town, plan: Plan
) -> None:
    request = ask(plan, town.dewi)
    evidence = show_evidence(plan)

    with pytest.raises(NotPermitted):
        give(plan, actor(town.budi), answering=request)
    with pytest.raises(Exception, match="Pilih hasil kerja"):
        give(plan, actor(town.dewi), About(evidence_id=evidence.pk), answering=request)
    assert give(plan, actor(town.dewi), About(), answering=request).subject_kind == "person"


def test_declining_is_told_kindly_and_ends_it(town: Town, plan: Plan) -> None:
    request = ask(plan, town.dewi)
    with pytest.raises(NotPermitted):
        decline_request(request=request, by=actor(town.budi), at=NOON)

    decline_request(request=request, by=actor(town.dewi), at=NOON)

    note = Notification.objects.get(user=town.andi.user, kind="coaching.request")
    assert note.title == "Dewi Lestari belum bisa memberi umpan balik"
    for late in (decline_request, withdraw_request):
        by = town.dewi if late is decline_request else town.andi
        with pytest.raises(RequestEnded):
            late(request=request, by=actor(by), at=NOON)


def test_withdrawing_is_for_whoever_asked(town: Town, plan: Plan) -> None:
    request = ask(plan, town.dewi)
    with pytest.raises(NotPermitted):
        withdraw_request(request=request, by=actor(town.dewi), at=NOON)

    withdraw_request(request=request, by=actor(town.andi), at=NOON)

    request.refresh_from_db()
    assert request.state == "WITHDRAWN"
    ask(plan, town.dewi)


def test_the_database_ends_a_request_once_and_refuses_nonsense(town: Town, plan: Plan) -> None:
    request = ask(plan, town.dewi)
    for wrong in ({"state": "ANSWERED"}, {"asked": town.andi}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FeedbackRequest.objects.filter(pk=request.pk).update(**wrong)
    FeedbackRequest.objects.filter(pk=request.pk).update(state="DECLINED")
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        FeedbackRequest.objects.filter(pk=request.pk).update(state="OPEN")


def test_asking_and_answering_on_the_screens(town: Town, plan: Plan) -> None:
    andi, dewi = client_of(town.andi), client_of(town.dewi)
    result = f"hasil-{first_result(plan)}"
    whom = andi.get(f"/umpan-balik/minta/?tentang={result}").content.decode()
    assert f"/umpan-balik/minta/{town.dewi.pk}/?tentang={result}" in whom
    assert "Pejabat penilai Anda" in whom
    address = f"/umpan-balik/minta/{town.dewi.pk}/"
    assert f'value="{result}" selected' in andi.get(f"{address}?tentang={result}").content.decode()
    sent = {"about": result, "question": "Sudah rapi?", "kunci": str(uuid4())}
    assert andi.post(address, {**sent, "about": "hasil-999"}).status_code == 422
    assert andi.post(address, sent).status_code == 303
    assert andi.post(address, {**sent, "kunci": str(uuid4())}).status_code == 409
    request = FeedbackRequest.objects.get()

    waiting = dewi.get("/umpan-balik/?tab=permintaan").content.decode()
    assert "Andi Pratama meminta" in waiting
    assert "Sudah rapi?" in dewi.get(f"/umpan-balik/permintaan/{request.pk}/").content.decode()
    answer = f"/umpan-balik/baru/{plan.pk}/?permintaan={request.pk}"
    drawn = dewi.get(answer).content.decode()
    assert "Sudah rapi?" in drawn
    assert f'value="{result}" selected' in drawn
    assert dewi.post(answer, form(about=result)).status_code == 302

    assert Feedback.objects.get().result_id == first_result(plan)
    page = andi.get(f"/umpan-balik/permintaan/{request.pk}/").content.decode()
    assert "Baca jawabannya" in page
    assert dewi.post(answer, form(about=result)).status_code == 409
    for late in ("tolak", "tarik"):
        client = dewi if late == "tolak" else andi
        ended = client.post(f"/umpan-balik/permintaan/{request.pk}/{late}/")
        assert ended.status_code == 409
        assert "sudah selesai" in ended.content.decode()


def test_whoever_has_no_plan_is_told_why_he_cannot_ask(town: Town, plan: Plan) -> None:
    page = client_of(town.budi).get("/umpan-balik/minta/").content.decode()

    assert "Belum ada SKP yang berjalan" in page


@pytest.mark.parametrize("number", ["x", "999", "9" * 40, "-1"])
def test_a_request_that_is_none_is_ignored(town: Town, plan: Plan, number: str) -> None:
    page = client_of(town.dewi).get(f"/umpan-balik/baru/{plan.pk}/?permintaan={number}")

    assert page.status_code == 200
    assert "bertanya" not in page.content.decode()


def test_declining_and_withdrawing_on_the_screens(town: Town, plan: Plan) -> None:
    first, second = ask(plan, town.dewi), ask(plan, town.budi)
    andi, dewi = client_of(town.andi), client_of(town.dewi)
    declined = f"/umpan-balik/permintaan/{first.pk}/tolak/"
    withdrawn = f"/umpan-balik/permintaan/{second.pk}/tarik/"

    assert andi.post(declined).status_code == 403
    assert dewi.post(withdrawn).status_code == 404
    assert dewi.post(declined, {"kunci": str(uuid4())}).status_code == 303
    assert andi.post(withdrawn, {"kunci": str(uuid4())}).status_code == 303

    states = dict(FeedbackRequest.objects.values_list("pk", "state"))
    assert states == {first.pk: "DECLINED", second.pk: "WITHDRAWN"}


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        ("andi", "stranger", 404),
        ("andi", "andi", 403),
        ("dewi", "andi", 404),
        ("budi", "andi", 403),
    ],
)
def test_whom_one_cannot_ask(town: Town, plan: Plan, who: str, whom: str, status: int) -> None:
    address = f"/umpan-balik/minta/{getattr(town, whom).pk}/"

    assert client_of(getattr(town, who)).get(address).status_code == status
