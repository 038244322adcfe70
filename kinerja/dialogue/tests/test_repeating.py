"""Sessions that come again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kinerja.cycles import operations as cycles
from kinerja.cycles.models import Holiday
from kinerja.dialogue import operations, refusals
from kinerja.dialogue.models import Series, Session
from kinerja.dialogue.tests.stages import (
    DAY,
    asked,
    held,
    planned,
    point,
    post_of,
    repeated,
)
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Via
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications.models import Notification
from kinerja.organization.models import Placement
from tests.factories import NOON, Town, actor, make_line

pytestmark = pytest.mark.django_db
HALF_HOUR = dt.timedelta(minutes=30)
MACHINE = Actor.system("dialogue.extend_series", via=Via.JOB)


def days_of(series: Series) -> list[str]:
    starts = series.sessions.order_by("occurrence").values_list("starts_at", flat=True)
    return [f"{clock.local(one):%a %d %b %H.%M}" for one in starts if one]


def extend(at: dt.datetime) -> dict[str, int]:
    return operations.extend_series(by=MACHINE, at=at)


def test_every_two_weeks_keeps_its_weekday(town: Town, post: Placement) -> None:
    series = repeated(post, town.budi, "EVERY_TWO_WEEKS")

    assert days_of(series) == [
        "Tue 04 Aug 12.00", "Tue 18 Aug 12.00", "Tue 01 Sep 12.00", "Tue 15 Sep 12.00",
        "Tue 29 Sep 12.00",
    ]  # fmt: skip


def test_every_month_avoids_weekends_and_holidays(town: Town, post: Placement) -> None:
    Holiday.objects.create(day=dt.date(2026, 9, 7), name="Libur", source="SKB")

    series = repeated(post, town.budi, "MONTHLY", NOON + 2 * DAY)  # the 5th: Sat, then a holiday

    assert days_of(series) == ["Wed 05 Aug 12.00", "Tue 08 Sep 12.00"]


def test_a_short_month_ends_earlier(town: Town, post: Placement) -> None:
    series = repeated(post, town.budi, "MONTHLY", NOON + 28 * DAY)  # 31 August

    assert days_of(series) == ["Mon 31 Aug 12.00", "Wed 30 Sep 12.00"]


def test_each_period_keeps_its_distance(town: Town, post: Placement) -> None:
    made = cycles.prepare_year(year=2026, by=Actor.system("test"), at=NOON)
    cycles.open_year(year=made, by=Actor.system("test"), at=NOON)

    series = repeated(post, town.budi, "EACH_PERIOD")  # 4 August: day 35 of the quarter
    assert days_of(series) == ["Tue 04 Aug 12.00"]
    extend(NOON + 60 * DAY)

    assert days_of(series) == ["Tue 04 Aug 12.00", "Wed 04 Nov 12.00"]
    assert extend(NOON + 200 * DAY)["made"] == 0


def test_without_periods_it_waits_for_the_year(town: Town, post: Placement) -> None:
    series = repeated(post, town.budi, "EACH_PERIOD")

    assert series.sessions.count() == 1


def test_later_ones_give_way_to_what_either_has(town: Town, post: Placement) -> None:
    second = NOON + 15 * DAY  # Tuesday 18 August, the second of the series
    planned(post_of(town.dewi), town.budi, second)
    planned(post, town.dewi, second + DAY + HALF_HOUR / 2, origin=("guidance", 7))
    planned(post_of(town.dewi), town.budi, NOON + 29 * DAY + HALF_HOUR)  # only after the third

    series = repeated(post, town.budi, "EVERY_TWO_WEEKS")

    assert days_of(series)[:3] == [
        "Tue 04 Aug 12.00", "Thu 20 Aug 12.00", "Tue 01 Sep 12.00",
    ]  # fmt: skip


def test_nights_give_way_too(town: Town, post: Placement) -> None:
    series = repeated(post, town.budi, "EVERY_TWO_WEEKS")
    planned(post_of(town.dewi), town.budi, NOON + 71 * DAY)  # Tuesday 13 October

    extend(NOON + 14 * DAY)

    assert days_of(series)[-1] == "Wed 14 Oct 12.00"


def test_what_finds_no_day_is_left_out(town: Town, post: Placement) -> None:
    for day in range(15, 29):
        planned(post_of(town.dewi), town.budi, NOON + day * DAY)

    series = repeated(post, town.budi, "EVERY_TWO_WEEKS")

    assert list(series.sessions.order_by("pk").values_list("occurrence", flat=True)) == [0, 2, 3, 4]


def test_the_employee_is_told_once(town: Town, post: Placement) -> None:
    repeated(post, town.budi, "EVERY_TWO_WEEKS")

    told = Notification.objects.get(kind="dialogue.planned")
    assert "setiap dua minggu" in told.body


def test_one_series_for_each(town: Town, post: Placement) -> None:
    repeated(post, town.budi)

    with pytest.raises(refusals.SeriesRuns), transaction.atomic():
        repeated(post, town.budi, starts_at=NOON + 3 * DAY)
    with pytest.raises(NotPermitted):
        repeated(post, town.andi)


def test_nights_make_what_comes_and_nothing_twice(town: Town, post: Placement) -> None:
    series = repeated(post, town.budi, "EVERY_TWO_WEEKS")

    assert extend(NOON)["made"] == 0
    assert extend(NOON + 14 * DAY)["made"] == 1
    assert extend(NOON + 14 * DAY)["made"] == 0

    assert series.sessions.count() == 6


def test_nights_missed_leave_the_past_alone(town: Town, post: Placement) -> None:
    series = repeated(post, town.budi, "EVERY_TWO_WEEKS")

    extend(NOON + 140 * DAY)

    later = series.sessions.order_by("-occurrence").values_list("occurrence", "starts_at")
    assert later.last() == (0, NOON + DAY)
    assert all(start and start > NOON + 140 * DAY for no, start in later if no and no > 4)


def test_a_moved_session_comes_once(town: Town, post: Placement) -> None:
    series = repeated(post, town.budi)
    first = series.sessions.get(occurrence=0)
    operations.move(
        session=first,
        meeting=operations.Meeting(starts_at=NOON + 9 * DAY),
        reason="",
        by=actor(town.andi),
        at=NOON,
    )

    extend(NOON)

    assert series.sessions.count() == 2


def test_waiting_points_come_onto_the_first(town: Town, post: Placement, session: Session) -> None:
    item = point(session, town.andi)
    held(session, town.budi)

    series = repeated(post, town.budi)

    item.refresh_from_db()
    assert item.session_id == series.sessions.get(occurrence=0).pk


def test_ending_calls_off_what_is_to_come(town: Town, post: Placement) -> None:
    series = repeated(post, town.budi, "EVERY_TWO_WEEKS")
    item = point(series.sessions.get(occurrence=1), town.andi)

    with pytest.raises(NotPermitted):
        operations.end_series(series=series, by=actor(town.dewi), at=NOON)
    operations.end_series(series=series, by=actor(town.andi), at=NOON + 2 * DAY)
    with pytest.raises(refusals.SeriesEnded):
        operations.end_series(series=series, by=actor(town.andi), at=NOON)

    states = series.sessions.order_by("occurrence").values_list("state", flat=True)
    assert list(states) == ["PLANNED", "CANCELED", "CANCELED", "CANCELED", "CANCELED"]
    item.refresh_from_db()
    assert item.session_id is None
    assert extend(NOON)["made"] == 0


def test_a_new_superior_finds_the_series(town: Town, post: Placement) -> None:
    series = repeated(post, town.budi)
    mentor = planned(post, town.dewi, NOON + 3 * DAY, origin=("guidance", 7))
    request = asked(post, town.andi)
    make_line(post, town.sari)

    assert extend(NOON)["handed_over"] == 3
    assert extend(NOON)["handed_over"] == 0

    series.refresh_from_db()
    assert series.leader_id == town.sari.pk
    leaders = set(series.sessions.values_list("leader_id", "sequence"))
    assert leaders == {(town.sari.pk, 1)}
    mentor.refresh_from_db()
    request.refresh_from_db()
    assert (mentor.leader_id, request.leader_id) == (town.dewi.pk, town.sari.pk)
    told = Notification.objects.filter(kind="dialogue.taken_over").values_list("user_id", flat=True)
    assert set(told) == {town.andi.user_id, town.budi.user_id, town.sari.user_id}


def test_what_was_held_stays_with_the_former_superior(
    town: Town, post: Placement, session: Session
) -> None:
    held(session, town.budi)
    make_line(post, town.sari)

    extend(NOON)

    session.refresh_from_db()
    assert session.leader_id == town.budi.pk


def test_an_ended_position_ends_its_series(town: Town, post: Placement) -> None:
    series = repeated(post, town.budi)
    single = planned(post, town.budi, NOON + 3 * DAY)
    request = asked(post, town.andi)
    Placement.objects.filter(pk=post.pk).update(held=(dt.date(2020, 1, 1), dt.date(2026, 8, 3)))

    result = extend(NOON)

    assert result == {"ended": 2, "handed_over": 0, "made": 0}
    series.refresh_from_db()
    assert series.ended_at == NOON
    states = Session.objects.filter(pk__in=[single.pk, request.pk]).values_list("state", flat=True)
    assert set(states) == {"CANCELED"}
    assert set(series.sessions.values_list("state", flat=True)) == {"CANCELED"}


def test_somebody_gone_has_no_sessions(town: Town, post: Placement) -> None:
    repeated(post, town.budi)
    town.andi.ended_on = dt.date(2026, 8, 1)
    town.andi.save()

    extend(NOON)

    assert not Session.objects.filter(state="PLANNED").exists()


def test_a_quiet_city_has_nothing_to_do(town: Town) -> None:
    assert extend(NOON) == {"ended": 0, "handed_over": 0, "made": 0}


@pytest.mark.parametrize(
    ("values", "name"), [({"rhythm": "DAILY"}, "rhythm_known"), ({"leader": "andi"}, "takes_two")]
)
def test_the_database_keeps_a_series_whole(
    town: Town, post: Placement, values: dict[str, str], name: str
) -> None:
    series = repeated(post, town.budi)
    given = {key: getattr(town, word, word) for key, word in values.items()}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Series.objects.filter(pk=series.pk).update(**given)


def test_the_database_makes_no_occurrence_twice(town: Town, post: Placement) -> None:
    series = repeated(post, town.budi)

    with pytest.raises(IntegrityError, match="once_in_series"), transaction.atomic():
        series.sessions.filter(occurrence=1).update(occurrence=0)
