"""The page of strengths, the plan and its actions as people use them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kinerja.audit.models import AccessEvent
from kinerja.cycles.models import PerformanceYear
from kinerja.growth.models import Action, DevelopmentPlan
from kinerja.growth.tests.samples import TEXTS, act, promise, say, sealed_window, support, write
from kinerja.plans.models import Plan
from tests.factories import Town, client_of

pytestmark = pytest.mark.django_db
PLACE = "/pengembangan/"


def text_of(client: Client, path: str = PLACE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


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
    assert "Paling sering disarankan: Adaptif (1 dari 1 saran)." in page
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
    assert "Belum ada tahun kinerja" in text_of(andi, f"{PLACE}rencana/")
