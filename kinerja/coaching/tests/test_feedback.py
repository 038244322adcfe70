"""Feedback: who gives it, about what, and where it appears."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.coaching.models import Feedback
from kinerja.coaching.operations import About, NothingMeant, give_feedback
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, WrongState
from kinerja.notifications.models import Notification
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, actor, client_of
from tests.plan_factories import first_result

pytestmark = pytest.mark.django_db
WORDS = "Antrean loket 3 cepat terurai karena Andi membuka loket tambahan."
SERVICE = About(core_value="BERORIENTASI_PELAYANAN")


def give(plan: Plan, by: Actor, about: About = SERVICE) -> Feedback:
    return give_feedback(plan=plan, about=about, kind="APRESIASI", text=WORDS, by=by, at=NOON)


def test_the_evaluator_speaks_about_a_result_and_the_employee_hears_of_it(
    town: Town, plan: Plan
) -> None:
    made = give(plan, actor(town.budi), About(result_id=first_result(plan)))

    assert (made.author_role, made.subject_kind) == ("PEJABAT_PENILAI", "result")
    assert made.label == "Tersedianya antrean daring KTP-el yang andal"
    note = Notification.objects.get(kind="coaching.feedback")
    assert note.user_id == town.andi.user_id
    assert WORDS not in note.title + note.body
    assert (
        AuditEvent.objects.get(action="coaching.feedback.given").about_employee_id == town.andi.pk
    )


def test_a_head_above_speaks_as_such(town: Town, plan: Plan) -> None:
    assert give(plan, actor(town.sari)).author_role == "ATASAN_PENILAI"


@pytest.mark.parametrize("who", ["stranger", "auditor", "city_manager", "administrator"])
def test_nobody_else_speaks(town: Town, plan: Plan, who: str) -> None:
    with pytest.raises(NotPermitted):
        give(plan, actor(getattr(town, who)))


@pytest.mark.parametrize(
    "about", [About(result_id=999_999), About(evidence_id=999_999), About(core_value="RAMAH")]
)
def test_it_is_about_something_of_the_plan(town: Town, plan: Plan, about: About) -> None:
    with pytest.raises(NothingMeant):
        give(plan, actor(town.budi), about)


def test_a_closed_year_takes_none(town: Town, plan: Plan) -> None:
    PerformanceYear.objects.update(state="CLOSED")

    with pytest.raises(WrongState):
        give(plan, actor(town.budi))


def test_the_database_refuses_feedback_to_oneself_and_about_two_things(
    town: Town, plan: Plan
) -> None:
    made = give(plan, actor(town.budi))

    for wrong in ({"author": town.andi}, {"result_id": first_result(plan)}, {"text": ""}):
        for field, value in wrong.items():
            setattr(made, field, value)
        made.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            made.save(force_insert=True)
        made = Feedback.objects.latest("pk")


def test_the_database_keeps_what_was_given(town: Town, plan: Plan) -> None:
    made = give(plan, actor(town.budi))

    for changed in ({"text": "Lain"}, {"visibility": "UNIT"}, {"kind": "SARAN"}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Feedback.objects.filter(pk=made.pk).update(**changed)


def test_one_reads_and_gives_it_on_the_screens(town: Town, plan: Plan) -> None:
    budi, andi = client_of(town.budi), client_of(town.andi)
    address = f"/umpan-balik/baru/{plan.pk}/"
    assert "BerAKHLAK" not in budi.get(address).content.decode()
    form = {
        "visibility": "LEADERS",
        "about": f"hasil-{first_result(plan)}",
        "kind": "SARAN",
        "behavior": WORDS,
        "kunci": str(uuid4()),
    }

    assert budi.post(address, {**form, "behavior": ""}).status_code == 422
    assert budi.post(address, {**form, "visibility": ""}).status_code == 422
    assert budi.post(address, {**form, "about": "hasil-999"}).status_code == 422
    assert budi.post(address, form).status_code == 302
    assert budi.post(address, form).status_code == 303

    assert Feedback.objects.count() == 1
    assert WORDS in andi.get("/umpan-balik/").content.decode()
    given = budi.get("/umpan-balik/?tab=diberikan").content.decode()
    assert "Untuk Andi Pratama" in given
    assert "Belum ada umpan balik" in budi.get("/umpan-balik/?tab=salah&hal=x").content.decode()


def test_who_may_not_gets_403_and_who_may_not_know_404(town: Town, plan: Plan) -> None:
    address = f"/umpan-balik/baru/{plan.pk}/"

    assert client_of(town.auditor).get(address).status_code == 403
    assert client_of(town.city_manager).get(address).status_code == 403
    assert client_of(town.stranger).get(address).status_code == 404


def test_a_plan_closed_meanwhile_refuses_on_the_same_page(town: Town, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(state="CLOSED")

    answer = client_of(town.budi).post(
        f"/umpan-balik/baru/{plan.pk}/",
        {
            "visibility": "RECEIVER",
            "about": "perilaku-LOYAL",
            "kind": "CATATAN",
            "behavior": WORDS,
            "kunci": str(uuid4()),
        },
    )

    assert answer.status_code == 409
    assert WORDS in answer.content.decode()


def test_visibility(town: Town, plan: Plan) -> None:
    made = give(plan, actor(town.budi))

    for who, seen in (
        ("andi", True),
        ("budi", True),
        ("sari", True),
        ("auditor", True),
        ("dewi", False),
    ):
        visible = Feedback.objects.visible_to(actor(getattr(town, who)))
        assert visible.filter(pk=made.pk).exists() is seen, who


@pytest.mark.parametrize(
    ("who", "is_led"), [("budi", True), ("sari", True), ("andi", False), ("auditor", False)]
)
def test_the_plan_leads_those_who_may_speak_to_the_form(
    town: Town, plan: Plan, who: str, *, is_led: bool
) -> None:
    page = client_of(getattr(town, who)).get(f"/skp/{plan.pk}/").content.decode()

    assert (f"/umpan-balik/baru/{plan.pk}/" in page) is is_led
