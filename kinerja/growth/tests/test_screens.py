"""The page of strengths, the plan and its actions as people use them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client

from kinerja.audit.models import AccessEvent
from kinerja.coaching.models import Feedback
from kinerja.cycles.models import PerformanceYear
from kinerja.dialogue.tests import stages
from kinerja.growth import operations
from kinerja.growth.models import DevelopmentPlan
from kinerja.growth.tests.samples import (
    COURSE,
    PLACE,
    TEXTS,
    VALUES,
    act,
    form,
    promise,
    say,
    sealed_window,
    support,
    text_of,
    write,
)
from kinerja.organization.models import Employee, Placement
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, actor, client_of, make_employee, make_placement
from tests.plan_factories import make_draft, make_year

pytestmark = pytest.mark.django_db
PLAN = f"{PLACE}rencana/"
NEW = f"{PLACE}tindakan/baru/"


def texts(**given: str) -> dict[str, str]:
    return {**TEXTS._asdict(), "lock_no": "0", **given}


# --- what a year has gathered


def test_the_page_gathers_the_year(town: Town, skp: Plan, andi: Client) -> None:
    say(skp, town.budi)
    say(skp, town.dewi, "KOLABORATIF", "Selalu membantu.")
    say(skp, town.budi, "ADAPTIF", "Coba alat baru.", kind="SARAN")
    say(skp, town.budi, "", "Pernah terlambat.", kind="CATATAN")
    say(skp, town.andi, "", "Saya mudah gugup.", kind="CATATAN")
    promise(town)
    sealed_window(town)
    write(town.andi, skp.year)
    act(town.andi, skp.year)

    page = text_of(andi)

    assert "Paling sering dihargai: Kolaboratif (2 dari 2 apresiasi)." in page
    assert "Ada 1 saran tahun ini: Adaptif." in page
    for words in (
        "Selalu membantu.", "Coba alat baru.", "Pernah terlambat.", "Saya mudah gugup.",
        "Susun jadwal loket cadangan", "0 dari 1 kesepakatan selesai", "Masukan 3",
        "6 dari 9 orang menjawab", "Loyal: sering", TEXTS.gaps, "Memimpin rapat persiapan",
        "Mulai SKP berikutnya dari sini", "data-print",
    ):  # fmt: skip
        assert words in page, words


def test_an_empty_year_says_what_to_do(town: Town, year: PerformanceYear, andi: Client) -> None:
    page = text_of(andi)

    assert "Belum ada apresiasi tahun ini." in page
    assert "Minta umpan balik" in page


def test_without_any_year_the_page_says_so(town: Town, andi: Client) -> None:
    assert "Belum ada tahun kinerja" in text_of(andi)
    assert "Belum ada tahun kinerja" in text_of(andi, PLAN)
    assert andi.get(NEW).status_code == 404


def test_the_receiver_alone_reads_what_is_for_him(
    town: Town, skp: Plan, andi: Client, budi: Client
) -> None:
    say(skp, town.budi, text="Hanya untuk Andi.", visibility="RECEIVER")
    say(skp, town.andi, "", "Catatan pribadi saya.", kind="CATATAN", visibility="RECEIVER")

    own, other = text_of(andi), text_of(budi, f"{PLACE}{town.andi.pk}/")

    for words in ("Hanya untuk Andi.", "Catatan pribadi saya."):
        assert words in own
        assert words not in other
    assert "Belum ada apresiasi tahun ini." in other


def test_covered_words_are_nobodys(town: Town, skp: Plan, andi: Client, budi: Client) -> None:
    say(skp, town.dewi, text="Kata kasar.")
    Feedback.objects.update(covered_at=NOON)

    assert "Kata kasar." not in text_of(andi)
    assert "Kata kasar." not in text_of(budi, f"{PLACE}{town.andi.pk}/")


def test_a_window_that_is_not_published_says_nothing(town: Town, skp: Plan, andi: Client) -> None:
    sealed_window(town, outcome="TOO_FEW", answers=0)

    assert "Masukan" not in text_of(andi).replace("Masukan anonim dibuka", "")


def test_the_superior_reads_it_and_this_is_recorded(
    town: Town, skp: Plan, andi: Client, budi: Client
) -> None:
    text_of(andi)
    text_of(budi, f"{PLACE}{town.andi.pk}/")

    read = AccessEvent.objects.get(purpose="membaca kekuatan dan kelemahan")
    assert (read.user_id, read.about_employee_id) == (town.budi.user_id, town.andi.pk)


@pytest.mark.parametrize("who", ["dewi", "sari", "secretary", "office_manager", "auditor"])
def test_others_do_not_learn_that_there_is_such_a_page(town: Town, skp: Plan, who: str) -> None:
    client = client_of(getattr(town, who))
    action = act(town.andi, skp.year)

    for path in (f"{PLACE}{town.andi.pk}/", f"{PLACE}tindakan/{action.pk}/"):
        assert client.get(path).status_code == 404


def test_another_year_is_chosen_by_its_number(town: Town, skp: Plan, andi: Client) -> None:
    make_year(2025, state="CLOSED")
    say(skp, town.budi, text="Tahun ini.")

    assert "Tahun ini." in text_of(andi, f"{PLACE}?tahun=2026")
    assert "Tahun ini." not in text_of(andi, f"{PLACE}?tahun=2025")
    assert andi.get(f"{PLACE}?tahun=2031").status_code == 404
    assert "Tahun ini." in text_of(andi, f"{PLACE}?tahun=x")
    assert andi.get(f"{PLACE}{10**30}/").status_code == 404


def test_the_next_plan_starts_here(town: Town, year: PerformanceYear, andi: Client) -> None:
    assert f"/skp/mulai/{year.pk}/" in text_of(andi)
    draft = make_draft(town.andi, year)
    assert f"/skp/{draft.pk}/susun/" in text_of(andi)
    assert PLACE in text_of(andi, f"/skp/{draft.pk}/susun/")


# --- the plan


def test_the_texts_are_saved_and_read_again(
    town: Town, year: PerformanceYear, andi: Client
) -> None:
    answer = andi.post(PLAN, texts())

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PLAN}?tahun=2026")
    assert TEXTS.gaps in text_of(andi, PLAN)


def test_two_windows_see_both_versions(town: Town, year: PerformanceYear, andi: Client) -> None:
    andi.post(PLAN, texts())

    answer = andi.post(PLAN, texts(gaps="Dari jendela lain."))
    page = answer.content.decode()

    assert answer.status_code == 409
    assert TEXTS.gaps in page
    assert "Dari jendela lain." in page
    assert andi.post(PLAN, texts(gaps="Dari jendela lain.", lock_no="1")).status_code == 303


def test_autosave_says_when_and_never_overwrites(
    town: Town, year: PerformanceYear, andi: Client
) -> None:
    first = andi.post(f"{PLAN}draf/", texts()).content.decode()
    stale = andi.post(f"{PLAN}draf/", texts(gaps="Lain.")).content.decode()
    long = andi.post(f"{PLAN}draf/", texts(gaps="x" * 5000, lock_no="1")).content.decode()

    assert "Tersimpan pukul" in first
    assert 'value="1"' in first
    assert "Ada isian yang lebih baru" in stale
    assert "Belum tersimpan" in long
    assert DevelopmentPlan.objects.get().gaps == TEXTS.gaps


def test_a_closed_year_is_read_only(town: Town, year: PerformanceYear, andi: Client) -> None:
    write(town.andi, year)
    action = act(town.andi, year)
    PerformanceYear.objects.update(state="CLOSED")

    page = text_of(andi, PLAN)
    draft = andi.post(f"{PLAN}draf/", texts(gaps="Lain.", lock_no="1")).content.decode()

    assert TEXTS.gaps in page
    assert "<textarea" not in page
    assert "Tahun ini tidak berjalan" in draft
    assert andi.post(PLAN, texts(gaps="Lain.", lock_no="1")).status_code == 409
    assert andi.post(NEW, form()).status_code == 409
    change = f"{PLACE}tindakan/{action.pk}/ubah/"
    assert andi.post(change, form(lock_no="0")).status_code == 409


def test_too_long_a_text_comes_back_with_a_reason(
    town: Town, year: PerformanceYear, andi: Client
) -> None:
    answer = andi.post(PLAN, texts(gaps="x" * 5000))

    assert answer.status_code == 422
    assert "Paling banyak 4000 huruf" in answer.content.decode()


def test_hours_of_what_is_done_count_toward_twenty(
    town: Town, year: PerformanceYear, andi: Client
) -> None:
    act(town.andi, year, VALUES._replace(hours=Decimal(3)))
    course = act(town.andi, year, COURSE)
    operations.finish(action=course, outcome="Lulus.", by=actor(town.andi), at=NOON)

    page = text_of(andi, PLAN)

    assert "<b>8,5</b> / 20 JP" in page
    assert "rujukan pasal belum diperiksa" in page
    assert "Angka ini hanya panduan" in page


def test_the_twenty_hours_are_those_of_civil_servants(
    town: Town, year: PerformanceYear, andi: Client
) -> None:
    Employee.objects.filter(pk=town.andi.pk).update(kind="PPPK")
    course = act(town.andi, year, COURSE)
    operations.finish(action=course, outcome="Lulus.", by=actor(town.andi), at=NOON)

    page = text_of(andi, PLAN)

    assert "8,5 JP" in page
    assert "/ 20 JP" not in page


def test_the_superior_supports_on_the_page(
    town: Town, year: PerformanceYear, andi: Client, budi: Client
) -> None:
    plan = write(town.andi, year)
    place, address = f"{PLACE}{town.andi.pk}/", f"{PLAN}{plan.pk}/dukung/"
    assert "Saya mendukung rencana ini" in text_of(budi, place)

    stale = budi.post(address, {"content_no": "0", "kunci": str(uuid4())})
    answer = budi.post(address, {"content_no": "1", "kunci": str(uuid4())})

    assert (stale.status_code, answer.status_code) == (409, 303)
    assert "Didukung Anda" in text_of(budi, place)
    assert "Budi Hartono mendukung rencana ini" in text_of(andi, PLAN)
    assert andi.post(address, {"content_no": "1"}).status_code == 403
    assert client_of(town.dewi).post(address, {"content_no": "1"}).status_code == 404
    assert budi.post(address, {"content_no": "x"}).status_code == 409


# --- the same statements however much there is


def test_the_pages_take_as_many_statements_for_one_row_as_for_many(
    town: Town, skp: Plan, andi: Client, budi: Client
) -> None:
    from tests.test_statements import counted

    def fill(number: int) -> None:
        for one in range(number):
            say(skp, town.budi, "LOYAL", f"Apresiasi {one}.")
            say(skp, town.dewi, "ADAPTIF", f"Saran {one}.", kind="SARAN")
            act(town.andi, skp.year, VALUES._replace(text=f"Tindakan {one}"))
        session = stages.planned(
            stages.post_of(town.andi), town.budi, NOON + dt.timedelta(hours=number)
        )
        for one in range(number):
            stages.agreed(session, town.andi, town.budi, text=f"Kesepakatan {one}")

    def statements() -> dict[str, int]:
        taken = {}
        for client, path in (
            (andi, PLACE), (andi, PLAN), (budi, f"{PLACE}{town.andi.pk}/"), (andi, "/"),
        ):  # fmt: skip
            client.get(path)
            with counted() as seen:
                text_of(client, path)
            taken[f"{path} {client is andi}"] = len(seen)
        return taken

    fill(1)
    write(town.andi, skp.year)
    sealed_window(town)
    few = statements()
    fill(30)
    sealed_window(town)
    support(DevelopmentPlan.objects.get(), town.budi)
    make_placement(make_employee("Orang Baru"), town.division)
    many = statements()

    assert few == many
    assert max(few.values()) <= 12, few
    assert Placement.objects.filter(unit=town.division).count() == 4
