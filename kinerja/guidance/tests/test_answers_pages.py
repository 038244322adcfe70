"""Format B.1.8 on the screen: who is told what before writing, and who reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kinerja.audit.models import AccessEvent
from kinerja.guidance.models import Guidance
from kinerja.guidance.tests.pages import NINE, send, text_of
from kinerja.guidance.tests.stages import answered, begun, post_of
from tests.factories import Town, client_of

pytestmark = pytest.mark.django_db


def test_the_employee_answers_and_the_superior_of_the_mentor_reads(
    town: Town, andi: Client, budi: Client, running: Guidance
) -> None:
    here = f"/bimbingan/{running.pk}/pernyataan/"

    shown = text_of(andi, here)
    assert "Dibaca oleh Sari Kusuma" in shown
    assert shown.count("Rumusan belum diperiksa") == 7
    assert send(andi, here, **NINE | {"s4": ""}).status_code == 422
    assert send(andi, here, **NINE, words="Terbantu sekali.").status_code == 303

    answers = f"/bimbingan/{running.pk}/jawaban/"
    assert andi.get(here).status_code == 302
    assert send(andi, here, **NINE).status_code == 409
    assert "Terbantu sekali." in text_of(andi, answers)
    sari = client_of(town.sari)
    assert "Terbantu sekali." in text_of(sari, answers)
    assert "Tentang Budi Hartono" in text_of(sari, "/bimbingan/?tab=jawaban")
    assert AccessEvent.objects.filter(user_id=town.sari.user_id, purpose="format B.1.8").exists()


def test_the_mentor_cannot_tell_whether_there_is_an_answer(
    town: Town, budi: Client, running: Guidance
) -> None:
    def seen() -> list[Any]:
        pages = (f"/bimbingan/{running.pk}/", f"/bimbingan/{running.pk}/jawaban/",
                 "/bimbingan/", "/bimbingan/?tab=jawaban")  # fmt: skip
        found = [budi.get(page) for page in pages]
        return [(one.status_code, b"Format B.1.8" in one.content) for one in found]

    before = seen()
    answered(running, town.andi)

    assert seen() == before
    assert before[1][0] == 404
    assert budi.get(f"/bimbingan/{running.pk}/pernyataan/").status_code == 403


def test_a_mentor_without_superior_is_said_before_writing(town: Town) -> None:
    held = begun(post_of(town.secretary), town.mayor)
    secretary = client_of(town.secretary)

    assert "Belum ada yang membacanya" in text_of(secretary, f"/bimbingan/{held.pk}/pernyataan/")
    answered(held, town.secretary, words="")
    assert "Tidak ada atasan pembimbing" in text_of(secretary, f"/bimbingan/{held.pk}/jawaban/")
