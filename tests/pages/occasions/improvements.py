"""What is changed after a survey, and an indicator that takes its value from one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from kinerja.cycles.models import Period
from kinerja.evidence.tests.sourcing import numbered
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.improvements import operations
from kinerja.improvements.models import Improvement
from kinerja.improvements.tests.stages import result, values_for
from kinerja.plans.models import IndicatorContent
from kinerja.plans.models.plan import EDITABLE_STATES
from kinerja.services.models import Service
from kinerja.surveys.periods import Span, quarter_of
from kinerja.surveys.tests.stages import make_service
from tests.factories import actor
from tests.pages.people import TODAY, Examples, Stop, holder

MONTH = dt.timedelta(days=30)
OF_ONE = ("improvement", "improvement_edit", "improvement_finish", "improvement_drop")


def improve(examples: Examples) -> Iterator[Stop]:
    """Go through the follow-ups of a service, one open and one done."""
    service = make_service(examples.submitted.placement.unit, "Izin usaha")
    result(service, last_quarter(), U3="2.90", U9="3.00")
    open_one, done = (promise(examples, service) for _ in range(2))
    manager = holder(Role.PENGELOLA_KOTA)
    operations.finish_improvement(
        improvement=done, outcome="Loket ketiga buka.", by=actor(manager), at=clock.now()
    )
    new = address("improvement_new")
    yield (
        manager,
        [
            address("improvement_list"),
            new,
            f"{new}?layanan={service.pk}&unsur=U3&periode={last_quarter().code}",
            *(address(name, open_one.pk) for name in OF_ONE),
            address("improvement", done.pk),
        ],
    )


def measure(examples: Examples) -> Iterator[Stop]:
    """Look at the pages on which an indicator is given a source, once agreed and in a draft."""
    plan = examples.waiting.plan
    period = Period.objects.get(year=plan.year, held__contains=TODAY)
    keys = [plan.pk, period.pk, numbered(plan).indicator_id]
    yield plan.employee.user, [reverse("evidence:source", args=keys)]
    worded = IndicatorContent.objects.filter(plan_version__state__in=EDITABLE_STATES)
    draft = worded.exclude(target=None).select_related("plan_version__plan").order_by("pk")[0]
    plan = draft.plan_version.plan
    yield plan.employee.user, [reverse("evidence:planned", args=[plan.pk, draft.indicator_id])]


def promise(examples: Examples, service: Service) -> Improvement:
    return operations.plan_improvement(
        service=service,
        span=last_quarter(),
        values=values_for(examples.submitted.employee, due_on=clock.today() + MONTH),
        by=actor(holder(Role.PENGELOLA_KOTA)),
        at=clock.now(),
    )


def last_quarter() -> Span:
    return quarter_of(clock.today()).previous


def address(name: str, *keys: int) -> str:
    return reverse(f"improvements:{name}", args=keys)
