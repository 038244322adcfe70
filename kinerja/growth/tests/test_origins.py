"""What an action is born from: seen by its owner alone, and what of it others may read."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.test import Client

from kinerja.coaching.models import Feedback
from kinerja.evaluations.tests.stage import decide, deliver, make_stage
from kinerja.growth.models import Action
from kinerja.growth.origins import find, place_of
from kinerja.growth.tests.samples import form, promise, say, sealed_window
from kinerja.plans.models import Plan
from tests.factories import Town, actor, client_of

pytestmark = pytest.mark.django_db
NEW = "/pengembangan/tindakan/baru/"


def test_feedback_fills_in_the_form(town: Town, skp: Plan, andi: Client) -> None:
    said = say(skp, town.budi, "ADAPTIF", "Coba alat baru.", kind="SARAN")
    way = f"{NEW}?dari=feedback&id={said.pk}"

    page = andi.get(way).content.decode()
    andi.post(NEW, form(dari="feedback", id=str(said.pk)))

    assert "Coba alat baru." in page
    assert "Menindaklanjuti saran perbaikan: Adaptif" in page
    made = Action.objects.get()
    stored = (made.origin_kind, made.origin_id, made.origin_label)
    assert stored == ("feedback", said.pk, "Saran perbaikan: Adaptif")
    action = andi.get(f"/pengembangan/tindakan/{made.pk}/").content.decode()
    assert "Berawal dari" in action


def test_what_is_for_the_receiver_alone_is_not_named(
    town: Town, skp: Plan, andi: Client, budi: Client
) -> None:
    said = say(skp, town.dewi, "ADAPTIF", "Rahasia.", kind="SARAN", visibility="RECEIVER")

    andi.post(NEW, form(dari="feedback", id=str(said.pk)))

    made = Action.objects.get()
    assert made.origin_label == "Umpan balik"
    assert "Adaptif" not in budi.get(f"/pengembangan/tindakan/{made.pk}/").content.decode()


def test_an_agreement_and_a_window_are_found(town: Town, skp: Plan) -> None:
    by, agreed, window = actor(town.andi), promise(town), sealed_window(town)

    assert find(by, "agreement", agreed.pk).proposal == agreed.text
    assert find(by, "anonymous_window", window.pk).label.startswith("Masukan anonim 1 Juni 2026")


def test_what_one_may_not_see_is_not_found(town: Town, skp: Plan, andi: Client) -> None:
    said = say(skp, town.budi, "ADAPTIF", kind="SARAN")
    agreed = promise(town)
    window = sealed_window(town, outcome="TOO_FEW", answers=0)
    wanted = [("feedback", said.pk), ("agreement", agreed.pk), ("anonymous_window", window.pk)]

    for who in (town.budi, town.dewi, town.sari, town.auditor):
        for kind, key in wanted:
            with pytest.raises(Http404):
                find(actor(who), kind, key)
    with pytest.raises(Http404):
        find(actor(town.andi), "anonymous_window", window.pk)
    Feedback.objects.update(covered_at=said.given_at)
    for way in (
        f"?dari=feedback&id={said.pk}", "?dari=feedback", "?dari=lain&id=1", "?id=1", "?id=x",
        f"?dari=feedback&id={10**30}", "?dari=feedback&id=999999", "?dari=agreement&id=-1",
        "?dari=evaluation&id=999999", "?dari=anonymous_window&id=999999",
    ):  # fmt: skip
        assert andi.get(NEW + way).status_code == 404, way
    assert andi.post(NEW, form(dari="feedback", id=str(said.pk))).status_code == 404


def test_a_result_is_found_from_delivery_on(town: Town) -> None:
    stage = make_stage(town)
    key, andi = stage.evaluation.pk, client_of(town.andi)
    decide(stage)
    assert andi.get(f"{NEW}?dari=evaluation&id={key}").status_code == 404

    deliver(stage)

    page = andi.get(f"{NEW}?dari=evaluation&id={key}").content.decode()
    assert "Evaluasi triwulan II 2026" in page
    assert f"dari=evaluation&amp;id={key}" in andi.get(f"/evaluasi/{key}/mengapa/").content.decode()
    with pytest.raises(Http404):
        find(actor(town.budi), "evaluation", key)


def test_each_kind_leads_to_where_it_is_read() -> None:
    assert place_of("feedback", 3) == "/umpan-balik/"
    assert place_of("agreement", 3) == "/dialog/kesepakatan/3/"
    assert place_of("evaluation", 3) == "/evaluasi/3/mengapa/"
    assert place_of("", None) == ""
    assert place_of("lain", 3) == ""
