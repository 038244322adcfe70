"""Offers, declining, beginning: a person decides; of an offer hears the evaluator alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.cycles.models import PolicyValue
from kinerja.dialogue.models import Session
from kinerja.dialogue.operations import Meeting, plan_session
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.guidance import operations
from kinerja.guidance.models import Guidance
from kinerja.guidance.operations import Sessions, Terms
from kinerja.guidance.operations.beginning import months_later, proposed_end
from kinerja.guidance.refusals import (
    AlreadyRuns,
    DaysNotUsable,
    MentorIsSubordinate,
    NotAMentor,
    NotInThisState,
    PostEnded,
    SessionNotFitting,
)
from kinerja.guidance.tests.stages import (
    AIM,
    DAY,
    ENDS,
    SYSTEM,
    begun,
    finished,
    monthly,
    offered,
    post_of,
)
from kinerja.notifications.models import Notification
from kinerja.organization.models import Placement
from tests.factories import NOON, Town, actor, make_employee, make_line, make_placement

pytestmark = pytest.mark.django_db


def declined(held: Guidance, town: Town) -> Guidance:
    return operations.decline(
        guidance=held, reason="Sudah didampingi tim.", by=actor(town.budi, NOON), at=NOON
    )


def test_an_offer_is_told_to_the_evaluator_alone(town: Town, post: Placement) -> None:
    made = offered(post)

    note = Notification.objects.get()
    assert note.user_id == town.budi.user_id
    assert "Andi" not in note.title + note.body
    assert made.state == "OFFERED"
    assert made.decided_by is None


def test_an_offer_stands_in_no_trail_that_the_employee_reads(town: Town, offer: Guidance) -> None:
    declined(offer, town)

    assert AuditEvent.objects.filter(action__startswith="guidance.").count() == 2
    assert not AuditEvent.objects.visible_to(actor(town.andi, NOON)).exists()


def test_only_the_system_offers(town: Town, post: Placement) -> None:
    with pytest.raises(NotPermitted):
        operations.offer(
            placement=post,
            evaluation_id=1,
            occasion="",
            suggests_counseling=False,
            by=actor(town.budi, NOON),
            at=NOON,
        )


def test_nothing_is_offered_twice_or_beside_a_running_one(
    town: Town, post: Placement, offer: Guidance
) -> None:
    def again(evaluation_id: int) -> Guidance | None:
        return operations.offer(
            placement=post,
            evaluation_id=evaluation_id,
            occasion="evaluasi",
            suggests_counseling=False,
            by=SYSTEM,
            at=NOON,
        )

    assert again(8) is None
    declined(offer, town)
    assert again(7) is None
    begun(post, town.budi)
    assert again(9) is None
    assert Guidance.objects.count() == 2


def test_an_offer_without_an_evaluator_waits(town: Town) -> None:
    made = offered(post_of(town.mayor))

    assert made.state == "OFFERED"
    assert not Notification.objects.exists()


def test_declining_keeps_the_reason_and_tells_nobody(town: Town, offer: Guidance) -> None:
    before = Notification.objects.count()

    made = declined(offer, town)

    assert (made.state, made.decided_by, made.reason) == (
        "DECLINED",
        town.budi,
        "Sudah didampingi tim.",
    )
    assert Notification.objects.count() == before


def test_only_the_evaluator_declines_and_only_an_offer(town: Town, offer: Guidance) -> None:
    for person in (town.andi, town.sari, town.city_manager):
        with pytest.raises(NotPermitted):
            operations.decline(guidance=offer, reason="x", by=actor(person, NOON), at=NOON)

    declined(offer, town)
    with pytest.raises(NotInThisState):
        declined(offer, town)


def test_beginning_takes_up_the_offer(town: Town, post: Placement, offer: Guidance) -> None:
    made = begun(post, town.budi)

    assert made.pk == offer.pk
    assert (made.state, made.trigger, made.aim) == ("RUNNING", "LOW_GRADE", AIM)
    assert (made.starts_on, made.ends_on) == (NOON.date(), ENDS)
    assert made.decided_by_id == town.budi.pk


def test_a_guidance_begins_by_hand(town: Town, post: Placement) -> None:
    made = begun(post, town.budi, mentor=town.dewi)

    assert (made.trigger, made.evaluation_id, made.mentor) == ("BY_HAND", None, town.dewi)
    told = {note.user_id for note in Notification.objects.all()}
    assert told == {town.andi.user_id, town.dewi.user_id}


@pytest.mark.parametrize("who", ["andi", "dewi", "sari", "city_manager", "stranger"])
def test_only_the_evaluator_begins(town: Town, post: Placement, who: str) -> None:
    with pytest.raises(NotPermitted):
        begun(post, getattr(town, who), mentor=town.budi)


def test_a_second_one_waits_for_the_end_of_the_first(town: Town, post: Placement) -> None:
    begun(post, town.budi)

    with pytest.raises(AlreadyRuns):
        begun(post, town.budi)


def test_an_offer_is_not_begun_beside_a_running_one(town: Town, post: Placement) -> None:
    begun(post, town.budi)
    Guidance.objects.create(
        employee=town.andi,
        placement=post,
        unit_id=post.unit_id,
        trigger="LOW_GRADE",
        evaluation_id=3,
        state="OFFERED",
        state_since=NOON,
    )

    with pytest.raises(AlreadyRuns):
        begun(post, town.budi)


def test_a_mentor_comes_from_the_office_or_from_above(town: Town, post: Placement) -> None:
    for near in (town.sari, town.office_manager, town.auditor, town.mayor):
        with transaction.atomic():
            assert begun(post, town.budi, mentor=near).mentor == near
            transaction.set_rollback(True)

    for far in (town.stranger, town.city_manager, town.andi, make_employee("Tanpa jabatan")):
        with pytest.raises(NotAMentor):
            begun(post, town.budi, mentor=far)


def test_the_superior_of_another_office_may_guide(town: Town) -> None:
    made = begun(post_of(town.sari), town.secretary)

    assert made.mentor == town.secretary


def test_nobody_is_guided_by_whom_he_assesses(town: Town) -> None:
    with pytest.raises(MentorIsSubordinate):
        begun(post_of(town.budi), town.sari, mentor=town.andi)


@pytest.mark.parametrize("ends_on", [NOON.date(), dt.date(2026, 8, 2), dt.date(2028, 8, 4)])
def test_it_ends_after_today_and_within_two_years(
    town: Town, post: Placement, ends_on: dt.date
) -> None:
    with pytest.raises(DaysNotUsable):
        begun(post, town.budi, ends_on=ends_on)


def test_two_years_are_not_too_long(town: Town, post: Placement) -> None:
    assert begun(post, town.budi, ends_on=dt.date(2028, 8, 3)).ends_on == dt.date(2028, 8, 3)


def test_a_closed_post_begins_nothing(town: Town) -> None:
    gone = make_employee("Rina Wati")
    post = make_placement(gone, town.division, until=dt.date(2026, 8, 1))
    make_line(post, town.budi)

    with pytest.raises(PostEnded):
        begun(post, town.budi)


def test_the_end_is_proposed_by_the_city(db: None) -> None:
    assert proposed_end(NOON.date()) == dt.date(2027, 2, 3)

    PolicyValue.objects.create(
        parameter="coaching_duration_months",
        value="3",
        valid_from=dt.date(2026, 8, 1),
        source="Perwali",
        reason="Uji",
        set_at=NOON,
    )

    assert proposed_end(NOON.date()) == dt.date(2026, 11, 3)


def test_months_end_where_the_shorter_one_ends() -> None:
    assert months_later(dt.date(2026, 8, 31), 6) == dt.date(2027, 2, 28)
    assert months_later(dt.date(2026, 12, 1), 1) == dt.date(2027, 1, 1)


def test_sessions_are_planned_with_the_mentor_until_the_end(town: Town, post: Placement) -> None:
    made = begun(post, town.budi, mentor=town.dewi, sessions=monthly())

    sessions = Session.objects.filter(origin_kind="guidance", origin_id=made.pk)
    assert sessions.count() == 6
    assert {one.leader_id for one in sessions} == {town.dewi.pk}
    assert max(one.starts_at for one in sessions if one.starts_at).date() <= ENDS


def test_a_single_session_is_one(town: Town, post: Placement) -> None:
    made = begun(post, town.budi, sessions=Sessions(first=Meeting(starts_at=NOON + DAY), rhythm=""))

    assert Session.objects.filter(origin_id=made.pk).count() == 1


def test_a_session_that_does_not_fit_names_its_day(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, sessions=Sessions(first=Meeting(starts_at=NOON + 31 * DAY)))

    with pytest.raises(SessionNotFitting, match="3 September 2026"):
        operations.plan_sessions(
            guidance=held,
            sessions=Sessions(first=Meeting(starts_at=NOON + 31 * DAY)),
            by=actor(town.budi, NOON),
            at=NOON,
        )


def test_a_later_session_gives_way_to_what_either_has(town: Town, post: Placement) -> None:
    plan_session(
        placement=post,
        kind="UMPAN_BALIK",
        meeting=Meeting(starts_at=NOON + 32 * DAY),  # Friday 4 September, the second of monthly()
        by=actor(town.budi, NOON),
        at=NOON,
    )

    held = begun(post, town.budi, sessions=monthly())

    led = Session.objects.filter(origin_id=held.pk).order_by("starts_at")
    assert [one.starts_at for one in led][:2] == [NOON + DAY, NOON + 35 * DAY]


def test_a_mentor_plans_more_and_others_do_not(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, mentor=town.dewi)
    plan = {"guidance": held, "sessions": monthly(), "at": NOON}

    made = operations.plan_sessions(by=actor(town.dewi, NOON), **plan)  # type: ignore[arg-type]

    assert len(made) == 6
    for person in (town.andi, town.sari):
        with pytest.raises(NotPermitted):
            operations.plan_sessions(by=actor(person, NOON), **plan)  # type: ignore[arg-type]


def test_terms_are_refused_by_a_machine(town: Town, post: Placement) -> None:
    with pytest.raises(Refusal):
        operations.begin(
            placement=post,
            terms=Terms(aim=AIM, mentor=town.budi, ends_on=ENDS),
            by=SYSTEM,
            at=NOON,
        )


def test_after_the_end_a_new_one_may_begin(town: Town, post: Placement) -> None:
    finished(begun(post, town.budi), town.budi)

    assert begun(post, town.budi).state == "RUNNING"


def test_two_offers_never_wait_at_once(post: Placement, offer: Guidance) -> None:
    with pytest.raises(IntegrityError, match="guidance_one_offer_at_a_time"), transaction.atomic():
        Guidance.objects.create(
            employee_id=post.employee_id,
            placement=post,
            unit_id=post.unit_id,
            trigger="LOW_GRADE",
            evaluation_id=99,
            state="OFFERED",
            state_since=NOON,
        )
