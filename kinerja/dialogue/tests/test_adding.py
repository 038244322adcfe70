"""One click puts a thing of another page on the agenda."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kinerja.coaching.operations import About, give_feedback
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.dialogue import subjects
from kinerja.dialogue.models import AgendaItem, Session
from kinerja.evaluations.models import Evaluation
from kinerja.evaluations.operations import open_period
from kinerja.evidence.operations import attach_link
from kinerja.foundation.actor import Actor
from kinerja.plans.models import IndicatorContent, Plan
from tests.factories import NOON, Town, actor, client_of
from tests.plan_factories import first_result, make_agreed, make_year

pytestmark = pytest.mark.django_db
ADD = "/dialog/agenda/tambah/"


@pytest.fixture
def year(town: Town) -> PerformanceYear:
    return make_year(2026)


@pytest.fixture
def period(year: PerformanceYear) -> Period:
    return Period.objects.create(
        year=year,
        no=2,
        label="TRIWULAN II",
        held=("2026-04-01", "2026-07-01"),
        realization_due_on="2026-07-05",
        evaluation_due_on="2026-07-20",
    )


@pytest.fixture
def plan(town: Town, year: PerformanceYear) -> Plan:
    return make_agreed(town.andi, year, town.budi)


@pytest.fixture
def things(town: Town, plan: Plan, period: Period) -> dict[str, int]:
    """One of each kind that can be put on an agenda."""
    indicator = IndicatorContent.objects.get(plan_version__plan=plan).indicator_id
    use = attach_link(
        plan=plan,
        indicator_id=indicator,
        period=period,
        link="https://drive.kotalama.go.id/rekap",
        by=actor(town.andi),
        at=NOON,
    )
    said = give_feedback(
        plan=plan, about=About(core_value="LOYAL"), kind="CATATAN", text="Baik.",
        by=actor(town.budi), at=NOON,
    )  # fmt: skip
    open_period(period=period, by=Actor.system("test"), at=NOON)
    evaluation = Evaluation.objects.get(plan=plan).pk
    return {
        "indicator": indicator,
        "result": first_result(plan),
        "evidence": use.evidence_id,
        "feedback": said.pk,
        "self_evaluation": evaluation,
        "evaluation": evaluation,
    }


LABELS = {
    "indicator": "Jumlah kelurahan terhubung",
    "result": "Tersedianya antrean daring KTP-el yang andal",
    "evidence": "drive.kotalama.go.id/rekap",
    "feedback": "Catatan: Loyal",
    "self_evaluation": "Evaluasi diri triwulan II 2026",
    "evaluation": "Evaluasi triwulan II 2026",
}


@pytest.mark.parametrize("kind", LABELS)
def test_each_kind_comes_onto_the_next_session(
    kind: str, things: dict[str, int], session: Session, andi: Client, budi: Client
) -> None:
    for client in (andi, budi):
        shown = client.get(f"{ADD}?jenis={kind}&id={things[kind]}").content.decode()
        assert LABELS[kind] in shown
        assert "Senin, 3 Agustus 2026" in shown

    fields = {"jenis": kind, "id": things[kind], "title": "Apa hambatannya"}
    answers = [client.post(ADD, fields) for client in (andi, budi)]

    assert {answer.headers["Location"] for answer in answers} == {f"/dialog/{session.pk}/#agenda"}
    item = AgendaItem.objects.get()
    assert (item.session_id, item.title) == (session.pk, "Apa hambatannya")
    assert (item.subject_kind, item.subject_id) == (kind, things[kind])
    assert item.subject_label == LABELS[kind]
    page = andi.get(f"/dialog/{session.pk}/").content.decode()
    assert LABELS[kind] in page
    assert (subjects.place_of(kind, things[kind], 1) in page) or kind in {"feedback"} | set(
        subjects.IN_PLAN
    )


def test_without_a_session_it_waits(things: dict[str, int], andi: Client, budi: Client) -> None:
    fields = {"jenis": "result", "id": things["result"], "title": "Hambatan"}

    assert andi.post(ADD, fields).headers["Location"] == reverse("dialogue:session_list")
    assert "Hambatan" in andi.get("/dialog/").content.decode()
    assert budi.post(ADD, fields).headers["Location"] == reverse("dialogue:overview")
    assert (
        "begitu dijadwalkan"
        in budi.get(f"{ADD}?jenis=result&id={things['result']}").content.decode()
    )


def test_others_put_nothing_there(things: dict[str, int], town: Town) -> None:
    for kind, key in things.items():
        fields = {"jenis": kind, "id": key, "title": "x"}
        assert client_of(town.dewi).post(ADD, fields).status_code == 404
        assert client_of(town.sari).post(ADD, fields).status_code == 403
    assert not AgendaItem.objects.exists()


def test_feedback_for_the_receiver_alone_is_the_receivers(
    plan: Plan, town: Town, andi: Client, budi: Client
) -> None:
    said = give_feedback(
        plan=plan, about=About(core_value="LOYAL"), kind="SARAN", text="Empat mata.",
        visibility="RECEIVER", by=actor(town.budi), at=NOON,
    )  # fmt: skip

    assert andi.get(f"{ADD}?jenis=feedback&id={said.pk}").status_code == 200
    assert budi.get(f"{ADD}?jenis=feedback&id={said.pk}").status_code == 404


@pytest.mark.parametrize(
    "query", ["", "?jenis=result", "?jenis=apa&id=1", "?jenis=result&id=x", "?jenis=result&id=9999"]
)
def test_what_does_not_exist_is_404(query: str, andi: Client) -> None:
    assert andi.get(ADD + query).status_code == 404


def test_an_empty_title_comes_back(things: dict[str, int], andi: Client) -> None:
    answer = andi.post(ADD, {"jenis": "result", "id": things["result"], "title": ""})

    assert answer.status_code == 422
    assert "Tulis butir agendanya" in answer.content.decode()


def test_things_without_a_page_have_no_place() -> None:
    assert subjects.place_of("feedback", 1, None) == ""
    assert subjects.place_of("indicator", 1, None) == ""
    assert subjects.place_of("indicator", 1, 7) == "/skp/7/"
    assert subjects.place_of("evaluation", 3, None) == "/evaluasi/3/mengapa/"


def test_pages_lead_there(
    things: dict[str, int], plan: Plan, period: Period, andi: Client, budi: Client, town: Town
) -> None:
    sheet, evaluation = f"/progres/{plan.pk}/{period.pk}/", things["evaluation"]
    wanted = [
        (andi, sheet, "indicator"),
        (andi, sheet, "evidence"),
        (budi, sheet, "indicator"),
        (budi, sheet, "evidence"),
        (andi, f"/evaluasi/{evaluation}/diri/", "result"),
        (andi, f"/evaluasi/{evaluation}/diri/", "self_evaluation"),
        (budi, f"/evaluasi/{evaluation}/nilai/", "result"),
    ]
    for client, path, kind in wanted:
        page = client.get(path).content.decode()
        assert f"{ADD}?jenis={kind}&amp;id={things[kind]}" in page, (path, kind)
    assert ADD not in client_of(town.sari).get(sheet).content.decode()
