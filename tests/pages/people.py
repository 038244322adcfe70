"""Who goes through the pages of the demo city, and what the visits are about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kinerja.accounts.models import User
from kinerja.evaluations.models import Evaluation
from kinerja.foundation.actor import Role
from kinerja.organization.models import Employee, Placement, RoleGrant
from kinerja.organization.queries import evaluator_of
from kinerja.plans.models import Plan

#: the day the city stands at
TODAY = dt.date(2026, 8, 3)
#: who goes, and the addresses where he begins
Stop = tuple[User | None, list[str]]


@dataclass(frozen=True)
class Examples:
    """One evaluation or plan in each state, taken before any visit changes something."""

    delivered: Evaluation
    decided: Evaluation
    #: the employee has sent his own evaluation; the evaluator has not rated
    waiting: Evaluation
    #: the employee has not begun
    fresh: Evaluation
    submitted: Plan
    drafted: Plan


def find_examples() -> Examples:
    evaluations, plans = Evaluation.objects.order_by("pk"), Plan.objects.order_by("pk")
    delivered = evaluations.filter(state="DELIVERED")[0]
    return Examples(
        delivered=delivered,
        decided=evaluations.filter(state="DECIDED").first() or delivered,
        waiting=evaluations.filter(state="SELF_SENT")[0],
        fresh=evaluations.filter(state="OPEN", period__isnull=False)[0],
        submitted=plans.filter(state="SUBMITTED")[0],
        drafted=plans.filter(state__in=["DRAFT", "RETURNED"])[0],
    )


def holder(role: Role) -> User:
    return RoleGrant.objects.filter(role=role.value, held__endswith=None).order_by("pk")[0].user


def boss_of(placement: Placement) -> User:
    line = evaluator_of(placement.pk, TODAY)
    assert line
    assert line.evaluator_id
    return Employee.objects.get(pk=line.evaluator_id).user
