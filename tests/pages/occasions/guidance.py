"""A guidance that runs, and one that is only offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from kinerja.accounts.models import User
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.guidance import operations as guidance
from kinerja.guidance.models import Guidance
from kinerja.organization.models import Employee, Placement
from tests.factories import actor
from tests.pages.people import Examples, Stop, boss_of, holder

ACTS = ("rate", "sessions", "extend", "finish", "stop", "competences")


def be_guided(examples: Examples) -> Iterator[Stop]:
    """Go through a guidance as its mentor, the employee and the pengelola; another is offered."""
    post, other = examples.delivered.placement, examples.waiting.placement
    begun, offered = begin(post), offer(other)
    yield boss_of(post), [page(name, begun.pk) for name in ACTS]
    yield (
        boss_of(other),
        [
            page("decline", offered.pk),
            page("begin", other.pk),
            page("choose_mentor", other.pk),
        ],
    )
    yield from answer(begun, post.employee.user)
    yield holder(Role.PENGELOLA_KOTA), [reverse("guidance:wording")]


def begin(post: Placement) -> Guidance:
    """Let the superior guide somebody, and rate one competence."""
    boss, at = boss_of(post), clock.now()
    mentor, ends_on = Employee.objects.get(user=boss), clock.local_date(at) + dt.timedelta(days=90)
    terms = guidance.Terms(aim="Berkas lengkap.", mentor=mentor, ends_on=ends_on)
    begun = guidance.begin(placement=post, terms=terms, by=actor(boss), at=at)
    guidance.rate_competence(
        guidance=begun, name="Komunikasi", value=3, reason="Jelas.", by=actor(boss), at=at
    )
    return begun


def offer(post: Placement) -> Guidance:
    """Offer a guidance to the superior, who has not decided."""
    offered = guidance.offer(
        placement=post,
        evaluation_id=1,
        occasion="evaluasi triwulan II 2026",
        suggests_counseling=True,
        by=Actor.system("test"),
        at=clock.now(),
    )
    assert offered is not None
    return offered


def answer(begun: Guidance, employee: User) -> Iterator[Stop]:
    """Go through the statements about the mentor before and after they are answered."""
    yield employee, [page("statements", begun.pk)]
    values, at = dict.fromkeys(range(1, 10), 3), clock.now()
    guidance.answer_statements(guidance=begun, values=values, words="", by=actor(employee), at=at)
    yield employee, [page("answers", begun.pk)]


def page(name: str, key: int) -> str:
    return reverse(f"guidance:{name}", args=[key])
