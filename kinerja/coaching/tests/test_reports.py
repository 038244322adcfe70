"""Words that go too far: reported, answered with a reason, covered but never deleted."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from kinerja.audit.models import AccessEvent, AuditEvent
from kinerja.coaching.models import Feedback, FeedbackReport
from kinerja.coaching.operations import answer_report, report_feedback
from kinerja.coaching.refusals import AlreadyCovered, AlreadyReported, ReportAnswered
from kinerja.coaching.tests.samples import WORDS, give
from kinerja.dashboards.queries.home import sorted_tasks
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications.models import Notification
from kinerja.organization.models import Employee
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, actor, client_of, grant

pytestmark = pytest.mark.django_db
TODAY = clock.local_date(NOON)


@pytest.fixture
def harsh(town: Town, plan: Plan) -> Feedback:
    """What Budi wrote to Andi."""
    return give(plan, actor(town.budi), kind="SARAN")


def report(feedback: Feedback, who: Employee) -> FeedbackReport:
    return report_feedback(feedback=feedback, reason="Menghina.", by=actor(who), at=NOON)


def answer(found: FeedbackReport, who: Employee, *, covers: bool = True) -> None:
    answer_report(report=found, covers=covers, answer="Kata kasar.", by=actor(who), at=NOON)


def waits_for(who: Employee) -> set[str]:
    mine, _ = sorted_tasks(actor(who), TODAY)
    return {task.row.task for task in mine if task.row.task == "coaching.report"}


def test_a_reader_reports_and_the_managers_of_the_unit_find_it(town: Town, harsh: Feedback) -> None:
    report(harsh, town.andi)

    assert waits_for(town.office_manager) == waits_for(town.city_manager) == {"coaching.report"}
    assert waits_for(town.budi) == set()
    grant(town.administrator, Role.PENGELOLA_KOTA)
    mine, _ = sorted_tasks(actor(town.administrator), TODAY)
    assert {task.row.task for task in mine} == {"coaching.report"}
    assert AuditEvent.objects.filter(action="coaching.report.made").count() == 1


@pytest.mark.parametrize("who", ["budi", "dewi", "stranger", "office_manager"])
def test_the_author_and_those_who_do_not_read_it_do_not_report(
    town: Town, harsh: Feedback, who: str
) -> None:
    with pytest.raises(NotPermitted):
        report(harsh, getattr(town, who))


def test_one_report_a_reader_and_none_once_covered(town: Town, harsh: Feedback) -> None:
    found = report(harsh, town.andi)
    with pytest.raises(AlreadyReported):
        report(harsh, town.andi)

    answer(found, town.office_manager)

    with pytest.raises(AlreadyCovered):
        report(harsh, town.sari)


def test_all_reports_of_the_same_words_are_answered_together(town: Town, harsh: Feedback) -> None:
    first, second = report(harsh, town.andi), report(harsh, town.sari)

    answer(first, town.office_manager)

    states = set(FeedbackReport.objects.values_list("state", "answer"))
    assert states == {("COVERED", "Kata kasar.")}
    told = set(Notification.objects.filter(kind="coaching.report").values_list("user", flat=True))
    assert told == {town.andi.user_id, town.sari.user_id, town.budi.user_id}
    with pytest.raises(ReportAnswered):
        answer(second, town.office_manager)


@pytest.mark.parametrize("who", ["andi", "budi", "sari", "stranger", "auditor"])
def test_only_a_manager_answers(town: Town, harsh: Feedback, who: str) -> None:
    with pytest.raises(NotPermitted):
        answer(report(harsh, town.andi), getattr(town, who))


def test_nobody_judges_his_own_case(town: Town, plan: Plan) -> None:
    own = give(plan, actor(town.office_manager))
    found = report(own, town.andi)

    assert waits_for(town.office_manager) == set()
    with pytest.raises(NotPermitted):
        answer(found, town.office_manager)
    page = client_of(town.office_manager).get(f"/umpan-balik/laporan/{found.pk}/")
    assert page.status_code == 403
    answer(found, town.city_manager, covers=False)


def test_nobody_judges_a_report_of_his_own_by_answering_that_of_another(
    town: Town, plan: Plan
) -> None:
    praise = give(plan, actor(town.budi), visibility="UNIT")
    own, other = report(praise, town.office_manager), report(praise, town.andi)

    with pytest.raises(NotPermitted):
        answer(other, town.office_manager)

    own.refresh_from_db()
    assert own.state == "OPEN"
    answer(other, town.city_manager, covers=False)


def test_covered_words_are_replaced_for_the_reader_and_stay_with_their_author(
    town: Town, harsh: Feedback
) -> None:
    answer(report(harsh, town.andi), town.office_manager)

    read = client_of(town.andi).get("/umpan-balik/").content.decode()
    written = client_of(town.budi).get("/umpan-balik/?tab=diberikan").content.decode()
    assert "Ditutup oleh pengelola: Kata kasar." in read
    assert WORDS not in read
    assert WORDS in written
    assert "Kata kasar." in written
    assert Feedback.objects.get(pk=harsh.pk).text == WORDS
    assert WORDS not in client_of(town.andi).get("/").content.decode()


def test_kept_words_stay_and_both_read_why(town: Town, harsh: Feedback) -> None:
    answer(report(harsh, town.andi), town.office_manager, covers=False)

    read = client_of(town.andi).get("/umpan-balik/").content.decode()
    assert WORDS in read
    assert "tetap ditampilkan" in read
    assert "Kata kasar." in client_of(town.budi).get("/umpan-balik/?tab=diberikan").content.decode()


def test_the_database_answers_once_and_with_a_reason(town: Town, harsh: Feedback) -> None:
    found = report(harsh, town.andi)
    rows = FeedbackReport.objects.filter(pk=found.pk)
    for wrong in ({"state": "COVERED"}, {"reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    answer(found, town.office_manager)
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        rows.update(state="OPEN", answer="", answered_by=None, answered_at=None)


def test_reporting_and_answering_on_the_screens(town: Town, harsh: Feedback) -> None:
    andi, manager = client_of(town.andi), client_of(town.office_manager)
    place = f"/umpan-balik/{harsh.pk}/laporkan/"
    assert place in andi.get("/umpan-balik/").content.decode()
    assert andi.post(place, {"reason": ""}).status_code == 422
    sent = andi.post(place, {"reason": "Menghina.", "kunci": str(uuid4())})
    assert sent.status_code == 303
    assert andi.post(place, {"reason": "Lagi.", "kunci": str(uuid4())}).status_code == 409
    assert "Belum dijawab" in andi.get(place).content.decode()
    found = FeedbackReport.objects.get()

    assert "Andi Pratama" in manager.get("/umpan-balik/laporan/").content.decode()
    page = manager.get(f"/umpan-balik/laporan/{found.pk}/").content.decode()
    assert WORDS in page
    assert "Menghina." in page
    assert AccessEvent.objects.filter(purpose="menjawab laporan umpan balik").count() == 1
    asked = f"/umpan-balik/laporan/{found.pk}/"
    assert manager.post(asked, {"decision": "COVERED"}).status_code == 422
    decision = {"decision": "COVERED", "answer": "Kata kasar."}
    assert manager.post(asked, {**decision, "kunci": str(uuid4())}).status_code == 303
    assert manager.post(asked, {**decision, "kunci": str(uuid4())}).status_code == 409
    assert "Kata kasar." in andi.get(place).content.decode()
    assert client_of(town.city_manager).get("/umpan-balik/laporan/").status_code == 200
    assert client_of(town.budi).get("/umpan-balik/laporan/").status_code == 403


def test_a_report_is_known_to_its_reporter_and_the_managers(town: Town, harsh: Feedback) -> None:
    found = report(harsh, town.andi)

    knowing = [
        who
        for who in ("andi", "budi", "sari", "office_manager", "city_manager", "auditor")
        if FeedbackReport.objects.visible_to(actor(getattr(town, who))).filter(pk=found.pk)
    ]
    assert knowing == ["andi", "office_manager", "city_manager"]
    page = client_of(town.budi).post(f"/umpan-balik/{harsh.pk}/laporkan/", {"reason": "x"})
    assert page.status_code == 403


def test_ids_beyond_all_are_not_found(town: Town, harsh: Feedback) -> None:
    andi = client_of(town.andi)

    for path in ("baru/{}/", "minta/{}/", "permintaan/{}/", "laporan/{}/", "{}/laporkan/"):
        assert andi.get("/umpan-balik/" + path.format(2**63)).status_code == 404, path
