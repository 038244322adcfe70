"""One-time codes for the people of a unit: who may print them, and for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import transaction

from kinerja.accounts.models import CodePurpose
from kinerja.accounts.operations import IssuedCode, issue_codes
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.notifications.operations import notify
from kinerja.organization.queries.accounts import LONGEST_SHEET, AccountRow, account_of

ISSUERS = frozenset({Role.ADMINISTRATOR, Role.PENGELOLA_KOTA, Role.PENGELOLA_OPD})
#: whose accounts each role may open with a new code: nobody raises himself by another's account
OUT_OF_REACH = {
    Role.PENGELOLA_KOTA: frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
    Role.PENGELOLA_OPD: frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.PENGELOLA_KOTA}),
}


class Slip(NamedTuple):
    """One code with the person it is for, as it is printed."""

    account: AccountRow
    code: IssuedCode


def may_issue(actor: Actor) -> bool:
    """Tell whether the person prints codes at all."""
    return bool(actor.roles & ISSUERS) or actor.is_system


def may_issue_for(actor: Actor, account: AccountRow) -> bool:
    """Tell whether the person prints codes for this account."""
    if actor.is_system or Role.ADMINISTRATOR in actor.roles:
        return True
    reached = account.unit_id is not None and account.unit_id in actor.units_managed
    roles = [role for role in OUT_OF_REACH if role in actor.roles]
    return reached and any(not account.roles & OUT_OF_REACH[role] for role in roles)


@transaction.atomic
def print_codes(*, by: Actor, accounts: Sequence[AccountRow], at: dt.datetime) -> list[Slip]:
    """Make one code for each account and tell its holder; older open codes stop working.

    Who has no password yet gets a code to begin with, others one to choose a new password.
    Raises NotPermitted, Refusal.
    """
    if not all(may_issue_for(by, account) for account in accounts):
        raise NotPermitted("Kode untuk akun ini hanya bisa dicetak administrator.")
    if not accounts:
        raise Refusal("Semua pegawai di unit ini sudah punya kata sandi.")
    if len(accounts) > LONGEST_SHEET:
        raise Refusal(f"Lebih dari {LONGEST_SHEET} orang. Pilih unit yang lebih kecil.")
    codes = {
        code.user_id: code
        for purpose, chosen in _by_purpose(accounts)
        for code in issue_codes(
            by=by,
            users=[account.user_id for account in chosen],
            purpose=purpose,
            at=at,
            about={one.user_id: (one.employee_id, one.unit_id) for one in chosen},
        )
    }
    notify(
        [(account.user_id, account.email or None) for account in accounts],
        kind="accounts.code",
        title="Kode sekali pakai dicetak untuk akun Anda",
        body="Jika Anda tidak memintanya, beri tahu pengelola kinerja di kantor Anda.",
        location="/akun/",
        at=at,
    )
    return [Slip(account, codes[account.user_id]) for account in accounts]


def code_for(user_id: int, *, by: Actor, at: dt.datetime) -> IssuedCode:
    """Make one code for one account. Raises NotPermitted, Refusal."""
    account = account_of(user_id, clock.local_date(at))
    if account is None:
        raise Refusal("Akun ini sudah ditutup.")
    return print_codes(by=by, accounts=[account], at=at)[0].code


def _by_purpose(
    accounts: Iterable[AccountRow],
) -> list[tuple[CodePurpose, list[AccountRow]]]:
    new = [account for account in accounts if not account.has_password]
    known = [account for account in accounts if account.has_password]
    return [(CodePurpose.ACTIVATION, new), (CodePurpose.RESET, known)]
