"""Actions as people use them, and the ways that lead to them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client

from kinerja.cycles.models import PerformanceYear
from kinerja.dialogue.models import AgendaItem
from kinerja.dialogue.tests import stages
from kinerja.growth import operations
from kinerja.growth.models import Action
from kinerja.growth.tests.samples import (
    PLACE,
    VALUES,
    act,
    form,
    promise,
    say,
    text_of,
)
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db
NEW = f"{PLACE}tindakan/baru/"


# --- actions


def test_an_action_is_added_once(town: Town, year: PerformanceYear, andi: Client) -> None:
    assert "Apa yang akan Anda lakukan" in text_of(andi, NEW)
    sent = form(hours="4,5")

    first, twin = andi.post(NEW, sent), andi.post(NEW, sent)

    assert (first.status_code, twin.status_code) == (303, 303)
    assert Action.objects.get().hours == Decimal("4.5")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"text": ""}, "Tulis tindakannya"),
        ({"kind": "LAIN"}, "Pilih salah satu dari daftar."),
        ({"due_on": "besok"}, "Tulis tanggal yang ada"),
        ({"hours": "banyak"}, "Tulis angka saja"),
        ({"hours": "401"}, "antara 0 dan 400"),
        ({"hours": "1,25"}, "satu angka di belakang koma"),
    ],
)
def test_a_bad_action_comes_back_with_a_reason(
    town: Town, year: PerformanceYear, andi: Client, given: dict[str, str], says: str
) -> None:
    answer = andi.post(NEW, form(**given))

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_date_of_another_time_is_refused_on_the_page(
    town: Town, year: PerformanceYear, andi: Client
) -> None:
    answer = andi.post(NEW, form(due_on="1-1-2031"))

    assert answer.status_code == 409
    assert "paling jauh dua tahun" in answer.content.decode()


def test_an_action_is_done_and_opened_again(
    town: Town, year: PerformanceYear, andi: Client
) -> None:
    action = act(town.andi, year)
    place = f"{PLACE}tindakan/{action.pk}/"

    empty = andi.post(place, {"act": "finish"})
    done = andi.post(place, {"act": "finish", "outcome": "Tiga rapat berjalan."})
    late = andi.post(place, {"act": "drop", "outcome": "Pindah."})
    page = text_of(andi, place)
    andi.post(place, {"act": "reopen"})

    assert (empty.status_code, done.status_code, late.status_code) == (422, 303, 409)
    assert "Tiga rapat berjalan." in page
    assert Action.objects.get().state == "OPEN"
    andi.post(place, {"act": "drop", "outcome": "Pindah."})
    assert Action.objects.get().state == "DROPPED"


def test_an_action_is_changed_and_two_windows_see_both(
    town: Town, year: PerformanceYear, andi: Client, budi: Client
) -> None:
    action = act(town.andi, year)
    place = f"{PLACE}tindakan/{action.pk}/ubah/"

    changed = andi.post(place, form(lock_no="0"))
    stale = andi.post(place, form(lock_no="0", text="Isian kedua", hours="2"))
    bad = andi.post(place, form(lock_no="1", text=""))

    assert (changed.status_code, stale.status_code, bad.status_code) == (303, 409, 422)
    assert "Isian kedua" in stale.content.decode()
    assert "Mendampingi petugas baru di loket" in stale.content.decode()
    assert budi.post(place, form()).status_code == 403
    assert budi.post(f"{PLACE}tindakan/{action.pk}/", {"act": "reopen"}).status_code == 403
    assert andi.get(f"{PLACE}tindakan/{10**30}/").status_code == 404


def test_an_action_goes_onto_the_next_agenda(
    town: Town, year: PerformanceYear, andi: Client, budi: Client
) -> None:
    action = act(town.andi, year)
    place = f"{PLACE}tindakan/{action.pk}/agenda/"

    waiting = andi.post(place)
    AgendaItem.objects.all().delete()
    session = stages.planned(stages.post_of(town.andi), town.budi, NOON + dt.timedelta(days=1))
    there = budi.post(place)

    assert waiting.headers["Location"] == f"{PLACE}tindakan/{action.pk}/"
    assert there.headers["Location"] == f"/dialog/{session.pk}/#agenda"
    page = text_of(andi, f"/dialog/{session.pk}/")
    assert f"{PLACE}tindakan/{action.pk}/" in page
    assert client_of(town.dewi).post(place).status_code == 404


# --- ways that lead here


def test_a_plan_is_one_click_from_feedback_and_agreement(
    town: Town, skp: Plan, andi: Client
) -> None:
    said = say(skp, town.budi, "ADAPTIF", "Coba alat baru.", kind="SARAN")
    agreed = promise(town)
    ways = {
        f"{NEW}?dari=feedback&amp;id={said.pk}": ("/umpan-balik/", PLACE),
        f"{NEW}?dari=agreement&amp;id={agreed.pk}": (f"/dialog/kesepakatan/{agreed.pk}/",),
    }

    for way, places in ways.items():
        for place in places:
            assert way in text_of(andi, place), (way, place)


def test_the_team_and_a_person_lead_here(town: Town, skp: Plan, budi: Client) -> None:
    place = f"{PLACE}{town.andi.pk}/"

    assert place in text_of(budi, "/dialog/tim/")
    assert place in text_of(budi, f"/pegawai/{town.andi.pk}/")
    assert place not in text_of(client_of(town.sari), f"/pegawai/{town.andi.pk}/")


def test_open_actions_that_are_due_wait_on_beranda(
    town: Town, year: PerformanceYear, andi: Client, budi: Client
) -> None:
    act(town.andi, year, VALUES._replace(text="Segera", due_on=dt.date(2026, 8, 17)))
    act(town.andi, year, VALUES._replace(text="Terlambat", due_on=dt.date(2026, 7, 1)))
    act(town.andi, year, VALUES._replace(text="Nanti", due_on=dt.date(2026, 8, 18)))
    gone = act(town.andi, year, VALUES._replace(text="Sudah", due_on=dt.date(2026, 8, 5)))
    operations.finish(action=gone, outcome="Selesai.", by=actor(town.andi), at=NOON)

    page = text_of(andi, "/")

    assert "Rencana pengembangan: Segera" in page
    assert "Rencana pengembangan: Terlambat" in page
    assert "Rencana pengembangan: Nanti" not in page
    assert "Rencana pengembangan: Sudah" not in page
    assert "Rencana pengembangan: Segera" not in text_of(budi, "/")
