"""The counselor's pair: made, opened for a session, locked, given another passphrase, replaced."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import transaction

from kinerja.accounts import throttle
from kinerja.accounts.models import User
from kinerja.accounts.operations import WrongPassword
from kinerja.accounts.passwords import objections_to
from kinerja.audit import operations as audit
from kinerja.counseling import access, sealing
from kinerja.counseling.models import CounselorKey, RecoveryKey, Unlock
from kinerja.counseling.queries.people import holders
from kinerja.counseling.refusals import KeyExists, NoKey, WeakPassphrase
from kinerja.counseling.sealing import CannotOpen
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing
from kinerja.notifications.operations import notify
from kinerja.ui.format import url

SHORTEST = 16
LASTS = dt.timedelta(minutes=30)
PRIVATE = b"kinerja counseling 1: private half under a passphrase"
SESSION = b"kinerja counseling 1: private half of a session "


class Opened(NamedTuple):
    """What the cookie gets, and until when it is good for anything."""

    cookie: str
    ends_at: dt.datetime


@transaction.atomic
def make_key(
    *, passphrase: str, by: Actor, at: dt.datetime, cost: int = sealing.COST
) -> CounselorKey:
    """Make a pair. Raises NotPermitted, WeakPassphrase, KeyExists."""
    _must_counsel(by)
    check_passphrase(passphrase, by)
    key = _made(passphrase, by=by, at=at, cost=cost)
    _record("made", key, by=by, at=at)
    if not RecoveryKey.objects.filter(retired_at=None).exists():
        _ask_for_recovery_key(at=at)
    return key


@transaction.atomic
def replace_key(
    *, passphrase: str, by: Actor, at: dt.datetime, cost: int = sealing.COST
) -> CounselorKey:
    """Make a new pair in the place of one whose passphrase is lost.

    What was sealed to the old one opens by the recovery key only.
    Raises NotPermitted, WeakPassphrase, NoKey.
    """
    _must_counsel(by)
    check_passphrase(passphrase, by)
    old = _own_locked(by)
    old.retired_at = at
    old.save(update_fields=["retired_at"])
    Unlock.objects.filter(counselor_key=old).delete()
    key = _made(passphrase, by=by, at=at, cost=cost)
    _record("replaced", key, by=by, at=at)
    return key


@transaction.atomic
def understand_loss(*, by: Actor, at: dt.datetime) -> None:
    """Write down that the counselor knows what is lost with both keys. Raises NoKey."""
    _must_counsel(by)
    key = _own_locked(by)
    if key.understood_at is None:
        key.understood_at = at
        key.save(update_fields=["understood_at"])
        _record("understood", key, by=by, at=at)


def open_key(
    *, passphrase: str, session_key: str, network: str, by: Actor, at: dt.datetime
) -> Opened:
    """Open the private half for this session and half an hour; the server keeps it shut.

    It is sealed again under a random key that goes into the cookie alone.
    Raises NotPermitted, NoKey, WrongPassword, TooManyAttempts.
    """
    _must_counsel(by)
    key = own_key(by)
    if key is None:
        raise NoKey
    private = _private(key, passphrase, network=network, by=by, at=at)
    fresh, ends_at = sealing.new_key(), at + LASTS
    sealed = sealing.lock(private, fresh, _for_session(key.pk, session_key))
    with transaction.atomic():
        Unlock.objects.update_or_create(
            session_id=session_key,
            defaults={"counselor_key": key, "sealed": sealed, "ends_at": ends_at},
        )
        _record("opened", key, by=by, at=at)
    return Opened(fresh.hex(), ends_at)


def opened_half(
    *, session_key: str, cookie: str, by: Actor, at: dt.datetime
) -> tuple[int, bytes] | None:
    """Return the key's number and its private half, where this session has opened it."""
    row = (
        Unlock.objects.filter(
            session_id=session_key, ends_at__gt=at, counselor_key__retired_at=None
        )
        .filter(counselor_key__counselor_id=by.employee_key)
        .first()
    )
    if row is None or not access.is_himself(by):
        return None
    try:
        purpose = _for_session(row.counselor_key_id, session_key)
        return row.counselor_key_id, sealing.unlock(
            bytes(row.sealed), bytes.fromhex(cookie), purpose
        )
    except (ValueError, CannotOpen):
        return None


@transaction.atomic
def lock_key(*, session_key: str, by: Actor, at: dt.datetime) -> None:
    """Shut what this session has opened."""
    _must_counsel(by)
    Unlock.objects.filter(
        session_id=session_key, counselor_key__counselor_id=by.employee_key
    ).delete()


def change_passphrase(
    *,
    old: str,
    new: str,
    network: str,
    by: Actor,
    at: dt.datetime,
    cost: int = sealing.COST,
) -> None:
    """Seal the same private half with another passphrase; every session has to open it anew.

    Raises NotPermitted, NoKey, WrongPassword, TooManyAttempts, WeakPassphrase.
    """
    _must_counsel(by)
    key = own_key(by)
    if key is None:
        raise NoKey
    private = _private(key, old, network=network, by=by, at=at)
    check_passphrase(new, by)
    with transaction.atomic():
        held = _own_locked(by)
        if held.pk != key.pk:
            raise KeyExists
        held.salt, held.cost = sealing.new_salt(), cost
        made = sealing.key_of_passphrase(new, held.salt, cost)
        held.sealed_private = sealing.lock(private, made, PRIVATE)
        held.save(update_fields=["salt", "cost", "sealed_private"])
        Unlock.objects.filter(counselor_key=held).delete()
        _record("passphrase_changed", held, by=by, at=at)


def forget_unlocks(*, at: dt.datetime) -> int:
    """Delete what has ended."""
    deleted, _ = Unlock.objects.filter(ends_at__lte=at).delete()
    return deleted


def own_key(by: Actor) -> CounselorKey | None:
    """Return the pair in force."""
    return CounselorKey.objects.filter(counselor_id=by.employee_key, retired_at=None).first()


def check_passphrase(passphrase: str, by: Actor) -> None:
    """Refuse what is guessed easily; it stands alone against a stolen database.

    Raises WeakPassphrase.
    """
    user = User.objects.get(pk=by.user_key)
    if len(passphrase) < SHORTEST:
        raise WeakPassphrase(f"Paling sedikit {SHORTEST} huruf. Pakai empat kata atau lebih.")
    if objections := objections_to(passphrase, user):
        raise WeakPassphrase(" ".join(objections))
    if user.check_password(passphrase):
        raise WeakPassphrase("Jangan pakai kata sandi akun Anda. Pilih kalimat lain.")


def _private(
    key: CounselorKey, passphrase: str, *, network: str, by: Actor, at: dt.datetime
) -> bytes:
    attempt, left = throttle.begin(username=f"konseling:{by.user_key}", network=network, at=at)
    made = sealing.key_of_passphrase(passphrase, bytes(key.salt), key.cost)
    try:
        private = sealing.unlock(bytes(key.sealed_private), made, PRIVATE)
    except CannotOpen as error:
        raise WrongPassword(left, "Kalimat sandi") from error
    throttle.succeeded(attempt)
    return private


def _made(passphrase: str, *, by: Actor, at: dt.datetime, cost: int) -> CounselorKey:
    pair, salt = sealing.new_pair(), sealing.new_salt()
    made = sealing.key_of_passphrase(passphrase, salt, cost)
    with refusing({"counselor_key_one_in_force": KeyExists()}), transaction.atomic():
        return CounselorKey.objects.create(
            counselor_id=by.employee_key,
            public=pair.public,
            salt=salt,
            cost=cost,
            sealed_private=sealing.lock(pair.private, made, PRIVATE),
            made_at=at,
        )


def _own_locked(by: Actor) -> CounselorKey:
    keys = CounselorKey.objects.select_for_update(of=("self",))
    key = keys.filter(counselor_id=by.employee_key, retired_at=None).first()
    if key is None:
        raise NoKey
    return key


def _for_session(key_id: int, session_key: str) -> bytes:
    return SESSION + f"{key_id} {session_key}".encode()


def _must_counsel(by: Actor) -> None:
    if not access.may_counsel(by):
        raise NotPermitted(access.NOT_A_COUNSELOR)


def _record(action: str, key: CounselorKey, *, by: Actor, at: dt.datetime) -> None:
    audit.record(f"counseling.key.{action}", subject=key, by=by, at=at)


def _ask_for_recovery_key(*, at: dt.datetime) -> None:
    roles = [Role.ADMINISTRATOR.value, Role.PENGELOLA_KOTA.value]
    keepers = holders(roles, clock.local_date(at))
    notify(
        [(one.user_id, None) for one in keepers],
        kind="counseling.recovery",
        title="Buat kunci pemulihan catatan konselor",
        body="Konselor pertama sudah membuat kunci. Catatannya menunggu kunci pemulihan kota.",
        location=url("counseling:recovery"),
        at=at,
    )
