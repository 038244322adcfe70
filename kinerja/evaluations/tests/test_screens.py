"""The pages at every stage: what they show, and to whom."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import pytest

from kinerja.audit.models import AccessEvent
from kinerja.evaluations import operations
from kinerja.evaluations.models import (
    EvaluationVersion,
)
from kinerja.evaluations.tests.browsing import hidden, html, post, seen, words
from kinerja.evaluations.tests.stage import (
    Stage,
    decide,
    deliver,
    judged,
    make_plan,
    put,
    send_self,
    show_evidence,
)
from kinerja.foundation.fields import days
from kinerja.ui.format import url
from tests.factories import actor, client_of, make_line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


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

VISITORS = (
    "andi", "budi", "sari", "mayor", "office_manager", "city_manager", "auditor", "dewi",
    "stranger", "administrator",
)  # fmt: skip
#: the answers of the why page: n 404, s the stage only, g the predikat
BEFORE = {"andi": "s", "budi": "g", "sari": "g", "mayor": "g", "office_manager": "s",
          "city_manager": "s", "auditor": "s"}  # fmt: skip
AFTER = dict.fromkeys(BEFORE, "g")


@pytest.mark.parametrize(
    ("state", "ahead"),
    [
        ("OPEN", ["Evaluasi diri", "Predikat ditetapkan", "Hasil diserahkan", "Hasil diterima"]),
        ("SELF_SENT", ["Predikat ditetapkan", "Hasil diserahkan", "Hasil diterima"]),
        ("DECIDED", ["Hasil diserahkan", "Hasil diterima"]),
        ("DELIVERED", ["Hasil diterima"]),
    ],
)
def test_what_is_still_to_come_is_said_with_who_does_it(
    stage: Stage, state: str, ahead: list[str]
) -> None:
    key = put(stage, state).pk

    page = html(client_of(stage.town.budi), "evaluations:why", key)

    assert re.findall(r'<li class="later">([^<]+)', page) == ahead
    assert "oleh pegawai" in page


def test_the_employee_is_not_told_ahead_of_delivery_that_he_has_been_rated(stage: Stage) -> None:
    key = put(stage, "DECIDED").pk

    page = html(client_of(stage.town.andi), "evaluations:why", key)

    assert "Predikat ditetapkan<small>oleh pejabat penilai, paling lambat" in page
    assert "Hasil diterima<small>oleh Anda" in page


def test_who_is_left_out_reads_when_and_why(stage: Stage) -> None:
    key = put(stage, "NOT_RATED").pk

    page = html(client_of(stage.town.andi), "evaluations:why", key)

    assert "Ditandai tidak dinilai<small>" in page
    assert 'class="later"' not in page


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


def test_the_annual_screen_shows_the_periods_and_its_own_judgement(stage: Stage) -> None:
    decide(stage, judgement=judged("DI_ATAS", "DI_ATAS"))
    december = dt.datetime(2026, 12, 1, 5, tzinfo=dt.UTC)
    budi = actor(stage.town.budi, december)
    annual = operations.start(plan=stage.plan, period=None, by=budi, at=december)
    client = client_of(stage.town.budi)
    page = words(html(client, "evaluations:rate", annual.pk))

    assert "bukan rata-rata predikat periode" in page
    assert "Triwulan II 2026 Di atas ekspektasi Di atas ekspektasi Sangat Baik" in page
    operations.decide(evaluation=annual, judgement=judged(), seen_version=0, by=budi, at=december)
    page = words(html(client, "evaluations:why", annual.pk))
    assert "Predikat ini dipakai untuk tahun 2026." in page
    assert "Pakai predikat SKP ini" not in page


def test_another_plan_of_the_year_can_be_chosen(stage: Stage) -> None:
    dewi, december = stage.town.dewi, dt.datetime(2026, 12, 1, 5, tzinfo=dt.UTC)
    budi = actor(stage.town.budi, december)
    halves = (dt.date(2026, 1, 1), dt.date(2026, 6, 1), dt.date(2027, 1, 1))
    made = []
    for start, end in itertools.pairwise(halves):
        plan = make_plan(dewi, stage.year, agreed_by=stage.town.budi, held=days(start, end))
        made.append(operations.start(plan=plan, period=None, by=budi, at=december))
        operations.decide(
            evaluation=made[-1], judgement=judged(), seen_version=0, by=budi, at=december
        )
    client, first = client_of(stage.town.budi), made[0].pk
    assert "Pakai predikat SKP ini" in html(client, "evaluations:why", first)
    assert post(client, "evaluations:choose_outcome", first, reason="").status_code == 422
    assert post(client, "evaluations:choose_outcome", first, reason="Lebih lama").status_code == 303

    assert "Lebih lama" in html(client, "evaluations:why", first)
    assert "Lebih lama" not in html(client, "evaluations:why", made[1].pk)


def test_evidence_is_opened_from_the_rating_screen(stage: Stage) -> None:
    shown = show_evidence(stage.plan, stage.period)
    stage.town.andi.evidence.filter(pk=shown.pk).update(
        kind="FILE", link="", sha256=b"x" * 32, size=3, storage_key="a/b", name="Foto loket"
    )
    page = html(client_of(stage.town.budi), "evaluations:rate", stage.evaluation.pk)

    assert 'href="https://contoh.go.id/rekap"' in page
    assert f'href="{url("evidence:file", shown.pk)}">Foto loket' in page
    assert "2 bukti" in words(page)


def test_a_link_that_is_no_web_address_is_never_followed(stage: Stage) -> None:
    stage.town.andi.evidence.update(link="javascript:alert(1)")

    page = html(client_of(stage.town.budi), "evaluations:rate", stage.evaluation.pk)
    assert "javascript:" not in page
