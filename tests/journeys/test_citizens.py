"""What citizens say at a counter becomes an index, a realization, a reason and a printed form."""

from __future__ import annotations

import datetime as dt
import re
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, expect

from kinerja.cycles.models import PerformanceYear, Period
from kinerja.evaluations import operations as evaluations
from kinerja.evaluations.models import Evaluation
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Via
from kinerja.organization.models import Employee
from kinerja.plans import operations as plans
from kinerja.plans.models import Plan
from kinerja.plans.queries import content_of
from kinerja.plans.values import IndicatorValues, ResultValues
from kinerja.services.models import Service
from kinerja.surveys.operations.night import turn_over
from kinerja.surveys.tests.stages import code_of, make_service
from regulation.satisfaction import QUESTIONS
from tests.factories import Town, actor
from tests.journeys import mentored, stages
from tests.journeys.persons import PHONE, Crowd, Person
from tests.plan_factories import ANNEX, make_draft, version_of

pytestmark = pytest.mark.journey
SERVICE = "Penerbitan KTP-el"
FIGURE = "Indeks kepuasan masyarakat layanan KTP-el"
INDICATOR = IndicatorValues(
    text=FIGURE, aspect="KUALITAS", target=Decimal(82), unit="indeks", accumulation="LATEST"
)
#: what eleven of twelve citizens answer, counter by counter; the twelfth uses a browser
SAID = ((3, 3, 4, 4, 3, 3, 4, 3, 3), (3, 4, 3, 4, 3, 3, 3, 3, 4))
MACHINE = Actor.system("test", via=Via.JOB)
ONE_DAY = dt.timedelta(days=1)


@pytest.fixture
def city(own_database: str) -> Town:
    return mentored.make_city("andi", "budi", "sari")


@pytest.fixture
def crowd(city: Town, live_url: str, browser: Browser) -> Iterator[Crowd]:
    people = Crowd(browser, live_url, screen=PHONE)
    yield people
    people.leave()


def test_a_counter_feeds_an_index_a_plan_and_a_printed_form(
    crowd: Crowd, city: Town, live_url: str
) -> None:
    service = make_service(city.division, SERVICE, counters=2)
    plan_with_an_index(city.andi, city.budi)
    codes = [code_of(counter) for counter in service.counters.order_by("pk")]

    scan_and_answer(crowd, codes[0])
    for no in range(1, 12):
        send(live_url, codes[no % 2], SAID[no % 2])
    turn_over(clock.now() + ONE_DAY)
    andi, budi, sari = mentored.arrived(crowd, city.andi, city.budi, city.sari)
    shown = read_index(sari, service)
    figure = take_into_realization(andi, shown)
    open_evaluation()
    rate(budi, figure)
    paper = receive_and_print(andi, figure)

    assert "".join(figure.split()) in "".join(paper.split())
    assert f"Sumber: IKM {SERVICE}" in " ".join(paper.split())
    assert crowd.complaints.lines == []


def plan_with_an_index(employee: Employee, superior: Employee) -> Plan:
    """Let a plan be agreed whose one indicator is an index with a target of 82."""
    now, by = clock.now(), actor(employee)
    plan = make_draft(employee, PerformanceYear.objects.get(), at=now)
    values = ResultValues(
        text="Warga puas dengan penerbitan KTP-el",
        perspective="",
        parent_result_id=None,
        no_parent_reason="menunggu rencana atasan",
    )
    result = plans.add_result(plan=plan, values=values, by=by, at=now)
    version = version_of(plan)
    view = content_of(version.pk).result(result.pk)
    assert view is not None
    plans.save_result(
        plan=plan,
        result_id=result.pk,
        values=values,
        indicators={row.indicator_id: INDICATOR for row in view.indicators},
        base=view.base(version.lock_no),
        by=by,
        at=now,
    )
    lock_no = version_of(plan).lock_no
    plans.change_annex(plan=plan, parts=ANNEX, lock_no=lock_no, by=by, at=now)
    plans.submit_plan(plan=plan, by=by, at=now)
    plans.agree_plan(plan=plan, by=actor(superior), at=now)
    return plan


def scan_and_answer(crowd: Crowd, code: str) -> None:
    """A citizen opens the address of the poster, answers nine questions and is thanked."""
    page = crowd.person("warga", "").page
    page.goto(f"/s/{code}")
    for asked in QUESTIONS:
        answer = page.locator(f'label:has(input[name="{asked.element}"][value="3"])')
        answer.click()
        expect(answer).to_be_hidden()
    page.get_by_role("button", name="Kirim jawaban").click()
    page.wait_for_url("**/terima-kasih")


def send(url: str, code: str, scores: tuple[int, ...]) -> None:
    """Send an answer as a phone does that kept the page: with a key of its own, no cookie."""
    said = {f"U{no}": score for no, score in enumerate(scores, 1)} | {"kunci": uuid.uuid4()}
    with urllib.request.urlopen(f"{url}/s/{code}", urllib.parse.urlencode(said).encode()) as answer:
        assert answer.url.endswith("/terima-kasih")


def read_index(head: Person, service: Service) -> str:
    """The head of the office reads what citizens said; return the index."""
    page = head.page
    quarter = (clock.today().month - 1) // 3 + 1
    page.goto(f"/kepuasan/layanan/{service.pk}/?periode={clock.today().year}-{quarter}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(SERVICE)
    found = re.search(r"\b\d{2},\d{2}\b", page.get_by_role("main").inner_text())
    assert found
    return found[0]


def take_into_realization(employee: Person, shown: str) -> str:
    """Let the indicator take its value from the survey; return it with its interval."""
    page = employee.page
    page.goto("/progres/")
    employee.follow(f"Realisasi {running().spoken}")
    employee.follow(re.compile("^Ambil dari survei atau aduan"))
    page.get_by_role("radio", name="Indeks kepuasan masyarakat (IKM)").check()
    page.get_by_label("Layanan atau unit").select_option(
        label=f"{SERVICE} (Bidang Pelayanan Pendaftaran Penduduk)"
    )
    employee.press("Ambil dari sumber ini")
    expect(page.get_by_text("sekarang diambil dari sumbernya")).to_be_visible()
    said = re.search(r"\d{2},\d{2} indeks \(.*?n = 12\)", page.get_by_role("main").inner_text())
    assert said, page.get_by_role("main").inner_text()
    assert said[0].startswith(shown)
    employee.press("Kirim realisasi")
    expect(page.get_by_text("Terkirim").first).to_be_visible()
    return said[0]


def running() -> Period:
    """The quarter in which the answers came."""
    return Period.objects.get(held__contains=clock.today())


def open_evaluation() -> None:
    evaluations.open_evaluations(year=PerformanceYear.objects.get(), by=MACHINE, at=clock.now())


def rate(superior: Person, figure: str) -> None:
    """Read the figure with its interval beside the target, and decide."""
    page = superior.page
    page.goto(f"/evaluasi/{Evaluation.objects.get(period=running()).pk}/nilai/")
    expect(page.get_by_role("main")).to_contain_text(figure)
    expect(page.get_by_text(f"Sumber: IKM {SERVICE}").first).to_be_visible()
    page.get_by_role("group", name="Rating hasil kerja").get_by_label("Sesuai").check()
    page.get_by_role("group", name="Rating perilaku kerja").get_by_label("Sesuai").check()
    superior.press("Periksa lalu tetapkan")
    superior.press("Tetapkan")
    superior.press("Serahkan hasil")
    expect(page.get_by_text("Belum dinyatakan terima")).to_be_visible()


def receive_and_print(employee: Person, figure: str) -> str:
    """Read why, say that one has it, and take the form as a PDF."""
    page = employee.page
    page.goto(f"/evaluasi/{Evaluation.objects.get(period=running()).pk}/mengapa/")
    expect(page.get_by_role("main")).to_contain_text(figure)
    employee.press("Saya terima")
    return stages.document(employee, "Formulir evaluasi (PDF)")
