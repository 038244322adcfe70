"""A case of counseling: its two people, who leads somebody there, who mends a lost key."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kinerja.counseling.models import Case
from kinerja.counseling.queries.people import is_independent
from kinerja.counseling.tests.stage import make_case_between
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.organization.models import Employee
from tests.factories import actor, grant
from tests.pages.people import Examples, Stop, boss_of, holder

KEYS = ("key", "key_make", "key_change", "key_lost", "unlock", "understand")
ACTS = ("case", "note_add", "meeting_add", "close")


def be_counseled(examples: Examples) -> Iterator[Stop]:
    """Go through the pages of a case as its two people, and lead somebody there."""
    plan = examples.submitted
    case = counseled(plan.employee)
    yield case.employee.user, ["/konseling/", "/konseling/minta/"]
    yield case.counselor.user, pages_of_counselor(case)
    yield boss_of(plan.placement), ["/konseling/rujuk/"]
    yield holder(Role.ADMINISTRATOR), ["/konseling/pemulihan/"]


def counseled(employee: Employee) -> Case:
    """Let an employee be counseled by the first colleague who is independent of him."""
    keeper = actor(holder(Role.ADMINISTRATOR))
    for colleague in Employee.objects.exclude(nip=None).order_by("pk"):
        granted = grant(colleague.user, Role.KONSELOR)
        if is_independent(colleague.pk, employee.pk, clock.today()):
            return make_case_between(employee, colleague, keeper)
        granted.delete()
    raise LookupError("Nobody is independent.")


def pages_of_counselor(case: Case) -> list[str]:
    """Where a counselor writes, and keeps his key."""
    return [
        *(reverse(f"counseling:{name}", args=[case.pk]) for name in ACTS),
        *(reverse(f"counseling:{name}") for name in KEYS),
    ]
