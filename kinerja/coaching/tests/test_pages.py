"""The form, the entry links, the reads and their number of statements."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.coaching import about as subjects
from kinerja.coaching.about import About, read_about
from kinerja.coaching.models import Feedback
from kinerja.coaching.queries import requests, streams
from kinerja.coaching.queries import subjects as named
from kinerja.coaching.queries.people import colleagues, newest_path, posts_of, units_between
from kinerja.coaching.tests.samples import WORDS, ask, form, give, show_evidence
from kinerja.foundation import clock
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, actor, client_of
from tests.plan_factories import first_result

pytestmark = pytest.mark.django_db
TODAY = clock.local_date(NOON)
PEOPLE = ("andi", "dewi", "budi", "sari", "stranger", "office_manager", "auditor", "administrator")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("umum", About()),
        ("", About()),
        ("hasil-12", About(result_id=12)),
        ("bukti-5", About(evidence_id=5)),
        ("perilaku-LOYAL", About(core_value="LOYAL")),
        ("hasil-x", About()),
        ("hasil-" + "9" * 30, About()),
        ("bukti-²", About()),
        ("lain-1", About()),
    ],
)
def test_what_an_address_means(written: str, meant: About) -> None:
    assert read_about(written) == meant
    assert read_about(meant.written) == meant
    stored = subjects.stored_about(meant.kind, meant.subject_id, meant.core_value)
    assert stored == meant


@pytest.mark.parametrize("who", PEOPLE)
def test_the_reads_say_what_their_querysets_say(town: Town, praise: Feedback, who: str) -> None:
    plan, by = praise.plan, actor(getattr(town, who))
    ask(plan, town.dewi)
    show_evidence(plan)
    units = [town.office.pk, town.division.pk]
    calls: list[tuple[Any, tuple[Any, ...]]] = [
        (streams.received, (by, 0, 25)),
        (streams.given, (by, 0, 25)),
        (streams.on_wall, (units, by.employee_key, 0, 25)),
        (requests.requests_of, (by, 0, 25)),
        (requests.reports_for, (by, 0, 25)),
        (requests._waiting, (by,)),
        (named.results_named, (plan.pk,)),
        (named.evidence_named, (plan.pk,)),
        (colleagues, (units, units[1:], "a", by.employee_key, TODAY)),
        (posts_of, (by.employee_key, TODAY)),
        (newest_path, (town.division.pk,)),
        (units_between, ("1", "2", TODAY)),
    ]
    for one, args in calls:
        expected = one.queryset(*args).values_list(*one.row._fields)
        assert list(map(tuple, one(*args))) == list(map(tuple, expected)), one.__name__


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("andi", "/umpan-balik/"),
        ("dewi", "/umpan-balik/?tab=diberikan"),
        ("andi", "/umpan-balik/?tab=permintaan"),
        ("dewi", "/apresiasi/"),
        ("dewi", "/umpan-balik/beri/"),
        ("andi", "/umpan-balik/minta/"),
    ],
)
def test_a_list_takes_as_many_statements_for_few_as_for_many(
    town: Town, praise: Feedback, who: str, path: str
) -> None:
    client = client_of(getattr(town, who))
    ask(praise.plan, town.dewi)
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(path)
    for number in range(30):
        give(praise.plan, actor(town.dewi), visibility="UNIT", text=f"{WORDS} {number}")
    for value in ("LOYAL", "ADAPTIF", "KOLABORATIF"):
        ask(praise.plan, town.dewi, About(core_value=value))

    with CaptureQueriesContext(connection) as many:
        page = client.get(path)

    assert page.status_code == 200
    assert len(many) == len(few) <= 12, [one["sql"][:90] for one in many]


def test_pages_of_25_and_the_second(town: Town, plan: Plan) -> None:
    for number in range(27):
        give(plan, actor(town.budi), text=f"Ke-{number:02d}.")
    andi = client_of(town.andi)

    first, second = (andi.get(f"/umpan-balik/?hal={no}").content.decode() for no in (1, 2))

    assert first.count("“Ke-") == 25
    assert "Ke-26." in first
    assert [f"Ke-{no:02d}." in second for no in (0, 1, 2)] == [True, True, False]


def test_the_form_of_a_colleague_names_no_result_and_no_plan(town: Town, plan: Plan) -> None:
    show_evidence(plan)
    page = client_of(town.dewi).get(f"/umpan-balik/baru/{plan.pk}/").content.decode()

    assert "antrean daring" not in page
    assert "bukti-" not in page
    assert f'href="/skp/{plan.pk}/"' not in page
    assert "perilaku-LOYAL" in page
    assert "Kata penerima layanan" in page


def test_the_form_says_who_reads_before_it_asks_for_words(town: Town, plan: Plan) -> None:
    page = client_of(town.budi).get(f"/umpan-balik/baru/{plan.pk}/").content.decode()

    assert page.index('name="visibility"') < page.index('name="behavior"')
    assert "Hanya Andi Pratama dan Anda." in page
    for label in ("Situasi", "Perilaku", "Dampak"):
        assert label in page
    assert "checked" not in page


def test_the_three_parts_become_one_text(town: Town, plan: Plan) -> None:
    place = f"/umpan-balik/baru/{plan.pk}/"
    assert client_of(town.dewi).post(place, form(spoken_by="Warga, loket 2")).status_code == 302

    made = Feedback.objects.get()
    assert made.text.split("\n") == [
        "Senin pagi antrean penuh.",
        WORDS,
        "Warga menunggu lebih singkat.",
    ]
    assert (made.author_role, made.visibility) == ("PENERIMA_LAYANAN", "LEADERS")
    read = client_of(town.andi).get("/umpan-balik/").content.decode()
    assert "Warga, loket 2, penerima layanan, ditulis Dewi Lestari" in read


def test_the_wall_takes_only_praise(town: Town, plan: Plan) -> None:
    place = f"/umpan-balik/baru/{plan.pk}/"

    answer = client_of(town.dewi).post(place, form(visibility="UNIT", kind="SARAN"))

    assert answer.status_code == 422
    assert "Dinding hanya untuk apresiasi." in answer.content.decode()


def test_about_oneself_there_is_no_wall(town: Town, plan: Plan) -> None:
    andi, place = client_of(town.andi), f"/umpan-balik/baru/{plan.pk}/"
    page = andi.get(place).content.decode()

    assert "Catatan tentang diri sendiri" in page
    assert 'value="UNIT"' not in page
    assert andi.post(place, form(visibility="UNIT")).status_code == 422
    assert andi.post(place, form(visibility="RECEIVER")).status_code == 302
    assert "Terlihat oleh Anda saja" in andi.get("/umpan-balik/").content.decode()


@pytest.mark.parametrize("about", ["hasil", "bukti"])
def test_an_entry_link_preselects(town: Town, plan: Plan, about: str) -> None:
    key = first_result(plan) if about == "hasil" else show_evidence(plan).pk
    place = f"/umpan-balik/baru/{plan.pk}/?tentang={about}-{key}"

    assert f'value="{about}-{key}" selected' in client_of(town.budi).get(place).content.decode()


def test_the_entry_links_stand_where_people_meet_the_work(town: Town, plan: Plan) -> None:
    evidence = show_evidence(plan)
    budi, andi = client_of(town.budi), client_of(town.andi)
    give_here, result = f"/umpan-balik/baru/{plan.pk}/?tentang=", f"hasil-{first_result(plan)}"
    sheet = f"/progres/{plan.pk}/{plan.year.periods.get(no=3).pk}/"

    read = {
        path: budi.get(path).content.decode()
        for path in (f"/skp/{plan.pk}/", "/tim/", sheet, f"/pegawai/{town.andi.pk}/")
    }

    assert f"{give_here}{result}" in read[f"/skp/{plan.pk}/"]
    assert f"{give_here}perilaku-LOYAL" in read[f"/skp/{plan.pk}/"]
    assert f"{give_here}umum" in read["/tim/"]
    assert f"{give_here}bukti-{evidence.pk}" in read[sheet]
    assert f"{give_here}umum" in read[f"/pegawai/{town.andi.pk}/"]
    own = andi.get(f"/skp/{plan.pk}/").content.decode()
    assert f"/umpan-balik/minta/?tentang={result}" in own
    assert give_here not in own
    assert f"/umpan-balik/minta/?tentang=bukti-{evidence.pk}" in andi.get(sheet).content.decode()
    assert "/umpan-balik/minta/" in andi.get(f"/pegawai/{town.andi.pk}/").content.decode()
    assert "umpan-balik/baru" not in client_of(town.auditor).get(sheet).content.decode()


def test_a_colleague_is_found_by_name(town: Town, plan: Plan) -> None:
    dewi = client_of(town.dewi)

    found = dewi.get("/umpan-balik/beri/?cari=andi").content.decode()
    empty = dewi.get("/umpan-balik/beri/?cari=slamet").content.decode()
    nobody = client_of(town.administrator).get("/umpan-balik/beri/").content.decode()

    assert f"/umpan-balik/baru/{plan.pk}/?tentang=umum" in found
    assert "Belum ada yang cocok" in empty
    assert "Belum ada rekan" in nobody
    assert dewi.get("/umpan-balik/beri/?cari=" + "a" * 101).status_code == 422


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("RECEIVER", "Terlihat oleh Anda dan penulisnya<"),
        (
            "LEADERS",
            "Terlihat oleh Anda, penilai, pimpinan di atasnya, dan auditor; setelah masuk hasil"
            " penilaian, juga pengelola kinerja<",
        ),
        (
            "UNIT",
            "Terlihat oleh semua orang di perangkat daerah dan auditor; setelah masuk hasil"
            " penilaian, juga pengelola kinerja<",
        ),
    ],
)
def test_the_chip_names_all_who_read(town: Town, plan: Plan, visibility: str, readers: str) -> None:
    give(plan, actor(town.budi, NOON), kind="APRESIASI", text=WORDS, visibility=visibility)

    assert readers in client_of(town.andi).get("/umpan-balik/").content.decode()
