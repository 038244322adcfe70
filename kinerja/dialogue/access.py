"""Who may do what with sessions. The state is asked by the operation."""

from __future__ import annotations

from typing import Protocol

from kinerja.foundation.actor import Actor

#: states in which the duty still passes to a new superior
COMING = frozenset({"REQUESTED", "PLANNED"})


class Placed(Protocol):
    """Whose session it is, in which position."""

    @property
    def employee_id(self) -> int: ...
    @property
    def placement_id(self) -> int: ...


class Paired(Placed, Protocol):
    """And who leads it."""

    @property
    def leader_id(self) -> int: ...


class Held(Paired, Protocol):
    """And how it stands."""

    @property
    def state(self) -> str: ...
    @property
    def origin_kind(self) -> str: ...


def is_one_of_both(actor: Actor, session: Paired) -> bool:
    """The employee or the leader of a session."""
    return actor.employee_id in {session.employee_id, session.leader_id}


def leads_team(actor: Actor, placed: Placed) -> bool:
    """Whoever assesses the position today leads its dialogue. Law: PermenPANRB 6/2022 Ps. 3."""
    return placed.placement_id in actor.evaluates and actor.employee_id != placed.employee_id


def takes_over(actor: Actor, session: Held) -> bool:
    """A new superior acts on a coming session of his predecessor: it becomes his."""
    is_another = leads_team(actor, session) and actor.employee_id != session.leader_id
    return is_another and session.state in COMING and not session.origin_kind


def may_take_part(actor: Actor, session: Held) -> bool:
    """Both of them, and a new superior while the session is still to come."""
    return is_one_of_both(actor, session) or takes_over(actor, session)


def may_lead(actor: Actor, session: Held) -> bool:
    """Who sets the time of a session that was asked for."""
    return actor.employee_id == session.leader_id or takes_over(actor, session)


def may_ask(actor: Actor, placed: Placed) -> bool:
    """One asks for a session about one's own work."""
    return actor.employee_id == placed.employee_id


def may_settle(actor: Actor, agreement: Paired) -> bool:
    """Both of them, and whoever assesses the position today."""
    return is_one_of_both(actor, agreement) or leads_team(actor, agreement)


def may_remove(actor: Actor, author_id: int, session: Paired) -> bool:
    """One takes away what one has put; a new superior also what his predecessor had put."""
    is_of_leader = author_id != session.employee_id
    return actor.employee_id == author_id or (
        is_of_leader and actor.employee_id == session.leader_id
    )
