"""Sessions of an employee and the superior, with all that can be done about one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from kinerja.dialogue import operations as dialogue
from kinerja.dialogue.models import Series, Session
from kinerja.evaluations.models import Evaluation
from kinerja.foundation import clock
from kinerja.plans.models import IndicatorContent
from tests.factories import actor
from tests.pages.people import Examples, Stop, boss_of


def meet(examples: Examples) -> Iterator[Stop]:
    """Let both plan a session, write on it, repeat it, and ask for another."""
    evaluation = examples.waiting
    places = [*pages_of_session(evaluation), page_of_series(evaluation)]
    request = asked_for(evaluation)
    yield evaluation.employee.user, [*places, addition_to_agenda(evaluation)]
    accept = reverse("dialogue:accept", args=[request.pk])
    yield boss_of(evaluation.placement), [accept, "/dialog/tim/"]


def pages_of_session(evaluation: Evaluation) -> list[str]:
    """Where a session with a point and an agreement stands, and where it is moved or called off."""
    leader, employee = actor(boss_of(evaluation.placement)), actor(evaluation.employee)
    now = clock.now()
    session = dialogue.plan_session(
        placement=evaluation.placement,
        kind="UMPAN_BALIK",
        meeting=dialogue.Meeting(starts_at=now),
        by=leader,
        at=now,
    )
    point = dialogue.add_point(session=session, title="Beban kerja", by=employee, at=now)
    promise = dialogue.agree(
        session=session,
        text="Susun jadwal",
        responsible=evaluation.employee,
        due_on=clock.today(),
        by=leader,
        at=now,
    )
    return [
        *(page(name, session.pk) for name in ("session", "move", "cancel", "miss")),
        page("point", point.pk),
        page("agreement", promise.pk),
    ]


def page_of_series(evaluation: Evaluation) -> str:
    """Where the repetition of the two ends, which the city has or we begin."""
    now = clock.now()
    series = Series.objects.filter(employee=evaluation.employee, ended_at=None).first()
    series = series or dialogue.plan_series(
        placement=evaluation.placement,
        kind="UMPAN_BALIK",
        rhythm="MONTHLY",
        meeting=dialogue.Meeting(starts_at=now + dt.timedelta(days=1)),
        by=actor(boss_of(evaluation.placement)),
        at=now,
    )
    return page("end_series", series.pk)


def asked_for(evaluation: Evaluation) -> Session:
    """Return the session that the employee asks for, which the city has or we make."""
    asked = Session.objects.filter(employee=evaluation.employee, state="REQUESTED").first()
    return asked or dialogue.ask_for_session(
        placement=evaluation.placement,
        kind="KLARIFIKASI",
        reason="Target",
        by=actor(evaluation.employee),
        at=clock.now(),
    )


def addition_to_agenda(evaluation: Evaluation) -> str:
    """Where an indicator of the plan is put on an agenda."""
    line = IndicatorContent.objects.filter(plan_version__plan=evaluation.plan)[0]
    return f"{reverse('dialogue:agenda_add')}?jenis=indicator&id={line.indicator_id}"


def page(name: str, key: int) -> str:
    return reverse(f"dialogue:{name}", args=[key])
