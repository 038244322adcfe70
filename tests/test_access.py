"""Every address, every visitor: what each of them is answered.

The answers stand in access.txt, a row for each address and method. 302 to nobody means sign in;
404 hides that the thing exists; 403 is seen but not one's own to do; 409 refuses with a reason; 422
asks for better input; 303 and 302 say that it was done or where to go. A POST of nobody is 403: the
page that gives the typed fields back after signing in.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from kinerja.anonymous import keys
from kinerja.anonymous.models import Window, WindowMember
from kinerja.coaching import operations as coaching
from kinerja.coaching.operations import About, give_feedback
from kinerja.complaints.tests.stages import make_file as make_complaints
from kinerja.counseling.tests.stage import make_case
from kinerja.cycles import operations as cycles
from kinerja.cycles.models import Holiday, PerformanceYear, Period
from kinerja.dialogue.tests.stages import make_dialogue
from kinerja.evaluations import operations as evaluations
from kinerja.evaluations.models import Evaluation
from kinerja.evidence import operations as evidence
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.growth import operations as growth
from kinerja.guidance.tests.stages import begun as begin_guidance
from kinerja.improvements.tests.stages import planned
from kinerja.notifications.models import Notification
from kinerja.organization.models import Import, Placement, RoleGrant
from kinerja.plans.models import IndicatorContent, Plan
from kinerja.services.models import Service
from kinerja.services.tests.stages import make_parts
from kinerja.surveys.models import OfficeNetwork
from kinerja.surveys.tests.paper import make_file as make_papers
from kinerja.surveys.tests.stages import comment as make_comment
from kinerja.surveys.tests.stages import make_service
from tests import databases
from tests.factories import NOON, Town, actor, client_of, make_employee, make_line
from tests.plan_factories import first_result, make_agreed, make_submitted

#: what these requests run is measured where its own tests run it
pytestmark = pytest.mark.no_cover

TABLE = Path(__file__).with_name("access.txt")
VISITORS = (
    "nobody", "andi", "dewi", "budi", "sari", "stranger", "mayor", "city_manager", "office_manager",
    "auditor", "administrator",
)  # fmt: skip
METHODS = ("GET", "POST")
MACHINE = Actor.system("test")
#: what an address names by a word or a number of its own
WORDS = {
    "name": "objection_days", "subject": "pegawai", "public_id": "a" * 16, "token": "a" * 16,
    "number": 2, "no": 2, "data_name": "aduan", "data_form": "csv",
}  # fmt: skip


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from patterns(pattern, namespace + inner)
        else:
            yield f"{namespace}{pattern.name}", pattern


PATTERNS = dict(patterns(get_resolver()))
ROWS = {
    " ".join(row.split()): statuses.strip()
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
    for row, statuses in [line.split("|")]
}


@pytest.fixture(scope="module")
def stage(
    kept_town: Town, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """One of everything that an address can name, about Andi where it is about a person."""
    folder = tmp_path_factory.mktemp("stage")
    with (
        override_settings(FILES=folder, VAR=folder / "var"),
        clock.fixed(NOON),
        databases.kept(django_db_blocker),
    ):
        yield _one_of_everything(kept_town)


def _one_of_everything(town: Town) -> dict[str, Any]:
    year = cycles.prepare_year(year=2026, by=MACHINE, at=NOON)
    cycles.open_year(year=year, by=MACHINE, at=NOON)
    plan = make_agreed(town.andi, year, town.budi)
    make_submitted(town.dewi, year)
    return {
        **_year(year),
        **_plan(town, plan),
        **_feedback(town, plan),
        **_evaluation(plan),
        **_development(town, year),
        **_organization(town),
        "window_id": _window(town).pk,
        **_voice(town),
        **make_case(town),
        **make_dialogue(town),
        "guidance_id": begin_guidance(plan.placement, town.budi).pk,
        "improvement_id": _follow_up(town),
        "line_id": make_line(Placement.objects.get(employee=town.dewi), town.budi).pk,
        **WORDS,
    }


def _year(year: PerformanceYear) -> dict[str, Any]:
    return {
        "year_id": year.pk,
        "year": year.year,
        "period_id": Period.objects.get(year=year, no=2).pk,
        "holiday_id": Holiday.objects.create(day=NOON.date(), name="Libur", source="SKB").pk,
    }


def _plan(town: Town, plan: Plan) -> dict[str, Any]:
    """Andi's plan, and a link that shows what he did."""
    line = IndicatorContent.objects.get(plan_version__plan=plan)
    use = evidence.attach_link(
        plan=plan,
        indicator_id=line.indicator_id,
        period=Period.objects.get(year=plan.year, no=2),
        link="https://drive.kotalama.go.id/rekap",
        by=actor(town.andi),
        at=NOON,
    )
    return {
        "plan_id": plan.pk,
        "placement_id": plan.placement_id,
        "result_id": first_result(plan),
        "indicator_id": line.indicator_id,
        "evidence_id": use.evidence_id,
        "use_id": use.pk,
    }


def _feedback(town: Town, plan: Plan) -> dict[str, Any]:
    """A note and a praise that Budi gives, Andi's request for more, Sari's report of the praise."""
    given: dict[str, Any] = {"plan": plan, "by": actor(town.budi), "at": NOON}
    give_feedback(about=About(core_value="LOYAL"), kind="CATATAN", text="Baik.", **given)
    praise = give_feedback(
        about=About(), kind="APRESIASI", visibility="UNIT", text="Membantu loket lain.", **given
    )
    asked = coaching.ask_for_feedback(
        plan=plan, asked=town.budi, about=About(), question="", by=actor(town.andi), at=NOON
    )
    report = coaching.report_feedback(
        feedback=praise, reason="Berlebihan.", by=actor(town.sari), at=NOON
    )
    return {"feedback_id": praise.pk, "request_id": asked.pk, "report_id": report.pk}


def _evaluation(plan: Plan) -> dict[str, Any]:
    """Andi's evaluation, and what he is told when its period opens."""
    period = Period.objects.get(year=plan.year, no=2)
    evaluations.open_period(period=period, by=MACHINE, at=NOON)
    told = Notification.objects.filter(user=plan.employee.user)[0]
    evaluation = Evaluation.objects.get(plan=plan, period=period)
    return {"evaluation_id": evaluation.pk, "notification_id": told.pk}


def _organization(town: Town) -> dict[str, Any]:
    return {
        "user_id": town.dewi.user_id,
        "employee_id": town.andi.pk,
        "unit_id": town.office.pk,
        "grant_id": RoleGrant.objects.get(user=town.auditor.user).pk,
        "import_id": _import(town),
    }


def _window(town: Town) -> Window:
    """An open window about Andi that asks Dewi and seven of another office."""
    group = [town.dewi, *(make_employee(f"Rekan {number}") for number in range(7))]
    window = Window.objects.create(
        subject=town.andi,
        placement=Placement.objects.get(employee=town.andi),
        unit=town.division,
        ring="TEAM",
        group_size=len(group),
        opens=NOON.date(),
        closes=NOON.date() + dt.timedelta(days=14),
        key_file=keys.make(),
        questions=["LOYAL", "ADAPTIF"],
        opened_by=town.office_manager.user,
    )
    WindowMember.objects.bulk_create(WindowMember(window=window, employee=one) for one in group)
    return window


def _voice(town: Town) -> dict[str, Any]:
    """A service of Andi's division with what citizens said of it, and a network of the offices."""
    parts = make_parts(town.division)
    service = Service.objects.get(pk=parts["service_id"])
    words = make_comment(service, NOON.date(), "Loket penuh.", mixed_on=NOON.date())
    network = OfficeNetwork.objects.create(network="203.0.113.0/24")
    return {
        **parts,
        "comment_id": words.pk,
        "network_id": network.pk,
        "paper_id": make_papers(service).pk,
        "file_id": make_complaints(town.city_manager.user_id).pk,
    }


def _development(town: Town, year: PerformanceYear) -> dict[str, Any]:
    """An action in Andi's development plan."""
    values = growth.ActionValues(
        "SOSIAL", "Mendampingi rekan.", "", dt.date(2026, 9, 30), Decimal(0)
    )
    action = growth.add_action(year=year, values=values, by=actor(town.andi), at=NOON)
    return {"development_id": action.plan_id, "action_id": action.pk}


def _follow_up(town: Town) -> int:
    """What Budi promises after a survey, and Andi answers for."""
    return planned(make_service(town.division, "KTP elektronik"), town.budi, town.andi).pk


def _import(town: Town) -> int:
    return Import.objects.create(
        subject="EMPLOYEES",
        file_name="pegawai.xlsx",
        file_sha256=b"0" * 32,
        effective_on=NOON.date(),
        uploaded_at=NOON,
        uploaded_by_id=town.city_manager.user_id,
        state="CHECKED",
    ).pk


def answers(town: Town, stage: dict[str, Any], method: str, name: str) -> str:
    """Ask as every visitor, each time on the untouched stage."""
    names = PATTERNS[name].pattern.converters
    address = reverse(name, kwargs={key: stage[key] for key in names})
    given = [_status(town, visitor, method, address) for visitor in VISITORS]
    return " ".join(map(str, given))


def _status(town: Town, visitor: str, method: str, address: str) -> int:
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        if visitor != "nobody":
            client = client_of(getattr(town, visitor))
            client.raise_request_exception = False
        given = {"kunci": str(uuid.uuid4())} if method == "POST" else {}
        response = client.generic(
            method, address, data=_form(given), content_type="application/x-www-form-urlencoded"
        )
        status: int = response.status_code
        if response.streaming:
            b"".join(response)  # the client then ends the request without closing our connection
        transaction.set_rollback(True)
    return status


def _form(given: dict[str, str]) -> str:
    return "&".join(f"{key}={value}" for key, value in given.items())


def test_every_address_has_its_rows() -> None:
    ours = {f"{method} {name}" for name in PATTERNS for method in METHODS}

    assert set(ROWS) == ours


@pytest.mark.django_db
@pytest.mark.parametrize("room", sorted({name.partition(":")[0] for name in PATTERNS}))
def test_answers(town: Town, stage: dict[str, Any], room: str) -> None:
    rows = [row.split() for row in ROWS if row.split()[1].partition(":")[0] == room]

    wrong = {
        f"{method} {name}": given
        for method, name in rows
        if (given := answers(town, stage, method, name)) != ROWS[f"{method} {name}"]
    }

    assert wrong == {}


def test_no_answer_is_an_error_and_nobody_gets_in() -> None:
    for row, statuses in ROWS.items():
        if row.split()[1] == "ready":  # 503 is its answer while no worker runs
            continue
        given = statuses.split()
        assert not [status for status in given if status.startswith("5")], row
        assert len(given) == len(VISITORS), row


def test_the_administrator_sees_no_plan_evidence_or_rating() -> None:
    personal = ("plans:plan", "plans:pdf", "evidence:sheet", "evidence:file", "evaluations:why")
    place = VISITORS.index("administrator")

    assert {ROWS[f"GET {name}"].split()[place] for name in personal} == {"404"}
