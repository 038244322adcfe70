"""A city in the middle of a year: people with passwords, plans agreed, and phones in hand."""

from __future__ import annotations

from kinerja.cycles import operations as cycles
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation import clock
from kinerja.organization.models import Employee
from kinerja.plans import operations as plans
from kinerja.plans.models import Plan
from tests.factories import Town, actor, make_town
from tests.journeys.persons import PASSWORD, Crowd, Person
from tests.plan_factories import fill, make_draft

#: the result of everybody's plan, as `fill` words it
RESULT = "Tersedianya antrean daring KTP-el yang andal"


def make_city(*signing_in: str) -> Town:
    """Make the town with an open year, and let the named ones sign in by their password."""
    town = make_town()
    for name in signing_in:
        give_password(getattr(town, name))
    open_year(town)
    return town


def open_year(town: Town) -> None:
    now, by = clock.now(), actor(town.city_manager)
    year = cycles.prepare_year(year=clock.local_date(now).year, by=by, at=now)
    cycles.open_year(year=year, by=by, at=now)


def give_password(employee: Employee) -> None:
    employee.user.set_password(PASSWORD)
    employee.user.save(update_fields=["password"])


def agreed_plan(employee: Employee, evaluator: Employee) -> Plan:
    """Let the year's plan of somebody be written and agreed."""
    now = clock.now()
    plan = make_draft(employee, PerformanceYear.objects.get(), at=now)
    fill(plan, at=now)
    plans.submit_plan(plan=plan, by=actor(employee), at=now)
    plans.agree_plan(plan=plan, by=actor(evaluator), at=now)
    return plan


def arrived(crowd: Crowd, *employees: Employee) -> list[Person]:
    """Let people sign in, each at a device of their own."""
    people = [crowd.person(one.name, one.user.username) for one in employees]
    for person in people:
        person.sign_in()
    return people
