"""The pages around a session: points, other times, agreements, series, lists."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from kinerja.dialogue import operations
from kinerja.dialogue.models import Agreement, Session
from kinerja.dialogue.tests.pages import TIME, at, body, send
from kinerja.dialogue.tests.stages import (
    DAY,
    agreed,
    asked,
    confirmed,
    held,
    planned,
    point,
    repeated,
    written,
)
from kinerja.foundation import clock
from kinerja.organization.models import Placement
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db


# -- points --------------------------------------------------------------------------------------


def test_a_point_is_worded_and_two_versions_stand_side_by_side(
    andi: Client, budi: Client, session: Session, town: Town
) -> None:
    item = point(session, town.andi, "Awal")
    path = at("point", item.pk)
    assert "Hapus dari agenda" in body(andi, path)
    assert "Hapus dari agenda" not in body(budi, path)

    send(budi, path, title="Dari Budi", lock_no="0")
    page = send(andi, path, 409, title="Dari Andi", lock_no="0")

    assert "Dari Budi" in page
    assert "Dari Andi" in page
    send(andi, path, 422, title="", lock_no="1")
    send(andi, path, title="Dari Andi", lock_no="1")
    item.refresh_from_db()
    assert item.title == "Dari Andi"


def test_a_point_is_removed_by_its_author(
    andi: Client, budi: Client, session: Session, town: Town
) -> None:
    item = point(session, town.andi)
    send(budi, at("remove", item.pk), 403)

    send(andi, at("remove", item.pk))

    body(andi, at("point", item.pk), 404)


def test_a_discussed_point_leads_back(andi: Client, session: Session, town: Town) -> None:
    item = point(session, town.andi)
    operations.mark_discussed(item=item, discussed=True, by=actor(town.andi), at=NOON)

    assert andi.get(at("point", item.pk)).status_code == 302
    send(andi, at("point", item.pk), 409, title="Lain", lock_no="0")


# -- moving, calling off, missing ----------------------------------------------------------------


def test_a_session_moves_with_its_reason(andi: Client, session: Session) -> None:
    assert "Ruang rapat" in body(andi, at("move", session.pk))
    send(andi, at("move", session.pk), 422, **(TIME | {"time": "pagi"}))
    send(andi, at("move", session.pk), reason="Ada pelayanan keliling", **TIME)

    assert "Ada pelayanan keliling" in body(andi, at("session", session.pk))


def test_a_session_is_called_off_with_a_reason(andi: Client, session: Session) -> None:
    body(andi, at("cancel", session.pk))
    send(andi, at("cancel", session.pk), 422, reason="")
    send(andi, at("cancel", session.pk), reason="Sakit")

    assert "Sesi ini dibatalkan" in body(andi, at("session", session.pk))
    send(andi, at("cancel", session.pk), 409, reason="Lagi")


def test_somebody_who_did_not_come_is_named(budi: Client, session: Session, town: Town) -> None:
    body(budi, at("miss", session.pk))
    send(budi, at("miss", session.pk), 422, missed_by=town.dewi.pk)
    send(budi, at("miss", session.pk), missed_by=town.andi.pk, reason="Sakit")

    assert "Andi Pratama tidak hadir" in body(budi, at("session", session.pk))


# -- agreements ----------------------------------------------------------------------------------


def test_an_agreement_is_finished_and_opened_again(
    andi: Client, session: Session, town: Town
) -> None:
    promise = agreed(session, town.andi, town.budi)
    path = at("agreement", promise.pk)
    assert "Tandai selesai" in body(andi, path)

    send(andi, path, act="finish", outcome="Sudah terbit")
    assert "Sudah terbit" in body(andi, path)
    send(andi, path, 409, act="finish")
    send(andi, path, act="reopen")
    assert "Tulis mengapa" in send(andi, path, 422, act="drop", outcome="")
    send(andi, path, act="drop", outcome="Anggaran digeser")
    send(andi, path, 422, act="nothing")

    promise.refresh_from_db()
    assert promise.state == "DROPPED"


def test_open_agreements_stand_in_the_next_session(
    post: Placement, session: Session, town: Town
) -> None:
    promise = agreed(session, town.andi, town.budi)
    confirmed(session, town.budi, town.andi)
    with clock.fixed(NOON + 30 * DAY):
        later = planned(post, town.budi, NOON + 31 * DAY, at=NOON + 30 * DAY)
        page = body(client_of(town.andi), at("session", later.pk))

    assert "Dari sesi sebelumnya" in page
    assert promise.text in page
    assert "Lewat 13 hari" in page
    assert "1 kesepakatan, 0 selesai" in page


def test_a_past_session_does_not_show_what_was_agreed_later(
    andi: Client, post: Placement, session: Session, town: Town
) -> None:
    confirmed(session, town.budi, town.andi)
    with clock.fixed(NOON + 30 * DAY):
        later = planned(post, town.budi, NOON + 31 * DAY, at=NOON + 30 * DAY)
    promise = agreed(later, town.andi, town.budi)

    page = body(andi, at("session", session.pk))

    assert promise.text not in page
    assert "Bekal singkat" not in page


# -- series --------------------------------------------------------------------------------------


def test_a_series_is_ended_after_a_question(andi: Client, post: Placement, town: Town) -> None:
    series = repeated(post, town.budi)
    assert "2 sesi yang akan datang" in body(andi, at("end_series", series.pk))

    send(andi, at("end_series", series.pk))

    assert "Sudah diakhiri" in body(andi, at("end_series", series.pk))
    send(andi, at("end_series", series.pk), 409)


# -- lists ---------------------------------------------------------------------------------------


def test_the_list_shows_what_comes_and_what_was(
    andi: Client, budi: Client, post: Placement, session: Session, town: Town
) -> None:
    agreed(session, town.andi, town.budi)
    confirmed(session, town.budi, town.andi)
    asked(post, town.andi)
    repeated(post, town.budi)

    coming, past = body(andi, at("session_list")), body(andi, at("session_list") + "?tab=lalu")

    assert "Diminta" in coming
    assert "Setiap bulan dengan Budi Hartono" in coming
    assert "Susun jadwal loket cadangan" in coming
    assert "1 kesepakatan" in past
    assert "Andi Pratama" in body(budi, at("session_list"))
    body(budi, at("session_list") + "?tab=apa&hal=x")


def test_empty_lists_say_what_to_do(town: Town) -> None:
    nobody = client_of(town.administrator)

    assert "Belum ada sesi yang dijadwalkan" in body(nobody, at("session_list"))
    assert "Belum ada sesi yang berlangsung" in body(
        client_of(town.dewi), at("session_list") + "?tab=lalu"
    )


def test_a_session_that_nobody_recorded_stays_in_sight(
    andi: Client, post: Placement, town: Town
) -> None:
    planned(post, town.budi, NOON - DAY)

    assert "Belum dicatat" in body(andi, at("session_list"))


def test_the_overview_counts_only_real_sessions(budi: Client, session: Session, town: Town) -> None:
    assert "0 dari 2 orang" in body(budi, at("overview"))
    agreed(session, town.andi, town.budi)
    Session.objects.filter(pk=session.pk).update(state="HELD")

    page = body(budi, at("overview"))

    assert "1 dari 2 orang" in page
    assert "1 berjalan" in page
    unmet = body(budi, at("overview") + "?saring=belum")
    assert "Dewi Lestari" in unmet
    assert "Andi Pratama" not in unmet


def test_the_overview_shows_what_is_overdue(budi: Client, session: Session, town: Town) -> None:
    path = at("overview") + "?saring=lewat"
    assert "Tidak ada yang lewat batas" in body(budi, path)
    promise = agreed(session, town.andi, town.budi)
    Agreement.objects.filter(pk=promise.pk).update(due_on=dt.date(2026, 8, 1))

    assert "1 lewat batas" in body(budi, path)


def test_an_overview_with_everybody_met_says_so(budi: Client, town: Town) -> None:
    for who in (town.andi, town.dewi):
        held(planned(Placement.objects.get(employee=who), town.budi, NOON), town.budi)

    assert "Semua sudah berdialog" in body(budi, at("overview") + "?saring=belum")
    assert "Belum ada pegawai di halaman ini" in body(budi, at("overview") + "?hal=9")


def test_the_overview_is_for_superiors(andi: Client) -> None:
    body(andi, at("overview"), 403)


def test_a_request_shows_in_the_overview(budi: Client, post: Placement, town: Town) -> None:
    asked(post, town.andi)

    assert "Diminta pegawai" in body(budi, at("overview"))


def test_the_head_sees_counts_per_superior_and_no_session(
    session: Session, town: Town, andi: Client
) -> None:
    written(session, town.budi, "Rahasia berdua")
    operations.hold(session=session, by=actor(town.budi), at=NOON)

    page = body(client_of(town.sari), at("coverage"))

    assert "Budi Hartono" in page
    assert "Rahasia berdua" not in page
    assert "1 dari 5 pegawai" in page
    for who in (town.city_manager, town.auditor, town.office_manager, town.mayor):
        body(client_of(who), at("coverage"))
    assert "Belum ada atasan di halaman ini" in body(
        client_of(town.sari), at("coverage") + "?hal=9"
    )
    body(andi, at("coverage"), 403)
