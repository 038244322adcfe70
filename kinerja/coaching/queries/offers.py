"""What feedback offers to the page of a person: speaking to the person, or asking for oneself."""

from __future__ import annotations

from kinerja.coaching.access import leading_role
from kinerja.coaching.models import Feedback
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.organization.person_links import PersonLink
from kinerja.plans.models import Plan
from kinerja.ui.format import url


def feedback_of_person(actor: Actor, employee_id: int) -> list[PersonLink]:
    """Return where feedback on the plan that runs today is given, or asked for by its holder."""
    plans = Plan.objects.filter(employee_id=employee_id, held__contains=clock.today())
    plan = plans.exclude(state=Plan.State.CLOSED).first()
    role = leading_role(actor, plan) if plan else None
    if plan is None or role is None:
        return []
    if role == Feedback.AuthorRole.DIRI:
        note = "Dari penilai atau rekan"
        return [PersonLink("Minta umpan balik", note, url("coaching:ask_whom"))]
    place = url("coaching:feedback_new", plan.pk) + "?tentang=umum"
    return [PersonLink("Beri umpan balik", "Apresiasi, saran perbaikan, atau catatan", place)]
