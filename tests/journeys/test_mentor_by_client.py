"""Feedback that leads to a kept agreement, through links and forms alone."""

from __future__ import annotations

import datetime as dt

import pytest

from kinerja.dialogue.models import Agreement, Session
from kinerja.foundation import clock
from tests.factories import NOON, Town
from tests.journeys import dialogs, mentored
from tests.journeys.visitors import Visitor

pytestmark = pytest.mark.django_db
TODAY = clock.local_date(NOON)


def test_what_was_asked_is_talked_about_and_kept(town: Town) -> None:
    with clock.fixed(NOON):
        mentored.open_year(town)
        mentored.agreed_plan(town.andi, town.budi)
        andi, budi = Visitor(town.andi), Visitor(town.budi)
        asked_and_answered(andi, budi)
        agreed_in_a_session(andi, budi)
        confirmed_by_both(andi, budi)
        andi.open("/").follow(f"Kesepakatan: {dialogs.PROMISE}")
        andi.send("Tandai selesai", outcome=dialogs.OUTCOME)

    assert Session.objects.get(state="CONFIRMED").notes == dialogs.NOTES
    assert Agreement.objects.get().state == "DONE"


def asked_and_answered(andi: Visitor, budi: Visitor) -> None:
    andi.open("/umpan-balik/").follow("Minta umpan balik").follow("Budi Hartono")
    form, _ = andi.form("Kirim permintaan")
    [about] = [one for one in form.fields if one.name == "about"]
    result = next(value for value in about.options if value.startswith("hasil-"))
    andi.send("Kirim permintaan", about=result, question=dialogs.QUESTION)
    budi.open("/").follow("Andi Pratama meminta umpan balik Anda").follow("Beri umpan balik")
    budi.sees(dialogs.QUESTION)
    budi.send(
        "Kirim umpan balik",
        visibility="LEADERS",
        kind="APRESIASI",
        situation=dialogs.SITUATION,
        behavior=dialogs.BEHAVIOR,
        impact=dialogs.IMPACT,
    )
    andi.open("/umpan-balik/").sees(dialogs.BEHAVIOR, "Terlihat oleh Anda, penilai, pimpinan")
    andi.follow("Masukkan ke agenda").send("Masukkan ke agenda")


def agreed_in_a_session(andi: Visitor, budi: Visitor) -> None:
    when = {"day": dialogs.written(TODAY), "time": "10.00", "minutes": "30"}
    budi.open("/dialog/tim/").follow("Jadwalkan dialog dengan Andi Pratama")
    budi.send("Jadwalkan", **when, place="Ruang rapat", kind="UMPAN_BALIK", rhythm="ONCE")
    budi.sees(mentored.RESULT)
    for person, other in ((andi, "Budi Hartono"), (budi, "Andi Pratama")):
        person.open("/").follow(f"Dialog kinerja dengan {other}")
        person.send("Tambah", title=f"Titipan untuk {other}").sees(f"Titipan untuk {other}")
    budi.send("Sudah dibahas: Titipan").sees("1 dari 3 dibahas")
    budi.send("Simpan catatan", notes=dialogs.NOTES).sees(dialogs.NOTES)
    form, _ = budi.form("Tambah", "due_on")
    [who] = [one for one in form.fields if one.name == "responsible"]
    promise = {"text": dialogs.PROMISE, "responsible": who.options[1]}
    budi.send("Tambah", **promise, due_on=dialogs.written(TODAY + dt.timedelta(days=10)))


def confirmed_by_both(andi: Visitor, budi: Visitor) -> None:
    budi.send("Tandai sudah berlangsung").send("Setujui catatan")
    andi.open("/").follow("Setujui catatan dialog dengan Budi Hartono")
    andi.sees(dialogs.NOTES).send("Setujui catatan")
    for person in (andi, budi):
        person.open("/").sees(f"Kesepakatan: {dialogs.PROMISE}")
