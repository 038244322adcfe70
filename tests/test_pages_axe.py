"""Every shape of page once, in a small demo city: as people see it, on a phone and at a desk.

A page is clean when axe finds nothing in light at 360 px and in dark at 1280 px, nothing has to be
scrolled sideways at 320 px with all details open, the console is silent, and the first press of Tab
reaches the link past the navigation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kinerja.accounts.models import User
from kinerja.anonymous import operations as anonymous
from kinerja.anonymous.groups import digest_of, groups_of
from kinerja.anonymous.models import SMALLEST_GROUP, Window
from kinerja.coaching import operations as coaching
from kinerja.coaching.models import FeedbackReport, FeedbackRequest
from kinerja.coaching.operations import About
from kinerja.counseling.models import Case
from kinerja.counseling.queries.people import is_independent
from kinerja.counseling.tests.stage import make_case_between
from kinerja.dialogue import operations as dialogue
from kinerja.dialogue.models import Series, Session
from kinerja.evaluations.models import Evaluation, EvaluationDraft
from kinerja.evidence.models import RealizationReport
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.growth import operations as growth
from kinerja.guidance import operations as guidance
from kinerja.organization.models import Employee, Placement, RoleGrant
from kinerja.organization.queries import evaluator_of
from kinerja.plans.models import IndicatorContent, Plan
from tests.factories import actor, client_of, grant
from tests.journeys.persons import Complaints
from tests.servers import running, said_by
from tests.test_access import PATTERNS

pytestmark = pytest.mark.journey
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EMPLOYEES = 60
#: answers that are no pages: files, machines' answers, what only a form may ask
NO_PAGES = {
    "alive", "ready", "city:logo", "plans:pdf", "evidence:file", "evaluations:form_pdf",
    "evaluations:document_pdf", "organization:import_template", "organization:import_faulty",
    "documents:verification_typed", "evidence:own_sheet", "notifications:notification_open",
    "organization:code_sheet", "dialogue:calendar_feed",
}  # fmt: skip
#: pages that this small city has no occasion for; their own rooms look at them
WITHOUT_OCCASION = {
    "documents:verification", "organization:import_detail", "plans:start", "plans:copy",
    "organization:line_end",
}  # fmt: skip
#: where each role begins: the first page is that of everybody
FOR_ROLES = {
    Role.PENGELOLA_KOTA: ("/kode/", "/tahun/", "/impor/", "/pejabat/", "/jejak/", "/pegawai/"),
    Role.PENGELOLA_OPD: ("/pegawai/", "/unit/"),
    Role.AUDITOR: ("/jejak/",),
    Role.ADMINISTRATOR: ("/pengaturan/", "/peran/"),
}
LINKS = "els => els.map(el => el.getAttribute('href'))"
OPEN = "document.querySelectorAll('details').forEach(el => { el.open = true; })"
#: what stands out to the right, innermost last; nothing where the page fits
WIDE = """document.scrollingElement.scrollWidth <= innerWidth ? "" :
  [...document.querySelectorAll("body *")]
    .filter((el) => el.getBoundingClientRect().right > innerWidth + 1)
    .slice(-2).map((el) => el.outerHTML.slice(0, 120)).join(" ... ") || "something" """
FOCUSED = "document.activeElement.className"


@dataclass
class Visit:
    """Goes through the pages as one person after the other; each shape of page once."""

    browser: Browser
    url: str
    complaints: Complaints = field(default_factory=Complaints)
    seen: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def as_person(self, user: User | None, *starts: str) -> None:
        context = context_of(self.browser, self.url, user)
        self.complaints.watch(context)
        page = context.new_page()
        waiting, known = list(starts), set(starts)
        while waiting:
            path = waiting.pop(0)
            name = name_of(path)
            if name in self.seen or name in NO_PAGES or not name:
                continue
            answer = page.goto(path)
            if answer is None or answer.status != 200 or name_of(page.url) != name:
                continue
            self.seen.add(name)
            self.problems += [f"{name} {path}: {said}" for said in faults_of(page)]
            for link in page.eval_on_selector_all("a[href^='/'], a[href^='?']", LINKS):
                onward = link.split("#")[0] if link.startswith("/") else path + link
                if onward not in known:
                    known.add(onward)
                    waiting.append(onward)
        context.close()


def context_of(browser: Browser, url: str, user: User | None) -> BrowserContext:
    context = browser.new_context(base_url=url, locale="id-ID", color_scheme="light")
    if user is not None:
        User.objects.filter(pk=user.pk).update(informed_at=clock.now())
        key = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": url}])
    return context


def name_of(path: str) -> str:
    """Return the name of the page at an address; nothing where there is none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def faults_of(page: Page) -> Iterator[str]:
    """Look at one page in both lights and at three widths."""
    page.keyboard.press("Tab")
    if "skip-link" not in page.evaluate(FOCUSED) and not page.query_selector("[autofocus]"):
        yield "the first Tab does not reach the link past the navigation"
    page.evaluate("document.activeElement.blur()")  # the link covers the page only in passing
    page.set_viewport_size({"width": 360, "height": 800})
    yield from found_by_axe(page, "light, 360")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 1280, "height": 900})
    yield from found_by_axe(page, "dark, 1280")
    page.set_viewport_size({"width": 320, "height": 800})
    page.evaluate(OPEN)
    if wide := page.evaluate(WIDE):
        yield f"has to be scrolled sideways at 320: {wide}"
    page.emulate_media(color_scheme="light")


def found_by_axe(page: Page, how: str) -> Iterator[str]:
    options = {"runOnly": WCAG, "resultTypes": ["violations"]}
    found: dict[str, Any] = Axe().run(page, options=options).response
    for problem in found["violations"]:
        yield f"{how}: {problem['id']} {problem['nodes'][0]['html'][:120]}"


def holder(role: Role) -> User:
    return RoleGrant.objects.filter(role=role.value, held__endswith=None).order_by("pk")[0].user


@pytest.fixture
def city(own_database: str) -> Iterator[str]:
    said_by(own_database, "demo", "--employees", str(EMPLOYEES), "--as-of", "2026-08-03")
    with running(own_database) as url:
        yield url


def test_every_page_is_open_to_everybody(city: str, browser: Browser) -> None:
    visit = Visit(browser, city)
    delivered = Evaluation.objects.filter(state="DELIVERED").order_by("pk")[0]
    decided = Evaluation.objects.filter(state="DECIDED").order_by("pk").first() or delivered
    waiting = Evaluation.objects.filter(state="SELF_SENT").order_by("pk")[0]
    submitted = Plan.objects.filter(state="SUBMITTED").order_by("pk")[0]
    drafted = Plan.objects.filter(state__in=["DRAFT", "RETURNED"]).order_by("pk")[0]
    fresh = Evaluation.objects.filter(state="OPEN", period__isnull=False).order_by("pk")[0]

    visit.as_person(None, "/masuk", "/aktivasi", "/lupa-sandi", "/periksa/", "/gaya/")
    visit.as_person(delivered.employee.user, "/", f"/evaluasi/{delivered.pk}/mengapa/")
    visit.as_person(fresh.employee.user, f"/evaluasi/{fresh.pk}/diri/", f"/skp/{fresh.plan_id}/")
    visit.as_person(drafted.employee.user, f"/skp/{drafted.pk}/susun/")
    visit.as_person(boss_of(waiting.placement), f"/evaluasi/{waiting.pk}/nilai/", "/penilaian/")
    judge_in_draft(waiting)
    visit.as_person(boss_of(waiting.placement), f"/evaluasi/{waiting.pk}/tetapkan/", "/tim/")
    visit.as_person(boss_of(decided.placement), f"/evaluasi/{decided.pk}/mengapa/")
    visit.as_person(boss_of(submitted.placement), f"/skp/{submitted.pk}/tinjau/", "/capaian/")
    as_holders(visit, submitted, waiting)
    visit.as_person(
        drafted.employee.user,
        *deletions_of(drafted),
        address("wrong_evaluator", drafted.employee_id),
    )
    visit.as_person(
        boss_of(submitted.placement), reverse("coaching:feedback_new", args=[submitted.pk])
    )
    visit.as_person(holder(Role.PENGELOLA_KOTA), *acts_about(delivered))
    asked, report = speak_about(waiting)
    visit.as_person(
        waiting.employee.user,
        reverse("coaching:request", args=[asked.pk]),
        reverse("coaching:report", args=[report.feedback_id]),
    )
    visit.as_person(
        holder(Role.PENGELOLA_KOTA), reverse("coaching:report_answer", args=[report.pk])
    )
    be_accompanied(visit, delivered.placement, waiting.placement)
    visit.as_person(
        holder(Role.ADMINISTRATOR),
        reverse("organization:grant_add", args=[drafted.employee.user_id]),
    )

    pages = {name for name, pattern in PATTERNS.items() if is_page(pattern)} - NO_PAGES
    unseen = sorted(pages - visit.seen - WITHOUT_OCCASION)
    assert not visit.problems, "\n".join(visit.problems)
    assert not visit.complaints.lines, "\n".join(visit.complaints.lines)
    assert not unseen, ", ".join(unseen)


def talk_about(visit: Visit, evaluation: Evaluation) -> None:
    """Let both plan a session, write on it, repeat it, and ask for another."""
    boss, post, now = boss_of(evaluation.placement), evaluation.placement, clock.now()
    leader, employee = actor(boss), actor(evaluation.employee)
    meeting = dialogue.Meeting(starts_at=now)
    session = dialogue.plan_session(
        placement=post, kind="UMPAN_BALIK", meeting=meeting, by=leader, at=now
    )
    point = dialogue.add_point(session=session, title="Beban kerja", by=employee, at=now)
    promise = dialogue.agree(
        session=session, text="Susun jadwal", responsible=evaluation.employee,
        due_on=clock.today(), by=leader, at=now,
    )  # fmt: skip
    series = Series.objects.filter(employee=evaluation.employee, ended_at=None).first()
    series = series or dialogue.plan_series(
        placement=post, kind="UMPAN_BALIK", rhythm="MONTHLY", by=leader, at=now,
        meeting=dialogue.Meeting(starts_at=now + dt.timedelta(days=1)),
    )  # fmt: skip
    asked = Session.objects.filter(employee=evaluation.employee, state="REQUESTED")
    request = asked.first() or dialogue.ask_for_session(
        placement=post, kind="KLARIFIKASI", reason="Target", by=employee, at=now
    )
    pages = {
        "session": session.pk, "move": session.pk, "cancel": session.pk, "miss": session.pk,
        "point": point.pk, "agreement": promise.pk, "end_series": series.pk,
    }  # fmt: skip
    places = [reverse(f"dialogue:{name}", args=[key]) for name, key in pages.items()]
    indicator = IndicatorContent.objects.filter(plan_version__plan=evaluation.plan)[0].indicator_id
    add = f"{reverse('dialogue:agenda_add')}?jenis=indicator&id={indicator}"
    visit.as_person(evaluation.employee.user, *places, add)
    visit.as_person(boss, reverse("dialogue:accept", args=[request.pk]), "/dialog/tim/")


def learn(visit: Visit, evaluation: Evaluation) -> None:
    """Go through a development plan as its owner and as the one who assesses him."""
    person = evaluation.employee
    values = growth.ActionValues(
        "SOSIAL", "Mendampingi rekan.", "Catatan", evaluation.plan.year.held.lower, Decimal(0)
    )
    action = growth.add_action(
        year=evaluation.plan.year, values=values, by=actor(person), at=clock.now()
    )
    own = ("strengths", "plan", "action_new")
    places = [reverse(f"growth:{name}") for name in own]
    visit.as_person(person.user, *places, reverse("growth:action", args=[action.pk]))
    place = reverse("growth:strengths_of", args=[person.pk])
    visit.as_person(boss_of(evaluation.placement), place)


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


def address(name: str, *args: int) -> str:
    return reverse(f"organization:{name}", args=args)


def acts_about(evaluation: Evaluation) -> list[str]:
    """Where the pengelola changes a person, a placement and a unit, and rates the unit."""
    person, placement, unit = evaluation.employee_id, evaluation.placement_id, evaluation.unit_id
    return [
        *(address(name, person) for name in ("person_edit", "person_end", "placement_add")),
        *(address(name, placement) for name in ("placement_end", "line_add")),
        *(address(name, unit) for name in ("unit_edit", "unit_dissolve", "unit_head")),
        reverse("evaluations:organization_rate", args=[unit, 2026, 2]),
    ]


def deletions_of(plan: Plan) -> list[str]:
    """Where the owner of a draft confirms that a result or an indicator goes."""
    line = IndicatorContent.objects.filter(plan_version__plan=plan).order_by("pk")[0]
    result, indicator = line.indicator.result_id, line.indicator_id
    return [
        reverse("plans:result_delete", args=[plan.pk, result]),
        reverse("plans:indicator_delete", args=[plan.pk, result, indicator]),
    ]


def be_asked(visit: Visit) -> None:
    """Go through an anonymous window as one of the group, as its subject, as the pengelola."""
    window, post = open_window()
    asked = window.members.order_by("pk")[0].employee
    opening = [reverse("anonymous:choose"), reverse("anonymous:open", args=[post.pk])]
    visit.as_person(asked.user, reverse("anonymous:answer", args=[window.pk]))
    visit.as_person(window.subject.user, reverse("anonymous:window", args=[window.pk]))
    visit.as_person(holder(Role.PENGELOLA_KOTA), *opening)


def open_window() -> tuple[Window, Placement]:
    """Let an office be asked about one of its people; the post of another one comes along."""
    today, manager = clock.today(), holder(Role.PENGELOLA_KOTA)
    posts = Placement.objects.on(today).filter(kind="DEFINITIF", is_head=False).order_by("pk")
    others = posts.exclude(employee__user=manager).select_related("employee")
    ring = Window.Ring.OFFICE.value
    post = next(one for one in others if len(groups_of(one, today)[ring]) >= SMALLEST_GROUP)
    window = anonymous.open_window(
        placement=post,
        ring=ring,
        days=14,
        shown=digest_of(groups_of(post, today)),
        by=actor(manager),
        at=clock.now(),
    )
    return window, others.exclude(pk=post.pk)[0]


def be_accompanied(visit: Visit, post: Placement, other: Placement) -> None:
    """Go through what others say and do for one's growth."""
    be_asked(visit)
    be_guided(visit, post, other)


def be_guided(visit: Visit, post: Placement, other: Placement) -> None:
    """Go through a guidance as its mentor, the employee and the pengelola; another is offered."""
    boss, at = boss_of(post), clock.now()
    mentor, day = Employee.objects.get(user=boss), clock.local_date(at)
    terms = guidance.Terms(
        aim="Berkas lengkap.", mentor=mentor, ends_on=day + dt.timedelta(days=90)
    )
    begun = guidance.begin(placement=post, terms=terms, by=actor(boss), at=at)
    guidance.rate_competence(
        guidance=begun, name="Komunikasi", value=3, reason="Jelas.", by=actor(boss), at=at
    )
    offered = guidance.offer(
        placement=other,
        evaluation_id=1,
        occasion="evaluasi triwulan II 2026",
        suggests_counseling=True,
        by=Actor.system("test"),
        at=at,
    )
    assert offered is not None
    acts = ("rate", "sessions", "extend", "finish", "stop", "competences")
    visit.as_person(boss, *(reverse(f"guidance:{name}", args=[begun.pk]) for name in acts))
    visit.as_person(
        boss_of(other),
        reverse("guidance:decline", args=[offered.pk]),
        reverse("guidance:begin", args=[other.pk]),
        reverse("guidance:choose_mentor", args=[other.pk]),
    )
    employee = post.employee.user
    visit.as_person(employee, reverse("guidance:statements", args=[begun.pk]))
    values = dict.fromkeys(range(1, 10), 3)
    guidance.answer_statements(guidance=begun, values=values, words="", by=actor(employee), at=at)
    visit.as_person(employee, reverse("guidance:answers", args=[begun.pk]))
    visit.as_person(holder(Role.PENGELOLA_KOTA), reverse("guidance:wording"))


def judge_in_draft(evaluation: Evaluation) -> None:
    """Let both ratings stand in the evaluator's draft, so that he may look at the decision."""
    author = Employee.objects.get(user=boss_of(evaluation.placement))
    ratings = {"result_rating": "SESUAI", "behavior_rating": "SESUAI"}
    EvaluationDraft.objects.update_or_create(
        evaluation=evaluation, defaults={"author": author, "updated_at": clock.now(), **ratings}
    )


def as_holders(visit: Visit, plan: Plan, evaluation: Evaluation) -> None:
    """Go through what roles open; counseling needs a case, dialogue a session."""
    for role, starts in FOR_ROLES.items():
        visit.as_person(holder(role), *starts)
    as_counseled(visit, plan)
    talk_about(visit, evaluation)
    learn(visit, evaluation)


def as_counseled(visit: Visit, plan: Plan) -> None:
    """Go through the pages of a case as its two people, and lead somebody there."""
    case = counseled(plan.employee)
    visit.as_person(case.employee.user, "/konseling/", "/konseling/minta/")
    visit.as_person(case.counselor.user, *pages_of_counselor(case))
    visit.as_person(boss_of(plan.placement), "/konseling/rujuk/")
    visit.as_person(holder(Role.ADMINISTRATOR), "/konseling/pemulihan/")


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
    keys = ("key", "key_make", "key_change", "key_lost", "unlock", "understand")
    acts = ("case", "note_add", "meeting_add", "close")
    return [
        *(reverse(f"counseling:{name}", args=[case.pk]) for name in acts),
        *(reverse(f"counseling:{name}") for name in keys),
    ]


def boss_of(placement: Placement) -> User:
    line = evaluator_of(placement.pk, placement.held.lower.replace(year=2026, month=8, day=3))
    assert line
    assert line.evaluator_id
    return Employee.objects.get(pk=line.evaluator_id).user


def is_page(pattern: Any) -> bool:
    """Tell whether an address may be opened, by asking its view for what it allows."""
    from django.http import HttpResponseNotAllowed
    from django.test import RequestFactory

    view = pattern.callback
    request: Any = RequestFactory().options("/")
    try:
        refused = view(request, **dict.fromkeys(pattern.pattern.converters, 0))
    except Exception:  # noqa: BLE001 - it got past the question which methods are allowed
        return True
    return not isinstance(refused, HttpResponseNotAllowed) or "GET" in refused["Allow"]


def test_what_is_typed_offline_stays_on_the_device(city: str, browser: Browser) -> None:
    sent = RealizationReport.objects.values_list("plan_id", "period_id")
    fresh = next(
        one
        for one in Evaluation.objects.filter(state="OPEN", period__isnull=False).order_by("pk")
        if (one.plan_id, one.period_id) not in set(sent)
    )
    context = context_of(browser, city, fresh.employee.user)
    page = context.new_page()
    page.goto(f"/progres/{fresh.plan_id}/{fresh.period_id}/")
    if not page.query_selector("#id_note"):
        page.locator("main a[href*='?indikator=']").first.click()
    page.wait_for_load_state()
    address = page.url

    context.set_offline(True)
    page.fill("#id_note", "Ditulis tanpa sambungan")
    expect(page.locator("#offline")).to_be_visible()
    page.evaluate("[...document.forms].forEach((form) => { form.dirty = false; })")
    context.set_offline(False)
    page.goto(address)
    page.get_by_role("button", name="Pakai", exact=True).click()

    assert page.input_value("#id_note") == "Ditulis tanpa sambungan"
    context.close()
