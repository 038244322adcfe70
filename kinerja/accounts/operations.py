"""What happens to an account: sign-in, codes, passwords, sessions. Administrators use the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import transaction

from kinerja.accounts import codes, samples, throttle
from kinerja.accounts.models import CodePurpose, OneTimeCode, Session, User
from kinerja.accounts.passwords import objections_to
from kinerja.audit import operations as audit
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import Refusal

#: how long a printed code may be used
CODE_LASTS = dt.timedelta(days=14)


class WrongPassword(Refusal):
    """The name or the password does not fit; which of the two is not said."""

    code = "wrong_password"

    def __init__(self, left: int, what: str = "NIP atau kata sandi") -> None:
        self.left = left
        more = f"Sisa {left} percobaan." if left else "Coba lagi beberapa menit lagi."
        super().__init__(f"{what} tidak cocok. {more}")


class WeakPassword(Refusal):
    """The new password is too easy."""

    code = "weak_password"


class NameTaken(Refusal):
    """Another account bears this name."""

    code = "name_taken"
    message = "Nama ini sudah dipakai akun lain. Pilih nama lain."


class IssuedCode(NamedTuple):
    """A code as it is printed, once."""

    user_id: int
    code: str
    expires_at: dt.datetime


def check_password(*, username: str, password: str, network: str, at: dt.datetime) -> User:
    """Return the account whose name and password these are.

    Raises WrongPassword, TooManyAttempts. An unknown name costs as much time as a wrong password.
    """
    attempt, left = throttle.begin(username=username, network=network, at=at)
    user = authenticate(username=username, password=password)
    if user is None or not samples.may_enter(username, network):
        raise WrongPassword(left)
    throttle.succeeded(attempt)
    assert isinstance(user, User)
    return user


@transaction.atomic
def record_sign_in(*, by: Actor, user: User, shared_device: bool, at: dt.datetime) -> None:
    """Write that somebody has signed in."""
    changes = {"shared_device": shared_device}
    audit.record("accounts.session.opened", subject=user, by=by, at=at, changes=changes)


@transaction.atomic
def record_sign_out(*, by: Actor, at: dt.datetime) -> None:
    """Write that somebody has signed out."""
    user = _account_of(by)
    audit.record("accounts.session.closed", subject=user, by=by, at=at)


def use_code(*, username: str, code: str, password: str, network: str, at: dt.datetime) -> User:
    """Let the holder of a printed code choose a password; it works once.

    Raises WrongPassword, TooManyAttempts, WeakPassword.
    """
    attempt, left = throttle.begin(username=username, network=network, at=at)
    with transaction.atomic():
        wanted = OneTimeCode.objects.select_for_update().select_related("user")
        found = wanted.filter(
            code_hash=codes.code_hash(codes.typed(code)),
            user__username=username,
            user__is_active=True,
            used_at=None,
            expires_at__gt=at,
        ).first()
        if found is None:
            raise WrongPassword(left, "NIP atau kode")
        by = Actor(user_id=found.user_id, name=username)
        _set_password(found.user, password)
        found.used_at = at
        found.save(update_fields=["used_at"])
        changes = {"purpose": found.purpose}
        audit.record("accounts.code.used", subject=found.user, by=by, at=at, changes=changes)
    throttle.succeeded(attempt)
    return found.user


def check_own_password(*, by: Actor, password: str, network: str, at: dt.datetime) -> None:
    """Make sure that it is the owner who changes the account.

    Raises WrongPassword, TooManyAttempts.
    """
    user = User.objects.get(pk=by.user_id or 0)
    attempt, left = throttle.begin(username=user.username, network=network, at=at)
    if not user.check_password(password):
        raise WrongPassword(left, "Kata sandi lama")
    throttle.succeeded(attempt)


@transaction.atomic
def change_password(*, by: Actor, password: str, at: dt.datetime) -> User:
    """Change one's own password; every session ends, the caller opens this one anew.

    Raises WeakPassword.
    """
    user = _account_of(by)
    _set_password(user, password)
    audit.record("accounts.password.changed", subject=user, by=by, at=at)
    return user


def _account_of(by: Actor) -> User:
    """Return one's own account, locked."""
    return User.objects.select_for_update().get(pk=by.user_id or 0)


def _set_password(user: User, password: str) -> None:
    objections = objections_to(password, user)
    if objections:
        raise WeakPassword(" ".join(objections))
    user.set_password(password)
    user.save(update_fields=["password"])
    Session.objects.filter(user_id=user.pk).delete()


@transaction.atomic
def end_sessions(*, by: Actor, at: dt.datetime) -> int:
    """Sign out everywhere, here too."""
    user = _account_of(by)
    ended, _ = Session.objects.filter(user_id=user.pk).delete()
    changes = {"sessions": ended}
    audit.record("accounts.sessions.ended", subject=user, by=by, at=at, changes=changes)
    return ended


@transaction.atomic
def acknowledge_notice(*, by: Actor, at: dt.datetime) -> None:
    """Write down that the person has read who sees what."""
    user = _account_of(by)
    if user.informed_at is None:
        user.informed_at = at
        user.save(update_fields=["informed_at"])
        audit.record("accounts.notice.read", subject=user, by=by, at=at)


@transaction.atomic
def choose_theme(*, by: Actor, theme: str) -> None:
    """Keep whether the person wants light or dark; not an act that anybody must answer for."""
    User.objects.filter(pk=_account_of(by).pk).update(theme=theme)


@transaction.atomic
def issue_codes(
    *,
    by: Actor,
    users: Collection[int],
    purpose: CodePurpose,
    at: dt.datetime,
    about: Mapping[int, tuple[int | None, int | None]],
) -> list[IssuedCode]:
    """Make new codes for accounts; the open ones of these accounts stop working.

    The caller has asked whether `by` may. `about` gives (employee, unit) of a user for the trail.
    """
    list(User.objects.select_for_update().filter(pk__in=users).order_by("pk").values_list("pk"))
    OneTimeCode.objects.filter(user__in=users, used_at=None).delete()
    expires = at + CODE_LASTS
    issued = [IssuedCode(user, codes.new_code(), expires) for user in users]
    rows = OneTimeCode.objects.bulk_create(
        OneTimeCode(
            user_id=one.user_id,
            purpose=purpose,
            code_hash=codes.code_hash(one.code),
            issued_at=at,
            issued_by_id=by.user_id,
            expires_at=expires,
        )
        for one in issued
    )
    for row in rows:
        employee, unit = about.get(row.user_id, (None, None))
        changes = {"user": row.user_id, "purpose": purpose.value, "expires_at": expires}
        audit.record(
            "accounts.code.issued",
            subject=row,
            by=by,
            at=at,
            about=employee,
            unit=unit,
            changes=changes,
        )
    return issued


@transaction.atomic
def create_account(*, by: Actor, username: str, at: dt.datetime) -> User:
    """Make an account with a chosen name and no password. Raises NameTaken, Refusal."""
    user = User(username=username)
    user.set_unusable_password()
    try:
        user.full_clean(exclude=["password"], validate_unique=False)
    except ValidationError as error:
        raise Refusal(
            "Nama akun: 3 sampai 60 huruf kecil, angka, titik, garis bawah, atau strip."
        ) from error
    if User.objects.filter(username=username).exists():
        raise NameTaken
    user.save()
    audit.record("accounts.account.created", subject=user, by=by, at=at)
    return user
