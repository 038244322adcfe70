"""Autosave, and two versions of one result."""

from __future__ import annotations

from django.test import Client

from kinerja.cycles.models import PerformanceYear
from kinerja.plans.models import Plan
from kinerja.plans.tests.sending import autosave, field, filled, post, view_of
from tests.factories import Town, client_of
from tests.plan_factories import (
    first_result,
    make_agreed,
    version_of,
)


def test_autosave_changes_the_status_and_the_version_only(plan: Plan, andi: Client) -> None:
    answer = autosave(andi, plan, teks="Ketik")

    part = answer.content.decode()
    assert answer.status_code == 200
    assert "Tersimpan pukul 12.00" in part
    assert view_of(plan).base(version_of(plan).lock_no) in part
    assert "<form" not in part
    assert view_of(plan).row.text == "Ketik"


def test_autosave_never_corrects_anybody(plan: Plan, andi: Client) -> None:
    sent = {field(plan, "target"): "30 September", field(plan, "satuan"): ""}

    assert autosave(andi, plan, **sent).status_code == 200

    assert view_of(plan).indicators[0].target_text == "30 September"


def test_a_stale_autosave_shows_both_versions_once(plan: Plan, andi: Client) -> None:
    old = filled(plan)["versi"]
    autosave(andi, plan, teks="Tersimpan lebih dulu")

    first = autosave(andi, plan, teks="Isian saya", versi=old)
    again = autosave(andi, plan, teks="Isian saya", versi=old, konflik="1")

    assert (first.status_code, again.status_code) == (409, 409)
    shown = first.content.decode()
    assert "Tersimpan lebih dulu" in shown
    assert "Isian saya" in shown
    assert "Pakai versi tersimpan" in shown
    assert "Pakai versi tersimpan" not in again.content.decode()
    assert view_of(plan).row.text == "Tersimpan lebih dulu"


def test_a_stale_form_shows_both_versions_and_may_win(plan: Plan, andi: Client) -> None:
    old = filled(plan)["versi"]
    post(andi, plan, teks="Tersimpan lebih dulu")

    answer = post(andi, plan, teks="Isian saya", versi=old)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Tersimpan lebih dulu" in page
    assert "Simpan isian saya" in page
    fresh = view_of(plan).base(version_of(plan).lock_no)
    assert f'value="{fresh}"' in page
    won = post(andi, plan, teks="Isian saya", versi=old, versi_baru=fresh)
    assert won.status_code == 303
    assert view_of(plan).row.text == "Isian saya"


def test_what_autosave_has_stored_already_is_no_conflict(plan: Plan, andi: Client) -> None:
    old = filled(plan)["versi"]
    autosave(andi, plan, teks="Sama")

    assert post(andi, plan, teks="Sama", versi=old).status_code == 303


def test_a_conflict_names_each_field(town: Town, year: PerformanceYear, plan: Plan) -> None:
    parent = first_result(make_agreed(town.budi, year, town.sari))
    client = client_of(town.andi)
    old = filled(plan)["versi"]
    post(client, plan, teks="Lain")
    mine = {"induk": str(parent), "penugasan": str(town.budi.pk), "jenis": "TAMBAHAN"}

    day = post(client, plan, versi=old, **mine, **{field(plan, "target"): "30-9-2026"})
    words = autosave(client, plan, versi=old, **mine, **{field(plan, "target"): "Tertib"})

    assert "Tersedianya antrean daring" in day.content.decode()
    assert "30 September 2026" in day.content.decode()
    assert "Tertib" in words.content.decode()
    assert words.content.decode().count("Budi Hartono") == 1
