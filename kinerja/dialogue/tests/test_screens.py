"""The pages of sessions: what they show, what they do, whom they refuse."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from kinerja.audit.models import AccessEvent
from kinerja.dialogue.models import AgendaItem, PrivateNote, Series, Session
from kinerja.dialogue.tests.pages import TIME, at, body, send
from kinerja.dialogue.tests.stages import (
    DAY,
    agreed,
    confirmed,
    held,
    planned,
    point,
    repeated,
)
from kinerja.foundation import clock
from kinerja.organization.models import Placement
from tests.factories import NOON, Town, client_of, make_line

pytestmark = pytest.mark.django_db


# -- planning ------------------------------------------------------------------------------------


def test_a_superior_plans_from_his_overview(budi: Client, post: Placement) -> None:
    assert at("plan", post.pk) in body(budi, at("overview"))
    assert "Andi Pratama" in body(budi, at("plan", post.pk))

    send(budi, at("plan", post.pk), kind="UMPAN_BALIK", rhythm="ONCE", **TIME)

    made = Session.objects.get()
    assert clock.local(made.starts_at or NOON).isoformat() == "2026-08-05T10:00:00+07:00"
    assert (made.minutes, made.place) == (45, "Ruang rapat")


def test_a_series_begins_with_its_first_session(budi: Client, post: Placement) -> None:
    send(budi, at("plan", post.pk), kind="UMPAN_BALIK", rhythm="MONTHLY", **TIME)

    assert Series.objects.get().sessions.count() == 2
    assert "Sesi rutin berjalan setiap bulan" in body(budi, at("plan", post.pk))


def test_a_faulty_time_comes_back(budi: Client, post: Placement) -> None:
    page = send(budi, at("plan", post.pk), 422, **(TIME | {"time": "25.00", "day": "31-2-2026"}))

    assert "Tulis jam, misalnya 10.00" in page
    assert "Tulis tanggal yang ada" in page
    assert "Periksa tahunnya" in send(
        budi, at("plan", post.pk), 422, **(TIME | {"day": "1-1-1026"})
    )
    again = send(
        budi,
        at("plan", post.pk),
        409,
        kind="EVALUASI",
        rhythm="ONCE",
        **(TIME | {"day": "1-1-2030"}),
    )
    assert "satu tahun ke depan" in again


def test_only_the_superior_opens_the_plan_page(
    andi: Client, town: Town, post: Placement, session: Session
) -> None:
    body(andi, at("plan", post.pk), 403)
    body(client_of(town.sari), at("plan", post.pk), 403)
    body(client_of(town.dewi), at("plan", post.pk), 404)


# -- asking --------------------------------------------------------------------------------------


def test_an_employee_asks_and_the_superior_sets_the_time(andi: Client, budi: Client) -> None:
    assert "Kepada Budi Hartono" in body(andi, at("ask"))
    send(andi, at("ask"), 422, kind="UMPAN_BALIK", reason="")
    send(andi, at("ask"), kind="UMPAN_BALIK", reason="Beban kerja loket")
    made = Session.objects.get()
    assert "masih menunggu jawaban" in send(andi, at("ask"), 409, kind="UMPAN_BALIK", reason="Lagi")
    assert "Beban kerja loket" in body(budi, at("session", made.pk))
    assert "Batalkan permintaan" in body(andi, at("session", made.pk))
    assert "Tolak permintaan" in body(budi, at("cancel", made.pk))
    assert "Batalkan permintaan" in body(andi, at("cancel", made.pk))
    body(andi, at("accept", made.pk), 403)

    assert "Beban kerja loket" in body(budi, at("accept", made.pk))
    send(budi, at("accept", made.pk), **TIME)

    made.refresh_from_db()
    assert made.state == "PLANNED"
    assert budi.get(at("accept", made.pk)).status_code == 302


def test_nobody_to_ask_is_said(town: Town) -> None:
    mayor = client_of(town.mayor)

    assert "Kartini Putri" in body(mayor, at("ask"))
    assert "Kartini Putri" in send(mayor, at("ask"), 409, kind="UMPAN_BALIK", reason="x")


def test_somebody_without_a_post_or_a_person_is_told(town: Town, post: Placement) -> None:
    body(client_of(town.administrator), at("ask"), 403)
    Placement.objects.filter(pk=post.pk).update(held=(dt.date(2020, 1, 1), dt.date(2026, 1, 1)))

    assert "belum punya jabatan" in body(client_of(town.andi), at("ask"))
    send(client_of(town.andi), at("ask"), 409, kind="UMPAN_BALIK", reason="x")


# -- the session ---------------------------------------------------------------------------------


def test_both_see_the_same_session_with_the_others_name(
    andi: Client, budi: Client, session: Session, town: Town
) -> None:
    point(session, town.andi, "Enam kelurahan")

    mine, theirs = body(andi, at("session", session.pk)), body(budi, at("session", session.pk))

    assert "Dialog dengan Budi Hartono" in mine
    assert "Dialog dengan Andi Pratama" in theirs
    assert "Enam kelurahan" in mine
    assert "Enam kelurahan" in theirs


def test_a_stranger_finds_nothing_whatever_he_asks(town: Town, session: Session) -> None:
    item, promise = point(session, town.andi), agreed(session, town.andi, town.budi)
    series = repeated(Placement.objects.get(employee=town.andi), town.budi)
    for who in (town.dewi, town.sari, town.city_manager, town.auditor, town.administrator):
        client = client_of(who)
        for name in ("session", "move", "cancel", "miss", "accept"):
            body(client, at(name, session.pk), 404)
        for name in (
            "add_point",
            "notes",
            "notes_draft",
            "private_note",
            "agree",
            "hold",
            "confirm",
        ):
            send(client, at(name, session.pk), 404)
        body(client, at("point", item.pk), 404)
        body(client, at("agreement", promise.pk), 404)
        body(client, at("end_series", series.pk), 404)
        send(client, at("discussed", item.pk), 404)
        send(client, at("remove", item.pk), 404)


@pytest.mark.parametrize("key", [10**18, 10**30])
def test_numbers_that_do_not_exist_are_404(budi: Client, key: int) -> None:
    for name in ("session", "move", "point", "agreement", "end_series", "plan"):
        body(budi, at(name, 1).replace("1", str(key)), 404)


def test_a_session_is_walked_through_by_both(
    andi: Client, budi: Client, session: Session, town: Town
) -> None:
    page = at("session", session.pk)
    send(andi, at("add_point", session.pk), title="Beban kerja")
    send(andi, at("add_point", session.pk), 422, title="")
    item = AgendaItem.objects.get()
    send(budi, at("discussed", item.pk), dibahas="1")
    send(budi, at("notes", session.pk), notes="Loket cadangan dijadwalkan.", lock_no="0")
    send(
        budi, at("agree", session.pk),
        text="Susun jadwal loket", responsible=town.andi.pk, due_on="20-8-2026",
    )  # fmt: skip
    assert "Tulis apa yang disepakati" in send(budi, at("agree", session.pk), 422, text="")
    assert "Susun jadwal loket" in body(andi, page)
    send(budi, at("hold", session.pk))
    assert "Setujui catatan" in body(andi, page)
    send(andi, at("confirm", session.pk))
    assert "Setujui catatan" not in body(andi, page)
    send(budi, at("confirm", session.pk))

    session.refresh_from_db()
    assert session.state == "CONFIRMED"
    assert "Loket cadangan dijadwalkan." in body(budi, page)
    assert 'name="notes"' not in body(budi, page)


def test_an_empty_session_is_not_held(budi: Client, session: Session) -> None:
    assert "Tulis dulu satu kalimat" in send(budi, at("hold", session.pk), 409)


def test_a_tick_by_htmx_brings_the_agenda_alone(budi: Client, session: Session, town: Town) -> None:
    item = point(session, town.andi)

    answer = budi.post(at("discussed", item.pk), {"dibahas": "1"}, headers={"HX-Request": "true"})

    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.strip().startswith("<section")
    assert "1 dari 1 dibahas" in text
    send(budi, at("discussed", item.pk), dibahas="0")
    item.refresh_from_db()
    assert item.discussed_at is None


def test_what_waits_is_not_ticked(andi: Client, session: Session, town: Town) -> None:
    item = point(session, town.andi)
    held(session, town.budi)

    send(andi, at("discussed", item.pk), 409, dibahas="1")
    assert item.title in body(andi, at("session_list"))


def test_two_who_write_notes_see_both(andi: Client, budi: Client, session: Session) -> None:
    send(budi, at("notes", session.pk), notes="Dari Budi", lock_no="0")

    page = send(andi, at("notes", session.pk), 409, notes="Dari Andi", lock_no="0")

    for words in ("Dari Budi", "Dari Andi", "Gabungkan keduanya"):
        assert words in page
    send(andi, at("notes", session.pk), notes="Dari Budi\n\nDari Andi", lock_no="1")
    session.refresh_from_db()
    assert session.notes.split() == ["Dari", "Budi", "Dari", "Andi"]


def test_notes_of_a_closed_session_say_why_not(andi: Client, session: Session, town: Town) -> None:
    confirmed(session, town.budi, town.andi)

    page = send(andi, at("notes", session.pk), 409, notes="Lain", lock_no="1")

    assert "sudah berubah" in page
    assert "Isian Anda belum tersimpan" in page
    assert '<p class="prose">Lain</p>' in page


def test_autosave_says_when_and_never_overwrites(
    andi: Client, budi: Client, session: Session, town: Town
) -> None:
    path = at("notes_draft", session.pk)

    first = send(budi, path, 200, notes="Dari Budi", lock_no="0")
    stale = send(andi, path, 200, notes="Dari Andi", lock_no="0")
    faulty = send(andi, path, 200, notes="x" * 10_001, lock_no="1")

    assert "Tersimpan pukul 12.00" in first
    assert 'value="1"' in first
    assert "lebih baru" in stale
    assert "Periksa isiannya" in faulty
    send(andi, at("notes", session.pk), 422, notes="x" * 10_001, lock_no="1")
    held(session, town.budi)
    assert "satu kalimat" in send(andi, path, 200, notes="", lock_no="2")


def test_private_notes_stay_private(andi: Client, budi: Client, session: Session) -> None:
    path = at("private_note", session.pk)
    send(budi, path, 302, **{"pribadi-notes": "Tanyakan jam pulang", "pribadi-lock_no": "0"})

    assert "Tanyakan jam pulang" in body(budi, at("session", session.pk))
    assert "Tanyakan jam pulang" not in body(andi, at("session", session.pk))
    page = send(budi, path, 409, **{"pribadi-notes": "Lain", "pribadi-lock_no": "0"})
    assert "Tanyakan jam pulang" in page
    assert "Lain" in page
    send(budi, path, 422, **{"pribadi-notes": "x" * 10_001, "pribadi-lock_no": "1"})
    assert PrivateNote.objects.get().text == "Tanyakan jam pulang"


def test_a_new_superior_reads_what_was_and_it_is_written_down(
    session: Session, post: Placement, town: Town
) -> None:
    held(session, town.budi)
    make_line(post, town.sari)
    sari = client_of(town.sari)

    page = body(sari, at("session", session.pk))

    assert "Loket tambahan membantu." in page
    assert "Setujui catatan" not in page
    assert "Catatan pribadi</h2>" not in page
    assert AccessEvent.objects.filter(user_id=town.sari.user_id).count() == 1
    send(sari, at("confirm", session.pk), 403)
    body(sari, at("cancel", session.pk), 403)


def test_both_leave_no_reading_behind(andi: Client, budi: Client, session: Session) -> None:
    body(andi, at("session", session.pk))
    body(budi, at("session", session.pk))

    assert not AccessEvent.objects.exists()


def test_an_agreement_that_a_new_superior_reads_is_recorded(
    town: Town, post: Placement, session: Session
) -> None:
    promise = agreed(session, town.andi, town.budi)
    make_line(post, town.sari)

    for who in (town.sari, town.andi, town.budi):
        body(client_of(who), at("agreement", promise.pk))

    read = AccessEvent.objects.get()
    assert (read.user_id, read.subject_kind) == (town.sari.user_id, "dialogue.agreement")


def test_before_its_day_a_session_shows_no_open_form_for_agreements(
    budi: Client, town: Town, post: Placement, session: Session
) -> None:
    later = planned(post, town.budi, NOON + 3 * DAY)

    early, due = body(budi, at("session", later.pk)), body(budi, at("session", session.pk))

    assert "Catat kesepakatan sekarang" in early
    assert "Apa yang dikerjakan" in early
    assert "Catat kesepakatan sekarang" not in due
    refused = send(budi, at("agree", later.pk), 422, text="")
    assert "Catat kesepakatan sekarang" not in refused
