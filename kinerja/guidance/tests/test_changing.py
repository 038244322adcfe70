"""Another mentor while a guidance runs: who may, what goes along, and who guided before."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client

from kinerja.audit.models import AccessEvent, AuditEvent
from kinerja.dialogue.models import Session
from kinerja.foundation import clock
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.guidance import operations
from kinerja.guidance.models import Guidance, MentorChange
from kinerja.guidance.refusals import MentorIsSubordinate, NotAMentor, NotInThisState, SameMentor
from kinerja.guidance.tests.pages import send, text_of
from kinerja.guidance.tests.stages import answered, begun, finished, monthly, post_of, rated
from kinerja.notifications.models import Notification
from kinerja.organization.models import Employee, Placement
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db
WHY = "Pindah tugas."
LATER = NOON + dt.timedelta(hours=1)


def changed(held: Guidance, mentor: Employee, by: Employee) -> MentorChange:
    return operations.change_mentor(
        guidance=held, mentor=mentor, reason=WHY, by=actor(by, NOON), at=NOON
    )


def test_it_keeps_who_guided_before(town: Town, running: Guidance) -> None:
    changed(running, town.dewi, town.budi)
    changed(running, town.office_manager, town.budi)

    kept = MentorChange.objects.order_by("pk").values_list("former", "mentor", "reason")
    assert list(kept) == [
        (town.budi.pk, town.dewi.pk, WHY),
        (town.dewi.pk, town.office_manager.pk, WHY),
    ]
    assert Guidance.objects.get(pk=running.pk).mentor == town.office_manager


def test_it_is_written_into_the_trail_without_the_reason(town: Town, running: Guidance) -> None:
    changed(running, town.dewi, town.budi)

    event = AuditEvent.objects.get(action="guidance.guidance.mentor_changed")
    assert event.changes == {"from": town.budi.pk, "to": town.dewi.pk}
    assert event.about_employee_id == town.andi.pk


def test_all_three_hear_of_it_and_each_may_follow_the_link(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, mentor=town.dewi)
    Notification.objects.all().delete()

    changed(held, town.office_manager, town.budi)

    told = {note.user_id: note for note in Notification.objects.all()}
    assert set(told) == {town.andi.user_id, town.dewi.user_id, town.office_manager.user_id}
    for person in (town.andi, town.dewi, town.office_manager):
        note = told[person.user_id]
        assert "Andi" not in note.title + note.body
        assert client_of(person).get(note.location).status_code == 200


def test_only_who_may_begin_it_changes_the_mentor(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, mentor=town.dewi)

    for person in (town.andi, town.dewi, town.sari, town.city_manager, town.office_manager):
        with pytest.raises(NotPermitted):
            changed(held, town.office_manager, person)
    assert not MentorChange.objects.exists()


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("budi", SameMentor), ("andi", NotAMentor), ("stranger", NotAMentor)],
)
def test_it_refuses_who_cannot_guide(
    town: Town, running: Guidance, who: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        changed(running, getattr(town, who), town.budi)


def test_it_refuses_who_is_assessed_by_the_one_who_is_guided(town: Town) -> None:
    held = begun(post_of(town.budi), town.sari)

    with pytest.raises(MentorIsSubordinate):
        changed(held, town.dewi, town.sari)


def test_it_refuses_what_is_offered_or_over(
    town: Town, post: Placement, offer: Guidance, running: Guidance
) -> None:
    with pytest.raises(NotInThisState):
        changed(finished(running, town.budi), town.dewi, town.budi)
    assert post.pk
    assert offer.pk


def test_sessions_to_come_go_along_and_what_was_stays(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, sessions=monthly())
    first = Session.objects.filter(origin_id=held.pk).order_by("starts_at")[0]
    Session.objects.filter(pk=first.pk).update(starts_at=NOON)

    changed(held, town.dewi, town.budi)

    led = Session.objects.filter(origin_id=held.pk).order_by("starts_at")
    assert [one.leader_id for one in led] == [town.budi.pk] + [town.dewi.pk] * (len(led) - 1)
    assert len(led) > 1


def test_the_new_mentor_guides_and_the_former_one_does_not(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, mentor=town.dewi)
    changed(held, town.office_manager, town.budi)

    rated(held, town.office_manager)
    with pytest.raises(NotPermitted):
        rated(held, town.dewi)
    for page in ("kompetensi", "sesi", "selesai", "perpanjang", "hentikan", "pernyataan"):
        assert client_of(town.dewi).get(f"/bimbingan/{held.pk}/{page}/").status_code in {403, 404}


def test_a_former_mentor_reads_what_was_until_he_left(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, mentor=town.dewi, sessions=monthly())
    first = Session.objects.filter(origin_id=held.pk).order_by("starts_at")[0]
    Session.objects.filter(pk=first.pk).update(starts_at=NOON)
    rated(held, town.dewi, name="Komunikasi")
    changed(held, town.office_manager, town.budi)
    answered(held, town.andi)
    with clock.fixed(LATER):
        operations.rate_competence(
            guidance=held,
            name="Ketelitian",
            value=4,
            reason="Sesudahnya.",
            by=actor(town.office_manager, LATER),
            at=LATER,
        )
    finished(held, town.budi)
    dewi = client_of(town.dewi)

    assert "Dilanjutkan" in text_of(dewi, "/bimbingan/")
    shown = text_of(dewi, f"/bimbingan/{held.pk}/")
    assert "Anda membimbing sampai 3 Agustus 2026" in shown
    assert WHY in shown
    paper = text_of(dewi, f"/bimbingan/{held.pk}/format-b19/")
    for seen in (shown, paper):
        assert "Komunikasi" in seen
        assert "Ketelitian" not in seen
    assert "Berkas lengkap pada 9 dari 10 pengajuan." not in shown
    assert "Format B.1.8" not in shown
    assert re.findall(r'href="/dialog/(\d+)/"', shown) == [str(first.pk)]
    assert dewi.get(f"/bimbingan/{held.pk}/jawaban/").status_code == 404


def test_a_former_mentors_reading_is_recorded_and_a_strangers_does_not_happen(
    town: Town, post: Placement
) -> None:
    held = begun(post, town.budi, mentor=town.dewi)
    changed(held, town.office_manager, town.budi)

    client_of(town.dewi).get(f"/bimbingan/{held.pk}/")

    read = AccessEvent.objects.get(user_id=town.dewi.user_id)
    assert read.about_employee_id == town.andi.pk
    assert client_of(town.stranger).get(f"/bimbingan/{held.pk}/").status_code == 404


def test_the_evaluator_who_once_guided_still_sees_all(town: Town, running: Guidance) -> None:
    changed(running, town.dewi, town.budi)
    with clock.fixed(LATER):
        rated(running, town.dewi)
    finished(running, town.budi)

    assert "Berkas lengkap pada 9 dari 10" in text_of(
        client_of(town.budi), f"/bimbingan/{running.pk}/"
    )


def test_answers_stay_about_the_mentor_of_that_day(town: Town, running: Guidance) -> None:
    answered(running, town.andi)
    operations.change_mentor(
        guidance=running,
        mentor=town.dewi,
        reason=WHY,
        by=actor(town.budi, NOON),
        at=NOON.replace(hour=NOON.hour + 1),
    )
    sari = client_of(town.sari)

    assert "Tentang Budi Hartono" in text_of(sari, "/bimbingan/?tab=jawaban")
    shown = text_of(sari, f"/bimbingan/{running.pk}/jawaban/")
    assert "Budi Hartono" in shown
    assert "Dewi Lestari" not in shown


def test_the_page_says_who_guided_before(town: Town, andi: Client, running: Guidance) -> None:
    assert "Pembimbing sebelumnya" not in text_of(andi, f"/bimbingan/{running.pk}/")
    changed(running, town.dewi, town.budi)

    shown = text_of(andi, f"/bimbingan/{running.pk}/")
    assert "Pembimbing sebelumnya" in shown
    assert WHY in shown
    assert "Ganti pembimbing" not in shown


def test_the_mentor_is_changed_on_the_pages(
    town: Town, budi: Client, andi: Client, running: Guidance
) -> None:
    here = f"/bimbingan/{running.pk}/ganti-pembimbing/"
    assert f'href="{here}"' in text_of(budi, f"/bimbingan/{running.pk}/")
    chosen = f"{here}?pembimbing={town.dewi.pk}"
    assert chosen in text_of(budi, f"{here}?cari=dewi")
    assert "Pejabat penilai, pembimbing sekarang" in text_of(budi, here)
    assert f"?pembimbing={town.budi.pk}" not in text_of(budi, here)
    assert "kepada Dewi Lestari" in text_of(budi, chosen)

    assert send(budi, here, reason=WHY).status_code == 422
    assert send(budi, chosen, reason="").status_code == 422
    assert send(budi, chosen, reason=WHY).status_code == 303
    assert "Bersama Dewi Lestari" in text_of(andi, "/bimbingan/")
    assert send(budi, chosen, reason=WHY).status_code == 409
    assert "kepada Anda" in text_of(budi, f"{here}?pembimbing={town.budi.pk}")
    for who in (town.andi, town.stranger):
        assert budi.get(f"{here}?pembimbing={who.pk}").status_code == 404
    finished(running, town.budi)
    assert budi.get(here).status_code == 302


def test_the_new_mentor_is_offered_only_sessions_he_may_open(town: Town, post: Placement) -> None:
    held = begun(post, town.budi, sessions=monthly())
    past = Session.objects.filter(origin_id=held.pk).order_by("starts_at")[0]
    Session.objects.filter(pk=past.pk).update(starts_at=NOON)
    changed(held, town.dewi, town.budi)
    dewi = client_of(town.dewi)

    shown = text_of(dewi, f"/bimbingan/{held.pk}/")
    links = [
        f"/dialog/{one.pk}/"
        for one in Session.objects.filter(origin_id=held.pk)
        if f'href="/dialog/{one.pk}/"' in shown
    ]
    assert links
    assert f"/dialog/{past.pk}/" not in links
    assert all(dewi.get(link).status_code == 200 for link in links)


@pytest.mark.parametrize(
    ("values", "name"),
    [({"mentor": "budi"}, "to_another"), ({"reason": ""}, "says_why")],
)
def test_a_change_leads_to_another_and_says_why(
    town: Town, running: Guidance, values: dict[str, Any], name: str
) -> None:
    lawful = {"former": town.budi, "mentor": town.dewi, "reason": WHY}
    people = {key: getattr(town, one) if key == "mentor" else one for key, one in values.items()}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        MentorChange.objects.create(
            guidance=running, changed_by=town.budi, at=NOON, **lawful | people
        )


@pytest.mark.parametrize(
    "sql", ["UPDATE guidance_mentor_change SET reason = 'x'", "DELETE FROM guidance_mentor_change"]
)
def test_the_application_may_not_rewrite_who_guided(
    town: Town, running: Guidance, sql: str
) -> None:
    changed(running, town.dewi, town.budi)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
