"""The counselor's key: a passphrase a session, half an hour, and nothing of it on the server."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from kinerja.accounts.models import Session
from kinerja.accounts.operations import WrongPassword
from kinerja.accounts.throttle import TooManyAttempts
from kinerja.counseling import operations, tasks
from kinerja.counseling.models import CounselorKey, RecoveryKey, Unlock
from kinerja.counseling.operations.keys import Opened
from kinerja.counseling.refusals import KeyExists, NoKey, WeakPassphrase
from kinerja.counseling.tests.conftest import PASSPHRASE, Room, private_of
from kinerja.foundation import clock
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications.models import Notification
from tests.factories import NOON, PASSWORD, actor, client_of, make_user

pytestmark = pytest.mark.django_db
OTHER = "pasar pagi hujan gerimis"


def session_of(room: Room) -> str:
    return client_of(room.ratna).cookies["kinerja_sesi"].value


def opened(room: Room, session: str, passphrase: str = PASSPHRASE) -> Opened:
    return operations.open_key(
        passphrase=passphrase, session_key=session, network="::1", by=room.counselor, at=NOON
    )


def half(room: Room, session: str, cookie: str, at: dt.datetime = NOON) -> bytes | None:
    found = operations.opened_half(session_key=session, cookie=cookie, by=room.counselor, at=at)
    return found[1] if found else None


def test_it_opens_for_this_session_and_this_cookie(room: Room) -> None:
    session = session_of(room)
    cookie = opened(room, session).cookie

    assert half(room, session, cookie) == private_of(room)
    assert half(room, session_of(room), cookie) is None
    for wrong in ("", "zz", "00" * 32, cookie[:-2]):
        assert half(room, session, wrong) is None


def test_it_ends_after_half_an_hour(room: Room) -> None:
    session = session_of(room)
    cookie = opened(room, session).cookie

    assert half(room, session, cookie, NOON + dt.timedelta(minutes=29)) is not None
    assert half(room, session, cookie, NOON + dt.timedelta(minutes=30)) is None


def test_the_worker_forgets_what_has_ended(room: Room) -> None:
    opened(room, session_of(room))
    with clock.fixed(NOON + dt.timedelta(hours=1)):
        tasks.forget(0)

    assert not Unlock.objects.exists()


def test_it_ends_with_the_session(room: Room) -> None:
    session = session_of(room)
    opened(room, session)

    Session.objects.filter(session_key=session).delete()

    assert not Unlock.objects.exists()


def test_nobody_who_looks_as_another_uses_it(room: Room) -> None:
    session = session_of(room)
    cookie = opened(room, session).cookie
    looking = dataclasses.replace(room.counselor, real_user_id=1)

    assert operations.opened_half(session_key=session, cookie=cookie, by=looking, at=NOON) is None
    with pytest.raises(NotPermitted):
        operations.open_key(
            passphrase=PASSPHRASE, session_key=session, network="::1", by=looking, at=NOON
        )


def test_it_is_locked_by_hand(room: Room) -> None:
    session = session_of(room)
    cookie = opened(room, session).cookie

    operations.lock_key(session_key=session, by=room.counselor, at=NOON)

    assert half(room, session, cookie) is None


def test_a_wrong_passphrase_is_slowed(room: Room) -> None:
    session = session_of(room)
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongPassword) as refusal:
            opened(room, session, "kalimat yang salah sekali")
        assert refusal.value.left == left

    with pytest.raises(TooManyAttempts):
        opened(room, session)


def test_the_right_passphrase_forgets_the_wrong_ones(room: Room) -> None:
    session = session_of(room)
    with pytest.raises(WrongPassword, match="Kalimat sandi tidak cocok"):
        opened(room, session, "kalimat yang salah sekali")
    opened(room, session)

    with pytest.raises(WrongPassword) as refusal:
        opened(room, session, "kalimat yang salah sekali")
    assert refusal.value.left == 4


def test_a_new_passphrase_opens_the_same_half(room: Room) -> None:
    session, before = session_of(room), private_of(room)
    opened(room, session)

    operations.change_passphrase(
        old=PASSPHRASE, new=OTHER, network="::1", by=room.counselor, at=NOON, cost=4
    )

    assert not Unlock.objects.exists()
    cookie = opened(room, session, OTHER).cookie
    assert half(room, session, cookie) == before


def test_a_lost_passphrase_means_a_new_pair(room: Room) -> None:
    old = operations.own_key(room.counselor)
    session = session_of(room)
    cookie = opened(room, session).cookie

    operations.replace_key(passphrase=OTHER, by=room.counselor, at=NOON, cost=4)

    new = operations.own_key(room.counselor)
    assert old
    assert new
    assert old.public != new.public
    assert new.understood_at is None
    assert half(room, session, cookie) is None


@pytest.mark.parametrize("passphrase", ["pendek", "1" * 20, PASSWORD])
def test_an_easy_passphrase_is_refused(room: Room, passphrase: str) -> None:
    room.ratna.user.password = make_user(password=PASSWORD).password
    room.ratna.user.save()

    with pytest.raises(WeakPassphrase):
        operations.replace_key(passphrase=passphrase, by=room.counselor, at=NOON, cost=4)


def test_there_is_one_pair_at_a_time(room: Room) -> None:
    with pytest.raises(KeyExists):
        operations.make_key(passphrase=OTHER, by=room.counselor, at=NOON, cost=4)


def test_without_a_pair_there_is_nothing_to_open(room: Room) -> None:
    by = actor(room.bayu)
    with pytest.raises(NoKey):
        operations.open_key(passphrase=OTHER, session_key="x", network="::1", by=by, at=NOON)
    with pytest.raises(NoKey):
        operations.change_passphrase(old=OTHER, new=OTHER, network="::1", by=by, at=NOON)
    with pytest.raises(NoKey):
        operations.understand_loss(by=by, at=NOON)


@pytest.mark.parametrize("who", ["andi", "budi", "administrator", "auditor"])
def test_only_counselors_have_keys(room: Room, who: str) -> None:
    by = actor(getattr(room.town, who))
    with pytest.raises(NotPermitted):
        operations.make_key(passphrase=OTHER, by=by, at=NOON, cost=4)
    with pytest.raises(NotPermitted):
        operations.lock_key(session_key="x", by=by, at=NOON)


def test_the_first_key_asks_for_the_recovery_key(room: Room) -> None:
    with transaction.atomic():
        RecoveryKey.objects.filter(retired_at=None).update(retired_at=NOON)

    operations.make_key(passphrase=OTHER, by=actor(room.bayu), at=NOON, cost=4)

    told = Notification.objects.filter(kind="counseling.recovery")
    users = {room.town.administrator.pk, room.town.city_manager.user_id}
    assert set(told.values_list("user_id", flat=True)) == users


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE counselor_key SET public = sealed_private",
        "UPDATE counselor_key SET counselor_id = counselor_id",
        "DELETE FROM counselor_key",
        "UPDATE counseling_recovery_key SET public = '\\x00'",
        "UPDATE counseling_recovery_key SET fingerprint = 'A'",
        "DELETE FROM counseling_recovery_key",
    ],
)
def test_public_halves_never_change(room: Room, change: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_a_retired_key_stays_retired(room: Room) -> None:
    operations.replace_key(passphrase=OTHER, by=room.counselor, at=NOON, cost=4)

    with pytest.raises(IntegrityError, match="is retired"), transaction.atomic():
        CounselorKey.objects.exclude(retired_at=None).update(retired_at=None)


def test_an_unlocked_half_needs_a_session(room: Room) -> None:
    key = operations.own_key(room.counselor)
    assert key
    with pytest.raises(IntegrityError, match="counselor_unlock_of_session"), transaction.atomic():
        Unlock.objects.create(counselor_key=key, session_id="none", sealed=b"x", ends_at=NOON)
