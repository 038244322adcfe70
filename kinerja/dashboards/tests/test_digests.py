"""The digest of a day: at one's hour, of what waits for oneself, once, and never of a rating."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app

from kinerja.accounts.models import User
from kinerja.anonymous import keys
from kinerja.anonymous.models import Window, WindowMember
from kinerja.city.models import City
from kinerja.cycles.models import Holiday
from kinerja.dashboards import digests, jobs
from kinerja.dashboards.queries.home import KINDS, Task
from kinerja.dialogue.tests.stages import agreed, planned, post_of
from kinerja.foundation import clock
from kinerja.foundation.tasks import ME, TaskRow
from kinerja.notifications.models import DigestSent, NotificationPreference, OutgoingMail
from kinerja.notifications.sending import send_due
from kinerja.organization.actors import actor_of
from kinerja.organization.models import Employee, Placement
from tests.factories import NOON, Town, make_employee, make_placement
from tests.plan_factories import make_submitted, make_year

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
#: Monday, 3 August 2026, seven o'clock in the city
SEVEN = NOON - 5 * HOUR


@pytest.fixture
def waiting(town: Town) -> Town:
    """Dewi's plan waits for Budi; Andi has been written to before and has nothing to do."""
    make_submitted(town.dewi, make_year())
    OutgoingMail.objects.all().delete()
    return town


def addresses() -> set[str]:
    return set(OutgoingMail.objects.filter(notification=None).values_list("address", flat=True))


def titles_to(person: Employee) -> list[str]:
    row = OutgoingMail.objects.get(notification=None, address=person.email)
    return [title for title, _ in row.items]


def prefer(person: Employee, **values: Any) -> None:
    NotificationPreference.objects.update_or_create(user=person.user, defaults=values)


def test_at_seven_people_learn_what_waits_for_them(waiting: Town) -> None:
    counts = digests.send_digests(at=SEVEN)

    assert counts["failed"] == 0
    assert waiting.budi.email in addresses()
    row = OutgoingMail.objects.get(address=waiting.budi.email)
    assert [title for title, _ in row.items if "Dewi" in title] == ["Tinjau SKP Dewi Lestari"]
    assert all(place.startswith("/") for _, place in row.items)


def test_the_mail_leaves_at_once(waiting: Town) -> None:
    prefer(waiting.budi, digest_hour=5)
    digests.send_digests(at=SEVEN - 2 * HOUR)

    assert send_due(at=SEVEN - 2 * HOUR) == 1

    assert "menunggu Anda di Kinerja" in mail.outbox[0].subject
    assert "Dewi Lestari" in str(mail.outbox[0].body)


def test_who_waits_for_others_is_left_alone(waiting: Town) -> None:
    counts = digests.send_digests(at=SEVEN)

    assert waiting.dewi.email not in addresses()
    assert DigestSent.objects.get(user=waiting.dewi.user).things == 0
    assert counts["empty"] >= 1


def test_a_day_has_one_mail(waiting: Town) -> None:
    digests.send_digests(at=SEVEN)
    before = OutgoingMail.objects.count()

    again = digests.send_digests(at=SEVEN + HOUR)

    assert again == {"sent": 0, "empty": 0, "failed": 0}
    assert OutgoingMail.objects.count() == before
    digests.send_digests(at=SEVEN + DAY)
    assert OutgoingMail.objects.filter(address=waiting.budi.email).count() == 2


@pytest.mark.parametrize(("hour", "is_told"), [(6, False), (7, True), (9, True), (10, False)])
def test_a_late_worker_makes_up_for_two_hours(waiting: Town, *, hour: int, is_told: bool) -> None:
    digests.send_digests(at=SEVEN + (hour - 7) * HOUR)

    assert (waiting.budi.email in addresses()) is is_told


def test_each_one_has_his_hour(waiting: Town) -> None:
    prefer(waiting.budi, digest_hour=15)

    digests.send_digests(at=SEVEN)
    assert waiting.budi.email not in addresses()

    digests.send_digests(at=SEVEN + 8 * HOUR)
    assert waiting.budi.email in addresses()


def test_who_wants_none_gets_none(waiting: Town) -> None:
    prefer(waiting.budi, wants_digest=False)

    digests.send_digests(at=SEVEN)

    assert waiting.budi.email not in addresses()


@pytest.mark.parametrize("days", [-2, -1])
def test_a_weekend_is_free(waiting: Town, days: int) -> None:
    assert digests.send_digests(at=SEVEN + days * DAY)["sent"] == 0
    assert addresses() == set()


def test_a_holiday_is_free(waiting: Town) -> None:
    Holiday.objects.create(day=clock.local_date(SEVEN), name="Libur", source="SKB")

    digests.send_digests(at=SEVEN)

    assert addresses() == set()
    assert not DigestSent.objects.exists()


def test_who_has_no_address_or_no_account_is_left_out(waiting: Town) -> None:
    Employee.objects.filter(pk=waiting.budi.pk).update(email="")
    User.objects.filter(pk=waiting.dewi.user_id).update(is_active=False)
    Employee.objects.filter(pk=waiting.andi.pk).update(ended_on=clock.local_date(SEVEN))

    digests.send_digests(at=SEVEN)

    gone = [waiting.budi.user_id, waiting.dewi.user_id, waiting.andi.user_id]
    assert not DigestSent.objects.filter(user_id__in=gone).exists()


def test_one_failure_does_not_stop_the_rest(
    waiting: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(user_id: int, at: dt.datetime) -> Any:
        if user_id == waiting.mayor.user_id:
            raise LookupError("no such account")
        return actor_of(user_id, at)

    monkeypatch.setattr("kinerja.dashboards.digests.actor_of", broken)

    counts = digests.send_digests(at=SEVEN)

    assert counts["failed"] == 1
    assert waiting.budi.email in addresses()
    assert "dashboards.digest.failed" in caplog.text
    monkeypatch.undo()
    assert digests.send_digests(at=SEVEN + HOUR)["failed"] == 0
    assert DigestSent.objects.filter(user=waiting.mayor.user).exists()


def test_everybody_is_asked_some_at_a_time(waiting: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "AT_ONCE", 3)
    for number in range(7):
        make_placement(make_employee(f"Pegawai {number}"), waiting.division)

    digests.send_digests(at=SEVEN)

    told = set(DigestSent.objects.values_list("user_id", flat=True))
    assert told == set(Employee.objects.exclude(email="").values_list("user_id", flat=True))


def test_a_reader_costs_as_much_in_a_larger_city(waiting: Town) -> None:
    def cost(at: dt.datetime) -> float:
        with CaptureQueriesContext(connection) as seen:
            counts = digests.send_digests(at=at)
        return len(seen) / (counts["sent"] + counts["empty"])

    digests.send_digests(at=SEVEN)
    small = cost(SEVEN + DAY)
    for number in range(30):
        make_placement(make_employee(f"Pegawai {number}"), waiting.division)

    assert cost(SEVEN + 2 * DAY) <= small


def test_the_worker_knows_the_job_and_the_citys_clocks(waiting: Town) -> None:
    City.objects.create(pk=1, time_zone="Asia/Jayapura")

    with clock.fixed(SEVEN - 2 * HOUR):  # seven o'clock there
        jobs.send_digests(0)

    assert "dashboards.send_digests" in app.tasks
    assert waiting.budi.email in addresses()


# ---- what a mail may tell


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_kind_of_task_tells_a_rating_or_a_case(kind: str) -> None:
    row = TaskRow(kind, 7, "NAMA", NOON, None, ME)

    title, place = digests._item(Task(row, KINDS[kind]))

    assert "predikat" not in title.lower()
    assert place.startswith("/")
    if kind.startswith(("counseling.", "guidance.")):
        assert (title, place) == ("Ada yang menunggu Anda di Kinerja", "/")


def test_the_words_of_an_agreement_stay_inside(town: Town) -> None:
    with clock.fixed(NOON):
        session = planned(post_of(town.andi), town.budi, NOON)
        agreed(session, town.andi, town.budi, text="Ikut terapi bicara")

        digests.send_digests(at=SEVEN + DAY)

    assert "Kesepakatan dialog kinerja yang berjalan" in titles_to(town.andi)
    assert "terapi" not in str(OutgoingMail.objects.filter(notification=None).values_list("items"))


def test_an_anonymous_window_asks_once(town: Town) -> None:
    """Nobody knows who has answered, so nobody is reminded."""
    window = Window.objects.create(
        subject=town.andi,
        placement=Placement.objects.get(employee=town.andi),
        unit=town.division,
        ring="TEAM",
        group_size=8,
        opens=NOON.date(),
        closes=NOON.date() + 14 * DAY,
        key_file=keys.make(),
        questions=["LOYAL"],
        opened_by=town.office_manager.user,
    )
    group = [town.dewi, *(make_employee(f"Rekan {number}") for number in range(7))]
    WindowMember.objects.bulk_create(WindowMember(window=window, employee=one) for one in group)

    assert digests.items_of(town.dewi.user_id, NOON.date(), NOON) == []
