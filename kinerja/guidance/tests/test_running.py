"""Competences, more time, the end, the nine statements and their wording."""

from __future__ import annotations

import datetime as dt

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.dialogue.models import Session
from kinerja.foundation.refusals import NotPermitted
from kinerja.guidance import operations
from kinerja.guidance.models import Guidance, Statement, StatementAnswers
from kinerja.guidance.refusals import (
    AlreadyAnswered,
    DaysNotUsable,
    NotBegun,
    NotInThisState,
    NotLonger,
    NotNine,
)
from kinerja.guidance.tests.stages import (
    ENDS,
    NINE,
    answered,
    begun,
    finished,
    monthly,
    post_of,
    rated,
)
from kinerja.notifications.models import Notification
from kinerja.organization.models import Employee, Placement
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db
LATER = ENDS + dt.timedelta(days=60)


def stopped(held: Guidance, by: Employee) -> Guidance:
    return operations.stop(guidance=held, reason="Pindah tugas.", by=actor(by, NOON), at=NOON)


def extended(held: Guidance, by: Employee, ends_on: dt.date = LATER) -> Guidance:
    return operations.extend(guidance=held, ends_on=ends_on, by=actor(by, NOON), at=NOON)


def test_a_competence_keeps_every_rating_and_its_first_spelling(
    town: Town, running: Guidance
) -> None:
    rated(running, town.budi, 2)
    rated(running, town.budi, 4, "komunikasi")

    found = running.competences.order_by("pk").values_list("name", "value")
    assert list(found) == [("Komunikasi", 2), ("Komunikasi", 4)]


def test_the_mentor_and_the_evaluator_guide_and_nobody_else(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, mentor=town.dewi)

    rated(held, town.dewi)
    rated(held, town.budi)
    for person in (town.andi, town.sari, town.city_manager):
        for act in (rated, stopped, extended, finished):
            with pytest.raises(NotPermitted):
                act(held, person)


def test_nothing_is_changed_once_it_is_over(town: Town, running: Guidance) -> None:
    finished(running, town.budi)

    for act in (rated, stopped, extended, finished):
        with pytest.raises(NotInThisState):
            act(running, town.budi)


def test_more_time_is_later_and_within_two_years(town: Town, running: Guidance) -> None:
    assert extended(running, town.budi).ends_on == LATER

    with pytest.raises(NotLonger):
        extended(running, town.budi)
    with pytest.raises(DaysNotUsable):
        extended(running, town.budi, dt.date(2028, 8, 4))


def test_the_end_keeps_what_was_reached(town: Town, running: Guidance) -> None:
    made = finished(running, town.budi)

    stored = Guidance.objects.get(pk=made.pk)
    assert (stored.state, stored.outcome) == ("FINISHED", "TERCAPAI")
    assert stored.result.startswith("Berkas lengkap")


def test_a_session_leads_back_to_its_guidance(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, mentor=town.dewi, sessions=monthly())
    session = Session.objects.filter(origin_id=held.pk)[0]

    for person in (town.andi, town.dewi, town.budi):
        shown = client_of(person).get(f"/dialog/{session.pk}/").content.decode()
        assert f'href="/bimbingan/{held.pk}/"' in shown


def test_sessions_still_to_come_are_called_off(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, sessions=monthly())

    stopped(held, town.budi)

    states = Session.objects.filter(origin_id=held.pk).values_list("state", flat=True)
    assert set(states) == {"CANCELED"}
    assert Guidance.objects.get(pk=held.pk).reason == "Pindah tugas."


def test_another_mentor_and_the_evaluator_hear_of_the_end(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, mentor=town.dewi)
    Notification.objects.all().delete()

    finished(held, town.dewi)

    told = set(Notification.objects.values_list("user_id", flat=True))
    assert told == {town.andi.user_id, town.budi.user_id}


def test_the_answers_go_to_the_superior_of_the_mentor(town: Town, running: Guidance) -> None:
    Notification.objects.all().delete()

    made = answered(running, town.andi)

    assert made.superior == town.sari
    assert Notification.objects.get().user_id == town.sari.user_id
    assert [one["no"] for one in made.answers] == list(range(1, 10))


def test_the_mentor_never_sees_the_answers(town: Town, running: Guidance) -> None:
    answered(running, town.andi)

    seen = {
        name: StatementAnswers.objects.visible_to(actor(getattr(town, name), NOON)).exists()
        for name in ("andi", "budi", "sari", "dewi", "city_manager", "office_manager", "auditor")
    }
    assert [name for name, is_seen in seen.items() if is_seen] == ["andi", "sari"]


def test_no_trail_of_the_unit_says_that_somebody_answered(town: Town, running: Guidance) -> None:
    answered(running, town.andi)

    acts = AuditEvent.objects.filter(action="guidance.answers.sent")
    assert acts.get().unit_id is None
    assert not acts.visible_to(actor(town.budi, NOON)).exists()
    assert not acts.visible_to(actor(town.office_manager, NOON)).exists()


def test_a_mentor_without_superior_has_no_reader(town: Town, post: Placement) -> None:
    held = begun(post_of(town.secretary), town.mayor)

    assert answered(held, town.secretary).superior is None
    assert post.pk


def test_the_evaluator_of_a_mentor_who_is_the_employee_reads_nothing(
    town: Town, post: Placement
) -> None:
    held = begun(post, town.budi, mentor=town.office_manager)

    assert answered(held, town.andi).superior == town.sari


def test_the_statements_are_answered_once_by_the_employee(town: Town, running: Guidance) -> None:
    for person in (town.budi, town.sari):
        with pytest.raises(NotPermitted):
            answered(running, person)
    answered(running, town.andi)

    with pytest.raises(AlreadyAnswered):
        answered(running, town.andi)


def test_the_statements_wait_for_the_beginning(town: Town, offer: Guidance) -> None:
    with pytest.raises(NotBegun):
        answered(offer, town.andi)


def test_the_statements_may_be_answered_after_the_end(town: Town, running: Guidance) -> None:
    finished(running, town.budi)

    assert answered(running, town.andi).pk


@pytest.mark.parametrize("values", [{}, {1: 3}, NINE | {9: 5}, NINE | {10: 3}, NINE | {1: 0}])
def test_all_nine_are_answered_from_one_to_four(
    town: Town, running: Guidance, values: dict[int, int]
) -> None:
    with pytest.raises(NotNine):
        operations.answer_statements(
            guidance=running, values=values, words="", by=actor(town.andi, NOON), at=NOON
        )


def test_the_city_begins_with_nine_statements_of_which_two_are_compared() -> None:
    rows = Statement.objects.order_by("no")

    assert [row.pk for row in rows] == list(range(1, 10))
    assert [row.pk for row in rows if row.is_verified] == [1, 9]


def test_answers_keep_the_wording_they_were_given_for(town: Town, running: Guidance) -> None:
    made = answered(running, town.andi)

    operations.word_statement(
        no=2, text="Baru.", is_verified=True, by=actor(town.city_manager, NOON), at=NOON
    )

    kept = StatementAnswers.objects.get(pk=made.pk).answers[1]
    assert kept["text"] != "Baru."
    assert kept["is_verified"] is False
    assert Statement.objects.get(pk=2).text == "Baru."


@pytest.mark.parametrize("who", ["andi", "budi", "office_manager", "auditor", "administrator"])
def test_only_the_city_words_the_statements(town: Town, who: str) -> None:
    with pytest.raises(NotPermitted):
        operations.word_statement(
            no=1, text="x", is_verified=True, by=actor(getattr(town, who), NOON), at=NOON
        )
