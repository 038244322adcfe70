"""The plan and its actions: who, when, what is refused, what support means."""

from __future__ import annotations

import datetime as dt

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.cycles.models import PerformanceYear
from kinerja.dialogue.models import AgendaItem
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.growth import operations, refusals
from kinerja.growth.models import Action, DevelopmentPlan
from kinerja.growth.operations import Texts
from kinerja.growth.origins import Origin
from kinerja.growth.tests.samples import COURSE, DUE, TEXTS, VALUES, act, support, write
from kinerja.notifications.models import Notification
from kinerja.organization.models import Placement
from tests.factories import NOON, Town, actor, make_placement
from tests.plan_factories import make_year

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    events = AuditEvent.objects.filter(action__startswith="growth.").order_by("id")
    return list(events.values_list("action", flat=True))


# --- the texts


def test_the_first_words_make_the_plan(town: Town, year: PerformanceYear) -> None:
    plan = write(town.andi, year)

    assert (plan.strengths, plan.lock_no, plan.content_no) == (TEXTS.strengths, 1, 1)
    assert plan.placement.employee == town.andi
    assert plan.unit == town.division
    assert acts() == []


def test_the_same_words_again_change_nothing(town: Town, year: PerformanceYear) -> None:
    write(town.andi, year)

    again = write(town.andi, year)

    assert (again.lock_no, DevelopmentPlan.objects.count()) == (1, 1)


def test_nothing_written_makes_no_plan(town: Town, year: PerformanceYear) -> None:
    write(town.andi, year, Texts())

    assert not DevelopmentPlan.objects.exists()


def test_it_refuses_texts_over_newer_ones(town: Town, year: PerformanceYear) -> None:
    write(town.andi, year)

    with pytest.raises(refusals.StalePlan):
        write(town.andi, year, Texts("Lain."))


def test_it_refuses_to_write_into_a_closed_year(town: Town) -> None:
    closed = make_year(2025, state="CLOSED")

    with pytest.raises(refusals.YearClosed):
        write(town.andi, closed)
    with pytest.raises(refusals.YearClosed):
        act(town.andi, closed, VALUES._replace(due_on=dt.date(2025, 9, 1)))


def test_it_refuses_an_account_without_employee(town: Town, year: PerformanceYear) -> None:
    with pytest.raises(NotPermitted):
        operations.save_texts(
            year=year, texts=TEXTS, lock_no=0, by=actor(town.administrator), at=NOON
        )


def test_it_refuses_somebody_without_a_position(town: Town, year: PerformanceYear) -> None:
    Placement.objects.filter(employee=town.andi).update(held=(dt.date(2020, 1, 1), NOON.date()))
    by = Actor(user_id=town.andi.user_id, employee_id=town.andi.pk)

    with pytest.raises(refusals.NoPost):
        operations.save_texts(year=year, texts=TEXTS, lock_no=0, by=by, at=NOON)


def test_the_plan_follows_its_owner_into_a_new_position(town: Town, year: PerformanceYear) -> None:
    write(town.andi, year)
    Placement.objects.filter(employee=town.andi).update(held=(dt.date(2020, 1, 1), NOON.date()))
    post = make_placement(town.andi, town.other_office, since=NOON.date())

    act(town.andi, year)

    plan = DevelopmentPlan.objects.get()
    assert (plan.placement, plan.unit) == (post, town.other_office)


# --- support


def test_the_superior_supports_what_he_has_read(town: Town, year: PerformanceYear) -> None:
    plan = support(write(town.andi, year), town.budi)

    assert (plan.supported_by, plan.supported_at) == (town.budi, NOON)
    assert acts() == ["growth.plan.supported"]
    assert "mendukung" in Notification.objects.get(user=town.andi.user, kind="growth.plan").title


@pytest.mark.parametrize("change", ["texts", "action", "changed action"])
def test_support_ends_with_the_words_it_was_given_to(
    town: Town, year: PerformanceYear, change: str
) -> None:
    plan = write(town.andi, year)
    action = act(town.andi, year)
    support(plan, town.budi)

    if change == "texts":
        operations.save_texts(
            year=year, texts=Texts("Lain."), lock_no=1, by=actor(town.andi), at=NOON
        )
    elif change == "action":
        act(town.andi, year, COURSE)
    else:
        operations.change_action(
            action=action, values=COURSE, lock_no=0, by=actor(town.andi), at=NOON
        )

    plan.refresh_from_db()
    assert (plan.supported_by, plan.supported_at) == (None, None)
    assert "growth.plan.unsupported" in acts()
    assert Notification.objects.filter(user=town.budi.user, kind="growth.plan").count() == 1


def test_a_finished_action_keeps_the_support(town: Town, year: PerformanceYear) -> None:
    action = act(town.andi, year)
    support(action.plan, town.budi)

    operations.finish(action=action, outcome="Berhasil.", by=actor(town.andi), at=NOON)

    assert DevelopmentPlan.objects.get().supported_by == town.budi


def test_it_refuses_support_for_words_that_have_changed(town: Town, year: PerformanceYear) -> None:
    plan = write(town.andi, year)
    act(town.andi, year)

    with pytest.raises(refusals.ChangedSinceRead):
        operations.support_plan(plan=plan, content_no=1, by=actor(town.budi), at=NOON)


def test_it_refuses_support_twice_and_for_an_empty_plan(town: Town, year: PerformanceYear) -> None:
    plan = write(town.andi, year)
    support(plan, town.budi)

    with pytest.raises(refusals.AlreadySupported):
        support(plan, town.budi)
    operations.save_texts(year=year, texts=Texts(), lock_no=1, by=actor(town.andi), at=NOON)
    with pytest.raises(refusals.NothingToSupport):
        support(plan, town.budi)


@pytest.mark.parametrize("who", ["andi", "dewi", "sari", "office_manager", "auditor"])
def test_nobody_but_the_superior_supports(town: Town, year: PerformanceYear, who: str) -> None:
    with pytest.raises(NotPermitted):
        support(write(town.andi, year), getattr(town, who))


# --- actions


def test_an_action_remembers_what_it_was_born_from(town: Town, year: PerformanceYear) -> None:
    origin = Origin("agreement", 7, "Kesepakatan: Susun jadwal")

    made = operations.add_action(
        year=year, values=VALUES, origin=origin, by=actor(town.andi), at=NOON
    )

    stored = (made.origin_kind, made.origin_id, made.origin_label)
    assert stored == ("agreement", 7, "Kesepakatan: Susun jadwal")
    assert (made.state, made.plan.employee) == ("OPEN", town.andi)
    assert acts() == ["growth.action.added"]


def test_an_action_is_done_opened_again_and_dropped(town: Town, year: PerformanceYear) -> None:
    action, by = act(town.andi, year), actor(town.andi)

    assert operations.finish(action=action, outcome=" Tiga rapat. ", by=by, at=NOON).outcome == (
        "Tiga rapat."
    )
    assert operations.reopen(action=action, by=by, at=NOON).state == "OPEN"
    assert operations.drop(action=action, outcome="Pindah.", by=by, at=NOON).state == "DROPPED"
    assert acts()[1:] == ["growth.action.done", "growth.action.open", "growth.action.dropped"]


def test_it_refuses_moves_from_the_wrong_state(town: Town, year: PerformanceYear) -> None:
    action, by = act(town.andi, year), actor(town.andi)
    with pytest.raises(refusals.ActionEnded):
        operations.reopen(action=action, by=by, at=NOON)
    operations.drop(action=action, outcome="Pindah.", by=by, at=NOON)

    for move in (operations.finish, operations.drop):
        with pytest.raises(refusals.ActionEnded):
            move(action=action, outcome="Lagi.", by=by, at=NOON)
    with pytest.raises(refusals.ActionEnded):
        operations.reopen(action=action, by=by, at=NOON)
    with pytest.raises(refusals.ActionEnded):
        operations.change_action(action=action, values=COURSE, lock_no=0, by=by, at=NOON)


def test_it_refuses_an_end_without_words(town: Town, year: PerformanceYear) -> None:
    with pytest.raises(refusals.SayWhatCame):
        operations.finish(action=act(town.andi, year), outcome="  ", by=actor(town.andi), at=NOON)


def test_it_refuses_others_even_the_superior(town: Town, year: PerformanceYear) -> None:
    action = act(town.andi, year)

    for who in (town.budi, town.dewi, town.sari):
        with pytest.raises(NotPermitted):
            operations.finish(action=action, outcome="x", by=actor(who), at=NOON)
        with pytest.raises(NotPermitted):
            operations.change_action(
                action=action, values=COURSE, lock_no=0, by=actor(who), at=NOON
            )


@pytest.mark.parametrize("due_on", [dt.date(2025, 12, 31), dt.date(2028, 1, 3)])
def test_it_refuses_a_date_of_another_time(
    town: Town, year: PerformanceYear, due_on: dt.date
) -> None:
    with pytest.raises(refusals.DueNotUsable):
        act(town.andi, year, VALUES._replace(due_on=due_on))


def test_an_action_is_worded_anew_once(town: Town, year: PerformanceYear) -> None:
    action, by = act(town.andi, year), actor(town.andi)

    changed = operations.change_action(action=action, values=COURSE, lock_no=0, by=by, at=NOON)
    same = operations.change_action(action=action, values=COURSE, lock_no=0, by=by, at=NOON)

    assert (changed.text, changed.lock_no, same.lock_no) == (COURSE.text, 1, 1)
    assert acts() == ["growth.action.added", "growth.action.changed"]
    with pytest.raises(refusals.StaleAction):
        operations.change_action(action=action, values=VALUES, lock_no=0, by=by, at=NOON)


def test_an_action_of_a_closed_year_ends_but_does_not_change(
    town: Town, year: PerformanceYear
) -> None:
    action, by = act(town.andi, year), actor(town.andi)
    PerformanceYear.objects.filter(pk=year.pk).update(state="CLOSED")

    with pytest.raises(refusals.YearClosed):
        operations.change_action(action=action, values=COURSE, lock_no=0, by=by, at=NOON)
    assert operations.finish(action=action, outcome="Selesai.", by=by, at=NOON).state == "DONE"
    with pytest.raises(refusals.YearClosed):
        operations.reopen(action=action, by=by, at=NOON)


def test_an_action_of_a_closed_year_may_be_dropped(town: Town, year: PerformanceYear) -> None:
    action, by = act(town.andi, year), actor(town.andi)
    PerformanceYear.objects.filter(pk=year.pk).update(state="CLOSED")

    assert operations.drop(action=action, outcome="Pindah.", by=by, at=NOON).state == "DROPPED"


def test_both_put_an_action_on_the_agenda_once(town: Town, year: PerformanceYear) -> None:
    action = act(town.andi, year)

    first = operations.put_on_agenda(action=action, by=actor(town.budi, NOON), at=NOON)
    second = operations.put_on_agenda(action=action, by=actor(town.andi, NOON), at=NOON)

    assert first == second == AgendaItem.objects.get()
    assert (first.subject_kind, first.subject_id) == ("development_action", action.pk)
    with pytest.raises(NotPermitted):
        operations.put_on_agenda(action=action, by=actor(town.sari, NOON), at=NOON)


def test_every_refusal_says_what_to_do() -> None:
    ours = [one for one in vars(refusals).values() if isinstance(one, type)]

    for one in ours:
        if issubclass(one, Refusal) and one.__module__ == refusals.__name__:
            assert one.message.endswith(".")
            assert one.code.startswith("growth_")


def test_no_free_text_goes_into_the_trail(town: Town, year: PerformanceYear) -> None:
    action = act(town.andi, year)
    operations.finish(action=action, outcome="Rahasia.", by=actor(town.andi), at=NOON)

    written = str(list(AuditEvent.objects.values_list("changes", flat=True)))

    assert "Rahasia" not in written
    assert VALUES.text not in written
    assert DUE.isoformat() in written
    assert Action.objects.get().outcome == "Rahasia."
