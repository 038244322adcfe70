"""Forms: what cannot be kept, stale and double forms, refusals, checks."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from kinerja.evaluations.models import (
    EvaluationDraft,
    EvaluationVersion,
    SelfEvaluation,
)
from kinerja.evaluations.tests.browsing import draft, hidden, html, post
from kinerja.evaluations.tests.stage import (
    Stage,
    decide,
    deliver,
    judged,
    send_self,
)
from kinerja.foundation import clock
from kinerja.ui.format import url
from tests.factories import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


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


def test_what_changed_after_the_check_is_not_decided(stage: Stage) -> None:
    budi, key = draft(stage), stage.evaluation.pk
    page = html(budi, "evaluations:decide", key)
    shown = {"mark": hidden(page, "mark"), "version": "0"}
    draft(stage, lock_no="1", result_rating="DI_ATAS", result_reason="x")
    assert post(budi, "evaluations:decide", key, **shown).status_code == 409
    draft(stage, lock_no="2")

    assert post(budi, "evaluations:decide", key, **shown).status_code == 303


def test_a_period_that_still_runs_is_said_before_it_is_decided(stage: Stage) -> None:
    key = stage.evaluation.pk
    assert "belum berakhir" not in html(draft(stage), "evaluations:decide", key)

    with clock.fixed(dt.datetime(2026, 6, 30, 5, 0, tzinfo=dt.UTC)):
        page = html(draft(stage, lock_no="1"), "evaluations:decide", key)

    assert "Triwulan II 2026 belum berakhir" in page
    assert "Masih berjalan sampai Selasa, 30 Juni 2026" in page


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
    page = html(client_of(stage.town.andi), "evaluations:why", key)
    assert "Hasil ini sedang dikoreksi" in page
    assert "Bukti menyusul" not in page
    assert "Bukti baru" not in page
    sheet = client_of(stage.town.andi).get(url("evaluations:form_pdf", key))
    assert sheet.status_code in {200, 409}
    deliver(stage)
    assert "Bukti menyusul" in html(client_of(stage.town.andi), "evaluations:why", key)
