"""Who does what about counseling. Nobody does anything of it while looking as another."""

from __future__ import annotations

from typing import Protocol

from kinerja.foundation.actor import Actor, Role

NOT_A_COUNSELOR = "Halaman ini untuk konselor kinerja."
NOT_YOUR_KEY = "Kunci pemulihan dibuat oleh administrator atau pengelola kinerja kota."
NOT_YOUR_TEAM = "Anda hanya merujuk pegawai yang Anda nilai."
NOT_YOURS = "Konseling ini bukan urusan Anda."


class OfTwo(Protocol):
    """The two people of a case."""

    @property
    def employee_id(self) -> int: ...
    @property
    def counselor_id(self) -> int: ...


def is_himself(actor: Actor) -> bool:
    """ "Lihat sebagai" never opens this room."""
    return actor.real_user_id is None


def may_ask(actor: Actor) -> bool:
    """Every employee asks for himself. Law: PermenPANRB 6/2022, Lampiran (konseling kinerja)."""
    return is_himself(actor) and actor.employee_id is not None and not actor.is_official


def may_refer(actor: Actor, placement_id: int) -> bool:
    """The evaluator leads somebody here.

    Law: PermenPANRB 6/2022, Lampiran (konseling kinerja).
    """
    return is_himself(actor) and placement_id in actor.evaluates


def may_counsel(actor: Actor) -> bool:
    """Who was named by decree, and is an employee."""
    return is_himself(actor) and actor.has(Role.KONSELOR) and actor.employee_id is not None


def is_counselor(actor: Actor, case: OfTwo) -> bool:
    """The counselor of this case."""
    return is_himself(actor) and actor.employee_id == case.counselor_id


def is_employee(actor: Actor, case: OfTwo) -> bool:
    """The employee of this case."""
    return is_himself(actor) and actor.employee_id == case.employee_id


def may_keep_recovery(actor: Actor) -> bool:
    """Who prints the key that lies in an envelope; without a case he sees nothing by it."""
    return is_himself(actor) and bool(actor.roles & {Role.ADMINISTRATOR, Role.PENGELOLA_KOTA})
