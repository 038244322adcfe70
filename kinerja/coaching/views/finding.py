"""What the screens share: the tabs, a page number, the plan and the way in which one may speak."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from kinerja.coaching import access, forms
from kinerja.coaching.about import About
from kinerja.coaching.models import Feedback, FeedbackRequest
from kinerja.coaching.queries import subjects
from kinerja.coaching.queries.people import tie_of
from kinerja.coaching.queries.requests import waiting_for
from kinerja.coaching.queries.streams import PAGE
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.plans.models import Plan
from kinerja.ui.format import url

Tab = tuple[str, str, bool, int | None]


@dataclass(frozen=True)
class Speaking:
    """A plan about whose holder one may speak, and how."""

    plan: Plan
    role: Feedback.AuthorRole
    may_type: bool
    #: one may read the plan, so its results and evidence can be named
    sees_plan: bool

    @property
    def is_own(self) -> bool:
        return self.role == Feedback.AuthorRole.DIRI


def speaking_of(request: ActorRequest, plan_id: int) -> Speaking:
    """Return the plan and the role. 404 for somebody one may not know; 403 without a role."""
    plan = get_object_or_404(Plan.objects.select_related("employee", "year"), pk=plan_id)
    tie = tie_of(request.actor.employee_id, plan, clock.today())
    role = access.author_role(request.actor, plan, tie)
    sees = Plan.objects.visible_to(request.actor).filter(pk=plan.pk).exists()
    if role is None and not sees:
        raise Http404
    if role is None:
        raise NotPermitted(access.NOT_YOURS)
    return Speaking(plan, role, access.may_type_for_others(request.actor, plan, tie), sees)


def subject_choices(
    plan_id: int, *, sees_plan: bool, asked: FeedbackRequest | None = None, about: About | None
) -> forms.Choices:
    """Return what of a plan this person may name; a request names what it is about."""
    results = subjects.results_named(plan_id) if sees_plan else []
    evidence = subjects.evidence_named(plan_id) if sees_plan else []
    choices = forms.subject_choices(results, evidence)
    known = {key for key, words in choices if isinstance(words, str)} | {
        key for _, group in choices if isinstance(group, list) for key, _ in group
    }
    if asked is not None and about is not None and about.written not in known:
        choices.insert(1, (about.written, asked.label[:120]))
    return choices


def tabs_of(actor: Actor, current: str) -> list[Tab]:
    """Return the four views of feedback."""
    waiting = waiting_for(actor)
    stream = url("coaching:feedback_list")
    return [
        ("Diterima", stream, current == "", None),
        ("Diberikan", f"{stream}?tab=diberikan", current == "diberikan", None),
        ("Permintaan", f"{stream}?tab=permintaan", current == "permintaan", waiting or None),
        ("Apresiasi", url("coaching:wall"), current == "apresiasi", None),
    ]


def own_plan(actor: Actor) -> Plan | None:
    """Return the plan that runs today, for which one asks."""
    return (
        Plan.objects.filter(employee_id=actor.employee_key, held__contains=clock.today())
        .exclude(state=Plan.State.CLOSED)
        .select_related("employee", "year")
        .first()
    )


def page_number(query: QueryDict) -> int:
    """Return the page asked for; the first where it cannot be read."""
    form = forms.PageFilter(query)
    return (form.cleaned_data["hal"] or 1) if form.is_valid() else 1


def window(number: int) -> tuple[int, int]:
    """Return between which rows a page lies."""
    return (number - 1) * PAGE, number * PAGE


def pages(number: int, total: int) -> dict[str, int]:
    """Return what the pagination says."""
    return {
        "number": number,
        "pages": max(1, -(-total // PAGE)),
        "total": total,
        "per_page": PAGE,
    }
