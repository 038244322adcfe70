"""Every page and every visitor, and what a page costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.cycles.models import PerformanceYear
from kinerja.organization.models import Placement
from kinerja.plans.models import Plan
from kinerja.plans.queries import content_of
from tests.factories import Town, client_of, make_employee, make_placement
from tests.plan_factories import (
    fill,
    first_result,
    make_agreed,
    make_draft,
    make_submitted,
    make_year,
    version_of,
)

VISITORS = (
    "andi", "dewi", "budi", "sari", "office_manager", "city_manager", "auditor", "stranger",
    "administrator",
)  # fmt: skip
#: the answers to (nobody, *VISITORS); the plan is andi's. To nobody's POST from elsewhere: 403,
#: from our own page the typed fields come back (config.expired).
DRAFT = {
    "GET plans:plan": (302, 200, 404, 200, 200, 200, 200, 200, 404, 404),
    "GET plans:pdf": (302, 200, 404, 200, 200, 200, 200, 200, 404, 404),
    "GET plans:edit": (302, 200, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:result_new": (302, 200, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:result_edit": (302, 200, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:result_delete": (302, 200, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:indicator_delete": (302, 200, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:behaviors": (302, 200, 404, 200, 403, 403, 403, 403, 404, 404),
    "GET plans:annex": (302, 200, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:check": (302, 200, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:copy": (302, 404, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:review": (302, 403, 404, 302, 403, 403, 403, 403, 404, 404),
    "POST plans:result_draft": (403, 302, 404, 403, 403, 403, 403, 403, 404, 404),
    "POST plans:agree": (403, 403, 404, 409, 403, 403, 403, 403, 404, 404),
    "POST plans:give_back": (403, 403, 404, 409, 403, 403, 403, 403, 404, 404),
}
SUBMITTED = {
    "GET plans:edit": (302, 302, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:result_edit": (302, 409, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:result_delete": (302, 409, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:behaviors": (302, 302, 404, 302, 403, 403, 403, 403, 404, 404),
    "GET plans:annex": (302, 302, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:check": (302, 302, 404, 403, 403, 403, 403, 403, 404, 404),
    "GET plans:review": (302, 403, 404, 200, 403, 403, 403, 403, 404, 404),
    "POST plans:submit": (403, 409, 404, 403, 403, 403, 403, 403, 404, 404),
    "POST plans:result_draft": (403, 409, 404, 403, 403, 403, 403, 403, 404, 404),
    "POST plans:give_back": (403, 403, 404, 422, 403, 403, 403, 403, 404, 404),
}


def address(name: str, plan: Plan) -> str:
    view = content_of(version_of(plan).pk).results[0]
    arguments = {
        "result_edit": [plan.pk, view.id],
        "result_draft": [plan.pk, view.id],
        "result_delete": [plan.pk, view.id],
        "indicator_delete": [plan.pk, view.id, view.indicators[0].indicator_id],
    }
    return reverse(name, args=arguments.get(name.partition(":")[2], [plan.pk]))


def answers(town: Town, plan: Plan, row: str) -> tuple[int, ...]:
    method, name = row.split()
    clients = [Client(), *(client_of(getattr(town, who)) for who in VISITORS)]
    where = address(name, plan)
    return tuple(client.generic(method, where).status_code for client in clients)


@pytest.mark.parametrize("row", DRAFT)
def test_a_draft_answers(town: Town, year: PerformanceYear, row: str) -> None:
    plan = make_draft(town.andi, year)
    fill(plan)

    assert answers(town, plan, row) == DRAFT[row]


@pytest.mark.parametrize("row", SUBMITTED)
def test_a_submitted_plan_answers(town: Town, year: PerformanceYear, row: str) -> None:
    assert answers(town, make_submitted(town.andi, year), row) == SUBMITTED[row]


def test_lists_answer(town: Town, year: PerformanceYear) -> None:
    make_draft(town.andi, year)
    for who, own, team, start in (
        ("andi", 200, 403, 200), ("budi", 200, 200, 200), ("administrator", 200, 403, 403)
    ):  # fmt: skip
        client = client_of(getattr(town, who))
        assert client.get("/skp/").status_code == own
        assert client.get("/tim/").status_code == team
        assert client.get(f"/skp/mulai/{year.pk}/").status_code == start


def test_my_plans_say_what_to_do_next(town: Town) -> None:
    empty = client_of(town.andi).get("/skp/").content.decode()
    assert "SKP disusun setelah pengelola kinerja membuka tahun" in empty

    year = make_year()
    assert "Mulai menyusun SKP 2026" in client_of(town.andi).get("/skp/").content.decode()

    plan = make_draft(town.andi, year)
    listed = client_of(town.andi).get("/skp/").content.decode()
    assert f'href="/skp/{plan.pk}/susun/"' in listed


def test_the_superior_without_a_plan_holds_nobody_up(town: Town, year: PerformanceYear) -> None:
    plan = make_draft(town.andi, year)

    page = client_of(town.andi).get(f"/skp/{plan.pk}/susun/").content.decode()

    assert "Budi Hartono belum menetapkan rencananya" in page


def test_the_superiors_results_stand_on_the_left(town: Town, year: PerformanceYear) -> None:
    parent = first_result(make_agreed(town.budi, year, town.sari))
    plan = make_draft(town.andi, year)
    fill(plan, parent=parent)

    page = client_of(town.andi).get(f"/skp/{plan.pk}/susun/").content.decode()

    assert "Anda dukung lewat RHK 1" in page
    assert f"/skp/{plan.pk}/rhk/baru/?induk={parent}" in page


def test_missing_things_are_linked_to_their_field(town: Town, year: PerformanceYear) -> None:
    plan = make_draft(town.andi, year)

    page = client_of(town.andi).get(f"/skp/{plan.pk}/susun/").content.decode()

    assert f"/skp/{plan.pk}/lampiran/#id_konsekuensi" in page
    assert "4 hal sebelum bisa diajukan" in page


def test_an_agreed_plan_gives_the_official_sheet_once(town: Town, year: PerformanceYear) -> None:
    plan = make_agreed(town.andi, year, town.budi)
    client = client_of(town.andi)

    first, second = (client.get(f"/skp/{plan.pk}/pdf/") for _ in range(2))

    assert first.headers["Content-Type"] == "application/pdf"
    assert first.content == second.content
    assert first.content.startswith(b"%PDF")


@pytest.mark.parametrize("plan_id", ["0", "99999999", "9" * 30])
def test_ids_of_nothing_are_not_found(town: Town, year: PerformanceYear, plan_id: str) -> None:
    client = client_of(town.andi)

    for path in ("", "susun/", "periksa/", "tinjau/", "rhk/1/", "rhk/baru/"):
        assert client.get(f"/skp/{plan_id}/{path}").status_code == 404
    assert client.post(f"/skp/{plan_id}/ajukan/").status_code == 404
    assert client.post(f"/skp/{plan_id}/setujui/").status_code == 404
    assert client.get(f"/skp/mulai/{plan_id}/").status_code == 404


def test_results_of_another_plan_are_not_found(town: Town, year: PerformanceYear) -> None:
    own, foreign = make_draft(town.andi, year), make_draft(town.dewi, year)
    fill(own)
    fill(foreign)
    theirs = content_of(version_of(foreign).pk).results[0]
    mine = first_result(own)
    client = client_of(town.andi)

    assert client.get(f"/skp/{own.pk}/rhk/{theirs.id}/").status_code == 404
    assert client.post(f"/skp/{own.pk}/rhk/{theirs.id}/").status_code == 404
    assert client.post(f"/skp/{own.pk}/draf/{theirs.id}/").status_code == 404
    assert client.post(f"/skp/{own.pk}/rhk/{theirs.id}/hapus/").status_code == 404
    indicator = theirs.indicators[0].indicator_id
    path = f"/skp/{own.pk}/rhk/{mine}/indikator/{indicator}/hapus/"
    assert client.post(path).status_code == 404
    step = {"langkah": f"hapus-{indicator}"}
    assert client.post(f"/skp/{own.pk}/rhk/{mine}/", step).status_code == 404


def counted(get: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert get().status_code == 200
    return len([q for q in queries if not re.match(r"(RELEASE )?SAVEPOINT|BEGIN|COMMIT", q["sql"])])


def test_pages_cost_few_statements(town: Town, year: PerformanceYear) -> None:
    parent = first_result(make_agreed(town.budi, year, town.sari))
    draft = make_draft(town.andi, year)
    fill(draft, parent=parent)
    submitted = make_submitted(town.dewi, year, parent=parent)
    andi, budi = client_of(town.andi), client_of(town.budi)
    result, draft_path = (address(f"plans:{n}", draft) for n in ("result_edit", "result_draft"))
    typed = {"versi": "", "teks": "Ketik"}
    htmx = {"HX-Request": "true"}

    costs = {
        "list": counted(lambda: andi.get("/skp/")),
        "plan": counted(lambda: andi.get(f"/skp/{draft.pk}/")),
        "edit": counted(lambda: andi.get(f"/skp/{draft.pk}/susun/")),
        "result": counted(lambda: andi.get(result)),
        "check": counted(lambda: andi.get(f"/skp/{draft.pk}/periksa/")),
        "review": counted(lambda: budi.get(f"/skp/{submitted.pk}/tinjau/")),
        "team": counted(lambda: budi.get("/tim/")),
    }
    typed["versi"] = content_of(version_of(draft).pk).results[0].base(version_of(draft).lock_no)
    costs["autosave"] = counted(lambda: andi.post(draft_path, typed, headers=htmx))

    assert max(costs.values()) <= 12, costs
    assert costs["team"] <= 5, costs


def test_a_large_team_costs_no_more(town: Town, year: PerformanceYear) -> None:
    budi = client_of(town.budi)
    small = counted(lambda: budi.get("/tim/"))
    for number in range(60):
        person = make_employee(f"Pegawai {number:03d}")
        make_placement(person, town.division)
        make_draft(person, year)

    assert counted(lambda: budi.get("/tim/")) == small
    first, second = (budi.get(f"/tim/?hal={n}").content.decode() for n in (1, 2))
    assert (first.count('scope="row"'), second.count('scope="row"')) == (50, 12)
    assert budi.get("/tim/?hal=9&x=1").status_code == 200
    assert budi.get("/tim/?hal=abc").status_code == 200


def test_who_has_left_stays_until_the_plan_is_closed(town: Town, year: PerformanceYear) -> None:
    plan = make_draft(town.andi, year)
    held = Placement.objects.get(employee=town.andi)
    held.held = type(plan.held)(held.held.lower, plan.held.lower.replace(month=6), "[)")
    held.save()

    page = client_of(town.budi).get("/tim/").content.decode()

    assert "sudah pindah" in page
    Plan.objects.filter(pk=plan.pk).update(state="CLOSED")
    assert "sudah pindah" not in client_of(town.budi).get("/tim/").content.decode()


def test_the_editor_says_who_sees_a_draft(town: Town, year: PerformanceYear) -> None:
    draft = make_draft(town.andi, year)

    html = client_of(town.andi).get(f"/skp/{draft.pk}/susun/").content.decode()

    assert "penilai, pimpinan unit, pengelola, dan auditor, juga selama masih draf" in html
