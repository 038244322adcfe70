"""The pages over the test client: what they show, to whom, and what their forms do."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from kinerja.audit.models import AccessEvent
from kinerja.cycles.models import Holiday
from kinerja.evaluations import operations
from kinerja.evaluations.models import (
    Evaluation,
    EvaluationDraft,
    EvaluationVersion,
    OrganizationRating,
    SelfEvaluation,
)
from kinerja.evaluations.tests.stage import (
    NOW,
    Stage,
    decide,
    deliver,
    judged,
    make_plan,
    make_stage,
    send_self,
)
from kinerja.evaluations.tests.test_decision import require_organization_rating
from kinerja.foundation import clock
from kinerja.organization.models import Employee
from kinerja.ui.format import url
from tests.factories import Town, actor, client_of, make_line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.fixed(NOW):
        yield


@pytest.fixture
def stage(town: Town) -> Stage:
    return make_stage(town)


def html(client: Client, name: str, *args: int, status: int = 200, query: str = "") -> str:
    response = client.get(url(name, *args) + query)
    assert response.status_code == status, response.content.decode()[:500]
    return response.content.decode()


def words(page: str) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def post(client: Client, name: str, *args: int, **fields: Any) -> Any:
    return client.post(url(name, *args), {"kunci": str(uuid.uuid4()), **fields})


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def test_every_page_is_drawn_at_every_stage(stage: Stage) -> None:
    andi, budi = client_of(stage.town.andi), client_of(stage.town.budi)
    key = stage.evaluation.pk

    def walk() -> None:
        html(andi, "evaluations:self", key)
        html(andi, "evaluations:why", key)
        html(andi, "evaluations:result_list")
        html(budi, "evaluations:rate", key)
        html(budi, "evaluations:why", key)
        for tab in ("menunggu", "diserahkan", "selesai"):
            html(budi, "evaluations:rating_list", query=f"?tahap={tab}")

    walk()
    send_self(stage)
    walk()
    decide(stage)
    walk()
    deliver(stage)
    walk()
    assert post(andi, "evaluations:receive", key, note="Saya baca").status_code == 303
    assert stage.fresh().state == "RECEIVED"
    walk()


def test_a_whole_evaluation_without_a_script(stage: Stage) -> None:
    andi, budi = client_of(stage.town.andi), client_of(stage.town.budi)
    key, first = stage.evaluation.pk, stage.plan.results.order_by("id")[0].pk
    page = html(andi, "evaluations:self", key)
    assert "Izin terbit paling lama 3 hari: 97%, target 95%." in page
    told = {f"reached-{first}": "Izin lancar", "act": "send", "lock_no": hidden(page, "lock_no")}
    assert post(andi, "evaluations:self", key, **told).status_code == 303

    page = html(budi, "evaluations:rate", key)
    assert "“Izin lancar”" in page
    assert " checked" not in page
    answer = post(
        budi,
        "evaluations:rate",
        key,
        act="check",
        lock_no=hidden(page, "lock_no"),
        result_rating="DI_ATAS",
        result_reason="Melampaui target",
        behavior_rating="SESUAI",
        **{f"mark-{first}": "DI_ATAS", f"note-{first}": "rahasia penilai"},
    )
    assert answer.headers["Location"] == url("evaluations:decide", key)
    page = html(budi, "evaluations:decide", key)
    assert "Tetapkan predikat Baik untuk Andi Pratama?" in page
    marks = {"mark": hidden(page, "mark"), "version": hidden(page, "version")}
    assert post(budi, "evaluations:decide", key, **marks).status_code == 303
    assert post(budi, "evaluations:deliver", key).status_code == 303
    assert post(andi, "evaluations:receive", key).status_code == 303

    page = html(andi, "evaluations:why", key)
    assert "Melampaui target" in page
    assert "Anda di sini" in page
    assert "rahasia penilai" not in page
    assert "rahasia penilai" not in str(EvaluationVersion.objects.get().inputs)


# --- who sees what

GRADE = "Predikat kinerja"
VISITORS = (
    "andi", "budi", "sari", "mayor", "office_manager", "city_manager", "auditor", "dewi",
    "stranger", "administrator",
)  # fmt: skip
#: the answers of the why page: n 404, s the stage only, g the predikat
BEFORE = {"andi": "s", "budi": "g", "sari": "g", "mayor": "g", "office_manager": "s",
          "city_manager": "s", "auditor": "s"}  # fmt: skip
AFTER = dict.fromkeys(BEFORE, "g")


def seen(client: Client, key: int) -> str:
    response = client.get(url("evaluations:why", key))
    if response.status_code == 404:
        return "n"
    assert response.status_code == 200
    return "g" if GRADE in response.content.decode() else "s"


def test_a_predikat_is_the_employees_from_delivery_on(stage: Stage) -> None:
    decide(stage)
    key = stage.evaluation.pk
    clients = {who: client_of(getattr(stage.town, who)) for who in VISITORS}
    assert {who: seen(one, key) for who, one in clients.items()} == {
        who: BEFORE.get(who, "n") for who in VISITORS
    }
    deliver(stage)
    assert {who: seen(one, key) for who, one in clients.items()} == {
        who: AFTER.get(who, "n") for who in VISITORS
    }


SCREENS = ("evaluations:self", "evaluations:rate", "evaluations:decide")
UNSEEN = dict.fromkeys(SCREENS, 404)


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize(
    ("who", "answers"),
    [
        ("andi", {"evaluations:self": 200}),
        ("budi", {"evaluations:rate": 200, "evaluations:decide": 302}),
        ("sari", {}),
        ("office_manager", {}),
        ("auditor", {}),
        ("dewi", UNSEEN),
        ("administrator", UNSEEN),
    ],
)
def test_each_screen_has_one_owner(
    stage: Stage, name: str, who: str, answers: dict[str, int]
) -> None:
    client = client_of(getattr(stage.town, who))

    assert client.get(url(name, stage.evaluation.pk)).status_code == answers.get(name, 403)


ACTS = (
    "self", "self_save", "rate", "rate_save", "decide", "deliver", "receive", "paper_receipt",
    "refused_receipt", "not_rated", "reopen", "choose_outcome",
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_no_stranger_acts(stage: Stage, act: str) -> None:
    for who in ("dewi", "stranger", "administrator"):
        client = client_of(getattr(stage.town, who))
        assert post(client, f"evaluations:{act}", stage.evaluation.pk).status_code == 404
    assert stage.fresh().state == "OPEN"


@pytest.mark.parametrize("act", ACTS)
def test_a_superior_above_reads_but_does_not_act(stage: Stage, act: str) -> None:
    fields = {"received_on": "3-8-2026", "note": "x", "reason": "CUTI"}
    answer = post(client_of(stage.town.sari), f"evaluations:{act}", stage.evaluation.pk, **fields)

    assert answer.status_code == 403
    assert stage.fresh().state == "OPEN"


def test_the_draft_is_seen_by_its_author_alone(stage: Stage) -> None:
    key = stage.evaluation.pk
    secret = "Catatan sangat pribadi"
    post(client_of(stage.town.budi), "evaluations:rate", key, lock_no="0", recommendation=secret)
    assert secret in html(client_of(stage.town.budi), "evaluations:rate", key)
    for who in ("andi", "sari", "auditor", "office_manager"):
        assert secret not in html(client_of(getattr(stage.town, who)), "evaluations:why", key)
    make_line(stage.plan.placement, stage.town.sari)

    assert secret not in html(client_of(stage.town.sari), "evaluations:rate", key)


def test_reading_by_others_is_recorded(stage: Stage) -> None:
    decide(stage)
    deliver(stage)
    html(client_of(stage.town.andi), "evaluations:why", stage.evaluation.pk)
    assert not AccessEvent.objects.exists()
    html(client_of(stage.town.auditor), "evaluations:why", stage.evaluation.pk)

    event = AccessEvent.objects.get()
    assert event.user_id == stage.town.auditor.user_id
    assert event.about_employee_id == stage.town.andi.pk


# --- forms


@pytest.mark.parametrize(
    "text", ["x" * 4001, "x" * 100_000, "a\x00b"], ids=["long", "very-long", "nul"]
)
def test_what_cannot_be_kept_comes_back_with_a_message(stage: Stage, text: str) -> None:
    key = stage.evaluation.pk
    first = stage.plan.results.order_by("id")[0].pk
    andi, budi = client_of(stage.town.andi), client_of(stage.town.budi)
    for client, name, field in (
        (andi, "evaluations:self", f"reached-{first}"),
        (budi, "evaluations:rate", "result_reason"),
    ):
        page = post(client, name, key, lock_no="0", act="send", **{field: text})
        assert page.status_code == 422
        assert f'href="#id_{field}"' in page.content.decode()
        assert post(client, f"{name}_save", key, lock_no="0", **{field: text}).status_code == 422
    assert not SelfEvaluation.objects.exists()
    assert not EvaluationDraft.objects.exists()


def test_script_in_every_text_is_only_text(stage: Stage) -> None:
    evil = "<script>alert(1)</script>"
    send_self(stage, evil)
    decide(stage, judgement=judged(result_reason=evil, behavior_reason=evil, recommendation=evil))
    deliver(stage)
    key = stage.evaluation.pk
    post(client_of(stage.town.andi), "evaluations:receive", key, note=evil)

    for who, name in (("andi", "why"), ("andi", "self"), ("budi", "why"), ("budi", "rate")):
        page = html(client_of(getattr(stage.town, who)), f"evaluations:{name}", key)
        assert evil not in page
        assert "&lt;script&gt;" in page


def test_autosave_tells_the_number_the_time_and_the_predikat(stage: Stage) -> None:
    budi, key = client_of(stage.town.budi), stage.evaluation.pk
    answer = post(
        budi,
        "evaluations:rate_save",
        key,
        lock_no="0",
        result_rating="DI_BAWAH",
        behavior_rating="DI_BAWAH",
    ).content.decode()

    assert hidden(answer, "lock_no") == "1"
    assert "Tersimpan pukul 12.00." in answer
    assert "Sangat Kurang" in answer
    assert "alasan rating hasil kerja" in answer
    assert "PermenPANRB 6/2022" in answer


def test_a_stale_form_shows_both_versions_and_can_win(stage: Stage) -> None:
    key, first = stage.evaluation.pk, stage.plan.results.order_by("id")[0].pk
    andi, budi = client_of(stage.town.andi), client_of(stage.town.budi)
    for client, name, field in (
        (andi, "evaluations:self", f"hindered-{first}"),
        (andi, "evaluations:self", "summary"),
        (budi, "evaluations:rate", "result_reason"),
    ):
        start = hidden(html(client, name, key), "lock_no")
        post(client, name, key, lock_no=start, **{field: "dari jendela lain"})
        answer = post(client, name, key, lock_no=start, **{field: "dari sini"})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "dari jendela lain" in page
        assert "dari sini" in page
        assert post(client, f"{name}_save", key, lock_no=start).status_code == 409
        again = post(client, name, key, lock_no=hidden(page, "lock_no"), **{field: "dari sini"})
        assert again.status_code == 303


def test_a_form_sent_twice_does_its_work_once(stage: Stage) -> None:
    decide(stage)
    budi, key = client_of(stage.town.budi), stage.evaluation.pk
    fields = {"kunci": str(uuid.uuid4())}
    answers = [budi.post(url("evaluations:deliver", key), fields) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    assert {one.headers["Location"] for one in answers} == {url("evaluations:why", key)}
    assert EvaluationVersion.objects.get().events.count() == 1


def test_a_refusal_stays_on_the_page(stage: Stage) -> None:
    key = stage.evaluation.pk
    budi, andi = client_of(stage.town.budi), client_of(stage.town.andi)
    for client, name, fields in (
        (budi, "evaluations:deliver", {}),
        (andi, "evaluations:receive", {}),
        (budi, "evaluations:reopen", {}),
        (budi, "evaluations:choose_outcome", {"reason": "x"}),
        (andi, "evaluations:self", {"act": "send", "lock_no": "0"}),
    ):
        answer = post(client, name, key, **fields)
        assert answer.status_code == 409, name
        assert 'class="notice notice--quiet" role="alert"' in answer.content.decode()


def test_bad_receipts_come_back(stage: Stage) -> None:
    decide(stage)
    deliver(stage)
    budi, key = client_of(stage.town.budi), stage.evaluation.pk
    assert post(budi, "evaluations:paper_receipt", key, received_on="kemarin").status_code == 422
    assert post(budi, "evaluations:refused_receipt", key, note="").status_code == 422
    assert post(budi, "evaluations:paper_receipt", key, received_on="1-1-2026").status_code == 409
    assert post(budi, "evaluations:paper_receipt", key, received_on="3-8-2026").status_code == 303
    assert stage.fresh().state == "RECEIVED"


def test_an_exemption_over_the_screen(stage: Stage) -> None:
    manager, key = client_of(stage.town.office_manager), stage.evaluation.pk
    assert post(manager, "evaluations:not_rated", key).status_code == 422
    assert post(manager, "evaluations:not_rated", key, reason="CUTI").status_code == 303
    assert "Cuti panjang" in html(manager, "evaluations:why", key)
    budi = client_of(stage.town.budi)
    assert post(budi, "evaluations:rate", key, lock_no="0").status_code == 409
    assert post(manager, "evaluations:reopen", key).status_code == 303
    assert stage.fresh().state == "OPEN"


def draft(stage: Stage, **fields: str) -> Client:
    budi = client_of(stage.town.budi)
    chosen = {"result_rating": "SESUAI", "behavior_rating": "SESUAI", "lock_no": "0"} | fields
    assert post(budi, "evaluations:rate", stage.evaluation.pk, **chosen).status_code == 303
    return budi


def test_what_changed_after_the_check_is_not_decided(stage: Stage) -> None:
    budi, key = draft(stage), stage.evaluation.pk
    page = html(budi, "evaluations:decide", key)
    shown = {"mark": hidden(page, "mark"), "version": "0"}
    draft(stage, lock_no="1", result_rating="DI_ATAS", result_reason="x")
    assert post(budi, "evaluations:decide", key, **shown).status_code == 409
    draft(stage, lock_no="2")

    assert post(budi, "evaluations:decide", key, **shown).status_code == 303


def test_an_incomplete_judgement_says_what_is_missing(stage: Stage) -> None:
    budi, key = draft(stage, result_rating="DI_ATAS", behavior_rating=""), stage.evaluation.pk
    page = html(budi, "evaluations:decide", key)

    assert "Belum bisa ditetapkan" in page
    assert "Pilih rating perilaku kerja." in page
    assert "Tulis alasan rating hasil kerja" in page
    assert post(budi, "evaluations:decide", key, version="0").status_code == 409


def test_a_correction_asks_for_its_reason(stage: Stage) -> None:
    decide(stage)
    deliver(stage)
    key = stage.evaluation.pk
    budi = draft(stage, result_rating="DI_ATAS", result_reason="Bukti baru")
    page = html(budi, "evaluations:decide", key)
    shown = {"mark": hidden(page, "mark"), "version": hidden(page, "version")}
    assert post(budi, "evaluations:decide", key, **shown).status_code == 422

    shown["correction_reason"] = "Bukti menyusul"
    assert post(budi, "evaluations:decide", key, **shown).status_code == 303
    assert seen(client_of(stage.town.andi), key) == "s"
    deliver(stage)
    assert "Bukti menyusul" in html(client_of(stage.town.andi), "evaluations:why", key)


# --- lists, slots and the organisation


def test_the_lists_offer_what_is_missing(stage: Stage) -> None:
    make_plan(stage.town.dewi, stage.year, agreed_by=stage.town.budi)
    dewi, budi = client_of(stage.town.dewi), client_of(stage.town.budi)
    assert words(html(dewi, "evaluations:result_list")).count("Tulis evaluasi diri Anda") == 3
    assert "Dewi Lestari" in html(budi, "evaluations:rating_list")
    plan = stage.town.dewi.plans.get()

    answer = post(dewi, "evaluations:start", plan.pk, period=str(stage.period.pk))
    made = Evaluation.objects.get(plan=plan)
    assert answer.headers["Location"] == url("evaluations:self", made.pk)
    answer = post(budi, "evaluations:start", plan.pk, period=str(stage.period.pk))
    assert answer.headers["Location"] == url("evaluations:rate", made.pk)
    assert post(budi, "evaluations:start", plan.pk, period="").status_code == 409
    assert post(budi, "evaluations:start", plan.pk, period="999999").status_code == 404
    assert post(client_of(stage.town.stranger), "evaluations:start", plan.pk).status_code == 404


@pytest.mark.parametrize("query", ["?hal=0", "?hal=x", "?tahun=1&periode=99", "?tahap=a&tahap=b"])
def test_nonsense_in_the_address_is_no_error(stage: Stage, query: str) -> None:
    html(client_of(stage.town.budi), "evaluations:rating_list", query=query)
    html(client_of(stage.town.secretary), "evaluations:organization", query=query)


def test_the_pages_work_before_any_year(town: Town) -> None:
    html(client_of(town.andi), "evaluations:result_list")
    html(client_of(town.budi), "evaluations:rating_list")
    html(client_of(town.secretary), "evaluations:organization")


def test_the_pengelola_opens_a_period(stage: Stage) -> None:
    make_plan(stage.town.dewi, stage.year, agreed_by=stage.town.budi)
    third = stage.year.periods.get(no=3)
    for who, status in (("city_manager", 303), ("budi", 403)):
        answer = post(client_of(getattr(stage.town, who)), "evaluations:open_period", third.pk)
        assert answer.status_code == status
    assert Evaluation.objects.filter(period=third).count() == 2


def rate_unit(client: Client, stage: Stage, unit: int, **fields: str) -> Any:
    return post(client, "evaluations:organization_rate", unit, 2026, 2, **fields)


def test_the_head_above_sets_what_a_unit_achieved(stage: Stage) -> None:
    office = stage.town.office.pk
    secretary = client_of(stage.town.secretary)
    page = html(secretary, "evaluations:organization", query="?periode=2")
    assert "Dinas Perhubungan" in page
    assert "Bidang Pelayanan" not in page
    html(secretary, "evaluations:organization_rate", office, 2026, 2)
    assert rate_unit(secretary, stage, office, value="BAIK").status_code == 422
    fields = {"value": "BAIK", "source": "Rapat", "lock_no": "0"}
    assert rate_unit(secretary, stage, office, **fields).status_code == 303
    assert rate_unit(secretary, stage, office, **fields).status_code == 409
    fields |= {"lock_no": "1", "value": "ISTIMEWA"}
    assert rate_unit(secretary, stage, office, **fields).status_code == 303
    assert OrganizationRating.objects.get().value == "ISTIMEWA"
    assert "Sekarang Istimewa" in html(secretary, "evaluations:organization_rate", office, 2026, 2)


def test_the_city_sets_any_unit_by_decree_and_others_none(stage: Stage) -> None:
    fields = {"value": "BAIK", "source": "Keputusan 800/21/2026", "lock_no": "0"}
    office, division = stage.town.office.pk, stage.town.division.pk
    kota = client_of(stage.town.city_manager)
    assert "Sekretariat Daerah" in html(kota, "evaluations:organization")
    for who, unit, status in (
        ("sari", office, 403),
        ("sari", division, 303),
        ("budi", division, 403),
        ("andi", division, 404),
        ("auditor", office, 404),
        ("city_manager", office, 303),
    ):
        answer = rate_unit(client_of(getattr(stage.town, who)), stage, unit, **fields)
        assert answer.status_code == status, who
    assert html(client_of(stage.town.andi), "evaluations:organization", status=403)
    assert html(kota, "evaluations:organization_rate", office, 2026, 9, status=404)
    assert html(kota, "evaluations:organization_rate", office, 2026, 0)
    late = post(kota, "evaluations:organization_rate", office, 2026, 4, **fields)
    assert late.status_code == 409


def test_the_head_of_the_unit_gets_the_organisations_value_as_a_suggestion(stage: Stage) -> None:
    plan = make_plan(stage.town.sari, stage.year, agreed_by=stage.town.secretary)
    secretary = actor(stage.town.secretary, NOW)
    evaluation = operations.start(plan=plan, period=stage.period, by=secretary, at=NOW)
    client = client_of(stage.town.secretary)
    assert "Usulan dari capaian organisasi" not in html(client, "evaluations:rate", evaluation.pk)
    rate_unit(client, stage, stage.town.office.pk, value="ISTIMEWA", source="Rapat", lock_no="0")

    page = html(client, "evaluations:rate", evaluation.pk)

    assert "Usulan, bukan ketentuan: capaian organisasi Istimewa" in page
    assert " checked" not in page


def test_the_rating_is_locked_until_the_organisation_is_rated(stage: Stage) -> None:
    require_organization_rating()
    budi, key = client_of(stage.town.budi), stage.evaluation.pk
    page = html(budi, "evaluations:rate", key)
    assert "Rating terkunci" in page
    assert 'type="radio"' not in page
    draft(stage)
    page = html(budi, "evaluations:decide", key)
    shown = {"mark": hidden(page, "mark"), "version": "0"}
    answer = post(budi, "evaluations:decide", key, **shown)
    assert answer.status_code == 409
    assert "PermenPANRB 6/2022 Pasal 24" in answer.content.decode()


# --- the explanation


def test_the_clock_of_the_objection_starts_with_the_receipt(stage: Stage) -> None:
    decide(stage)
    deliver(stage)
    andi, key = client_of(stage.town.andi), stage.evaluation.pk
    assert "Waktunya belum berjalan" in html(andi, "evaluations:why", key)
    post(andi, "evaluations:receive", key)

    # 17 August 2026 is fourteen days later and a Monday; nobody has registered the holiday yet
    page = html(andi, "evaluations:why", key)
    assert "Senin, 17 Agustus 2026" in page
    assert "Hari libur 2026 belum didaftarkan" in page
    Holiday.objects.create(day="2026-08-17", name="Hari Kemerdekaan", source="SKB 3 Menteri")
    page = html(andi, "evaluations:why", key)
    assert "Selasa, 18 Agustus 2026" in page
    assert "belum didaftarkan" not in page


def test_the_explanation_reads_the_frozen_version_alone(stage: Stage) -> None:
    send_self(stage)
    decide(stage)
    deliver(stage)
    andi, key = client_of(stage.town.andi), stage.evaluation.pk
    before = html(andi, "evaluations:why", key)
    Employee.objects.filter(pk=stage.town.budi.pk).update(name="Nama Baru")
    stage.plan.realizations.update(note="diubah")

    after = html(andi, "evaluations:why", key)

    told = words(before)
    assert "Ditetapkan Budi Hartono, pejabat penilai kinerja" in words(after)
    for sentence in (
        "27 aduan",
        "Naik satu saja tetap Baik",
        "PermenPANRB 6/2022, Lampiran (kuadran kinerja)",
        "Pertahankan kecepatan izin",
        "Sari Kusuma",
    ):
        assert sentence in told
        assert sentence in words(after)


@pytest.mark.parametrize("name", ["evaluations:form_pdf", "evaluations:document_pdf"])
def test_the_sheets_are_issued_after_delivery_and_previewed_before(stage: Stage, name: str) -> None:
    andi, budi, key = client_of(stage.town.andi), client_of(stage.town.budi), stage.evaluation.pk
    assert budi.get(url(name, key)).status_code == 404
    decide(stage)
    preview = budi.get(url(name, key))
    assert preview.content.startswith(b"%PDF")
    assert "pratinjau" in preview.headers["Content-Disposition"]
    assert andi.get(url(name, key)).status_code == 404
    deliver(stage)
    first, second = andi.get(url(name, key)), budi.get(url(name, key))

    assert first.content.startswith(b"%PDF")
    assert first.content == second.content
    assert client_of(stage.town.dewi).get(url(name, key)).status_code == 404
