"""Feedback that is given, asked for and reported."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kinerja.coaching import operations as coaching
from kinerja.coaching.models import FeedbackReport, FeedbackRequest
from kinerja.coaching.operations import About
from kinerja.evaluations.models import Evaluation
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.organization.models import Employee
from tests.factories import actor
from tests.pages.people import Examples, Stop, boss_of, holder


def give_feedback(examples: Examples) -> Iterator[Stop]:
    plan = examples.submitted
    yield boss_of(plan.placement), [reverse("coaching:feedback_new", args=[plan.pk])]


def ask_and_report(examples: Examples) -> Iterator[Stop]:
    """Go through a request and a report as the employee; the pengelola answers the report."""
    asked, report = speak_about(examples.waiting)
    own = {"request": asked.pk, "report": report.feedback_id}
    places = [reverse(f"coaching:{name}", args=[key]) for name, key in own.items()]
    yield examples.waiting.employee.user, places
    yield holder(Role.PENGELOLA_KOTA), [reverse("coaching:report_answer", args=[report.pk])]


def speak_about(evaluation: Evaluation) -> tuple[FeedbackRequest, FeedbackReport]:
    """Let the employee ask the evaluator, and report what he says."""
    plan, now = evaluation.plan, clock.now()
    boss = Employee.objects.get(user=boss_of(evaluation.placement))
    employee = actor(evaluation.employee)
    asked = coaching.ask_for_feedback(
        plan=plan, asked=boss, about=About(), question="Sudah rapi?", by=employee, at=now
    )
    said = coaching.give_feedback(
        plan=plan, about=About(), kind="SARAN", text="Lebih cepat.", by=actor(boss), at=now
    )
    report = coaching.report_feedback(feedback=said, reason="Kasar.", by=employee, at=now)
    return asked, report
