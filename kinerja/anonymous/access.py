"""Who opens a window, who answers, who reads what came of it."""

from __future__ import annotations

from typing import Protocol

from kinerja.foundation.actor import Actor


class About(Protocol):
    """What of a window decides about it."""

    @property
    def subject_id(self) -> int: ...
    @property
    def placement_id(self) -> int: ...
    @property
    def unit_id(self) -> int: ...


class Post(Protocol):
    """What of a placement decides about it."""

    @property
    def employee_id(self) -> int: ...
    @property
    def unit_id(self) -> int: ...


def may_open(actor: Actor, post: Post) -> bool:
    """The pengelola of the unit, about anybody but himself."""
    return post.unit_id in actor.units_managed and post.employee_id != actor.employee_id


def may_answer(actor: Actor, *, is_member: bool) -> bool:
    """Whoever is asked, in person: nobody looks into an answer through another's eyes."""
    return is_member and actor.employee_id is not None and actor.real_user_id is None


def may_read(actor: Actor, window: About) -> bool:
    """The person it is about, the evaluator of the placement, the pengelola of the unit."""
    return (
        window.subject_id == actor.employee_id
        or window.placement_id in actor.evaluates
        or window.unit_id in actor.units_managed
    )
