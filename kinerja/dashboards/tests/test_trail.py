"""The reading page of the trail: who reads it, filters, paging by key; who has read about me."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps

from kinerja.audit import operations as audit
from kinerja.audit.models import AuditEvent
from kinerja.dashboards import wording
from kinerja.dashboards.queries import trail
from kinerja.dialogue.models import Series, Session
from kinerja.dialogue.operations import end_series
from kinerja.dialogue.tests.stages import confirmed, make_dialogue
from kinerja.foundation import clock
from kinerja.organization.models import Placement
from kinerja.organization.queries.people import people_named
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db


def act(town: Town, no: int = 0, action: str = "plans.plan.submitted") -> None:
    audit.record(
        action,
        subject=None,
        kind="plans.plan",
        by=actor(town.andi),
        at=NOON + dt.timedelta(minutes=no),
        about=town.andi.pk,
        unit=town.division.pk,
        changes={
            "state": "SUBMITTED",
            "is_late": True,
            "units": [1, 2],
            "name": {"before": "a", "after": "b"},
        },
    )


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("auditor", 200),
        ("city_manager", 200),
        ("office_manager", 200),
        ("andi", 403),
        ("budi", 403),
        ("administrator", 403),
    ],
)
def test_who_reads_it(town: Town, who: str, status: int) -> None:
    assert client_of(getattr(town, who)).get("/jejak/").status_code == status


def test_it_shows_who_what_when_and_what_changed(town: Town) -> None:
    act(town)

    html = client_of(town.auditor).get("/jejak/").content.decode()

    for words in (
        "Andi Pratama",
        "Mengajukan SKP",
        "3 Agu 2026",
        "12.00",
        "Diajukan",
        "<del>a</del>",
        "1, 2",
    ):
        assert words in html, words


def test_it_says_of_what_a_number_is(town: Town) -> None:
    subject = Placement.objects.get(employee=town.andi)
    audit.record(
        "organization.placement.started",
        subject=subject,
        by=actor(town.city_manager),
        at=NOON,
        about=town.andi.pk,
        unit=town.division.pk,
    )

    html = client_of(town.auditor).get("/jejak/").content.decode()

    assert f"jabatan nomor {subject.pk}" in html
    assert wording.subject("plans.planversion", 97) == "versi SKP nomor 97"
    assert wording.subject("belum.bernama", 97) == "nomor 97"


@pytest.mark.parametrize("kind", wording.SUBJECTS)
def test_a_subject_that_has_words_exists(kind: str) -> None:
    assert apps.get_model(kind)._meta.label_lower == kind


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("siapa=andi", True),
        ("siapa=andi+prat", True),
        ("siapa=budi", False),
        ("tentang=Pratama", True),
        ("siapa=%3A%26%7C", False),
        ("apa=plans.plan.submitted", True),
        ("apa=plans.plan.agreed", False),
        ("dari=3-8-2026&sampai=3-8-2026", True),
        ("sampai=2-8-2026", False),
        ("dari=4-8-2026", False),
    ],
)
def test_filters(town: Town, query: str, found: bool) -> None:  # noqa: FBT001
    act(town)

    html = client_of(town.auditor).get(f"/jejak/?{query}").content.decode()

    assert ("Diajukan" in html) is found


def test_a_nip_with_spaces_finds_its_person(town: Town) -> None:
    act(town)
    nip = town.andi.nip or ""

    found = people_named(f"{nip[:8]} {nip[8:]}")

    assert list(found) == [town.andi]


def test_a_filter_that_cannot_be_read_is_said(town: Town) -> None:
    answer = client_of(town.auditor).get("/jejak/?dari=kapan-kapan&apa=tidak.ada")

    assert answer.status_code == 422
    assert "Tulis tanggal yang ada" in answer.content.decode()


def test_pages_follow_by_key_and_miss_nothing(town: Town) -> None:
    for no in range(trail.PAGE + 5):
        act(town, no)
    client = client_of(town.auditor)
    everything = trail.Wanted(action="plans.plan.submitted")

    first = trail.events_for(actor(town.auditor), everything)
    last = first[trail.PAGE - 1]
    second = trail.events_for(actor(town.auditor), everything, after=(last.at, last.id))

    assert (
        len({row.id for row in first[: trail.PAGE]} | {row.id for row in second}) == trail.PAGE + 5
    )
    html = client.get("/jejak/?apa=plans.plan.submitted").content.decode()
    assert "waktu=2026-08-03" in html
    assert client.get("/jejak/?waktu=salah&nomor=1").status_code == 200
    assert client.get("/jejak/?waktu=2026-08-03T12:00:00&nomor=1").status_code == 200


def test_a_manager_of_an_office_reads_only_its_acts(town: Town) -> None:
    act(town)
    audit.record(
        "city.settings.changed", subject=None, kind="city", by=actor(town.administrator), at=NOON
    )

    html = client_of(town.office_manager).get("/jejak/").content.decode()

    assert "Diajukan" in html
    assert "Mengubah pengaturan kota</td>" not in html
    assert (
        "Mengubah pengaturan kota</td>" in client_of(town.auditor).get("/jejak/").content.decode()
    )


def test_one_sees_who_has_read_about_oneself(town: Town) -> None:
    audit.record_access(
        by=actor(town.budi), about=town.andi.pk, subject=("evaluation", 7), purpose="penilaian"
    )
    audit.record_access(by=actor(town.andi), about=town.andi.pk, subject=("evaluation", 7))

    html = client_of(town.andi).get("/siapa-melihat/").content.decode()

    assert html.count("Budi Hartono") == 1
    assert "Kepala Bidang Pelayanan" in html
    assert "Belum ada yang membuka" in client_of(town.dewi).get("/siapa-melihat/").content.decode()


def test_what_two_people_do_in_a_dialogue_has_words(town: Town) -> None:
    with clock.fixed(NOON):
        made = make_dialogue(town)
        session = Session.objects.get(pk=made["session_id"])
        confirmed(session, town.andi, town.budi)
        series = Series.objects.get(pk=made["series_id"])
        end_series(series=series, by=actor(town.budi), at=NOON)

    recorded = AuditEvent.objects.filter(action__startswith="dialogue.")
    acts = set(recorded.values_list("action", flat=True))
    assert len(acts) > len(("planned", "added", "made", "begun", "held", "confirmed", "ended"))
    assert acts <= set(wording.ACTS)
    assert set(recorded.values_list("subject_kind", flat=True)) <= set(wording.SUBJECTS)
    changed = recorded.exclude(changes=None).values_list("changes", flat=True)
    assert {name for one in changed for name in one or {}} <= set(wording.FIELDS)


def test_every_act_has_words() -> None:
    assert wording.act("plans.plan.agreed") == "Menyepakati SKP"
    assert wording.act("transfers.placement.ended") == "Mengakhiri jabatan"
    assert wording.field("valid_from") == "berlaku mulai"
    assert wording.field("some_thing") == "some thing"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("SUBMITTED", "Diajukan"),
        ("APRESIASI", "Apresiasi"),
        ("LINK", "Tautan"),
        ("feedback", "Umpan balik"),
        ("2026-12-18", "18 Des 2026"),
        ("2026-13-18", "2026-13-18"),
        ("SKP-2026-000003", "SKP-2026-000003"),
        (3, 3),
    ],
)
def test_codes_are_said_in_words_and_numbers_stay(value: object, words: object) -> None:
    assert wording.said(value) == words
